import type {Resource} from '@kflow/core';
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
  if (!view.isLive) return {name, namespace, healthy: false, detail: 'the cluster cannot be read', workloads: []};
  try {
    const [live, releases, runners] = await Promise.all([
      view.workloads(resource),
      view.releasesOf(resource),
      view.eachRunner(resource, 'health', verdictOfRunner),
    ]);
    const checks = [
      ...live.map(checkWorkload),
      ...releases.map(checkRelease),
      ...runners.flatMap(({step, result}) => (result ? [{ok: result.ok, text: `${step.name} ${result.text}`}] : [])),
    ];
    const bad = checks.filter(({ok}) => !ok);
    const told = bad.length > 0 ? bad : checks;
    const detail = told.length === 0 ? 'nothing to check' : told.map(({text}) => text).join(', ');
    return {name, namespace, healthy: bad.length === 0, detail, workloads: live.map(({progress}) => progress)};
  } catch (error) {
    return {name, namespace, healthy: false, detail: errorReport(error).message, workloads: []};
  }
}

function checkWorkload({progress, exists, reason}: LiveWorkload): {ok: boolean; text: string} {
  const {workload, message, state} = progress;
  return {ok: exists && state === 'ready', text: `${workload} ${message}${reason === undefined ? '' : ` (${reason})`}`};
}

function checkRelease({release, status, problem}: ResourceRelease): {ok: boolean; text: string} {
  return {
    ok: status === 'deployed',
    text: `release ${release} ${problem === undefined ? status : `unknown: ${problem}`}`,
  };
}

/** Says whether a runner is healthy; undefined when it does not check anything. */
async function verdictOfRunner(context: StepContext): Promise<{ok: boolean; text: string} | undefined> {
  try {
    const ok = await runnerHealth(context);
    return ok === undefined ? undefined : {ok, text: ok ? 'healthy' : 'unhealthy'};
  } catch (error) {
    return {ok: false, text: errorReport(error).message};
  }
}
