import type {HealthState, Resource} from '@kflow/core';
import {errorReport} from '../engine/error-report.js';
import {runnerHealth} from '../steps/runner.js';
import type {StepContext} from '../steps/step-handler.js';
import type {LiveWorkload} from './live/live-workloads.js';
import type {HealthReport, ResourceHealth} from './live/reports.js';
import {ResourceView} from './live/resource-view.js';
import type {ResourceRelease} from './live/resource-view.js';
import type {StatusRequest} from './live/status-request.js';

/**
 * The verdict on resources by live truth alone: a resource is unhealthy when a workload of it is missing or not ready,
 * a helm release is not deployed, a runner's `health` says no (or fails), or when that cannot be found out. One with
 * nothing to check is healthy.
 */
export async function readHealth(request: StatusRequest): Promise<HealthReport> {
  const view = await ResourceView.openLive(request);
  const resources = await Promise.all(view.resources.map((resource) => healthOf(view, resource)));
  const {context} = request.session;
  return {
    ...(context === undefined ? {} : {context}),
    healthy: resources.every(({healthy}) => healthy),
    resources,
  };
}

async function healthOf(view: ResourceView, resource: Resource): Promise<ResourceHealth> {
  const {name, namespace} = resource;
  const unknown = {name, namespace, healthy: false, state: 'unknown' as const, workloads: []};
  if (!view.isLive) return {...unknown, detail: 'the cluster cannot be read'};
  try {
    const [live, releases, runners] = await Promise.all([
      view.workloads(resource),
      view.releasesOf(resource),
      view.eachRunner(resource, 'health', verdictOfRunner),
    ]);
    const checks = [
      ...live.map(checkWorkload),
      ...releases.map(checkRelease),
      ...runners.flatMap(({step, result}) => (result ? [checkRunner(step.name, result)] : [])),
    ];
    const bad = checks.filter(({ok}) => !ok);
    const told = bad.length > 0 ? bad : checks;
    const detail = told.length === 0 ? 'nothing to check' : told.map(({text}) => text).join(', ');
    const workloads = live.map(({progress}) => progress);
    return {name, namespace, healthy: bad.length === 0, state: stateOf(checks), detail, workloads};
  } catch (error) {
    return {...unknown, detail: errorReport(error).message};
  }
}

/** What was found of one workload, release or runner. */
interface Check {
  ok: boolean;
  /** What is not `ok` may be on its way, may not be there at all, or may not be known. */
  state: 'healthy' | 'progressing' | 'unhealthy' | 'missing' | 'unknown';
  text: string;
}

/** The state of a resource of which some things may be there and others not: the latter is `unhealthy`. */
function stateOf(checks: Check[]): HealthState {
  const has = (state: Check['state']) => checks.some((check) => check.state === state);
  if (checks.length === 0) return 'unchecked';
  if (checks.every(({state}) => state === 'missing')) return 'not-applied';
  if (has('unhealthy') || has('missing')) return 'unhealthy';
  if (has('unknown')) return 'unknown';
  return has('progressing') ? 'progressing' : 'healthy';
}

function checkWorkload({progress, exists, reason}: LiveWorkload): Check {
  const {workload, message, state} = progress;
  const text = `${workload} ${message}${reason === undefined ? '' : ` (${reason})`}`;
  if (!exists) return {ok: false, state: 'missing', text};
  if (state === 'ready') return {ok: true, state: 'healthy', text};
  return {ok: false, state: state === 'failed' || reason !== undefined ? 'unhealthy' : 'progressing', text};
}

function checkRelease({release, status, problem}: ResourceRelease): Check {
  const text = `release ${release} ${problem === undefined ? status : `unknown: ${problem}`}`;
  if (status === 'deployed') return {ok: true, state: 'healthy', text};
  if (status === 'missing' || status === 'unknown') return {ok: false, state: status, text};
  return {ok: false, state: status.startsWith('pending-') ? 'progressing' : 'unhealthy', text};
}

function checkRunner(step: string, {ok, text}: {ok: boolean; text: string}): Check {
  return {ok, state: ok ? 'healthy' : 'unhealthy', text: `${step} ${text}`};
}

/** Says whether a runner is healthy; undefined when it does not check anything. */
async function verdictOfRunner(context: StepContext): Promise<{ok: boolean; text: string} | undefined> {
  try {
    const verdict = await runnerHealth(context);
    if (verdict === undefined) return undefined;
    const {healthy, detail} = verdict;
    return {ok: healthy, text: `${healthy ? 'healthy' : 'unhealthy'}${detail === undefined ? '' : ` (${detail})`}`};
  } catch (error) {
    return {ok: false, text: errorReport(error).message};
  }
}
