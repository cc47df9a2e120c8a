import type {Resource} from '@kflow/core';
import type {ObjectChange} from '../../engine/event.js';
import {referenceKey, workloadName} from '../../cluster/read/object-key.js';
import type {ObjectReference} from '../../ports/cluster-reader.js';
import {didNothing} from '../../tools/failure/did-nothing.js';
import type {Kubectl} from '../../tools/kubectl.js';
import {retried} from '../../tools/retried.js';
import {Retries} from '../../tools/retries.js';
import {objectChange} from '../../tools/kubectl/kubectl-changes.js';
import {LiveWorkloads} from '../live/live-workloads.js';
import {failureReport} from '../run/failure-report.js';
import type {Work} from '../run/forward-tasks.js';
import type {Run} from '../run/run.js';
import {restartId} from '../run/run-task.js';
import {isRestartable, restartableOf, restartGuess} from './restartable.js';

/** One `kubectl rollout restart`. */
interface RestartCall {
  namespace?: string;
  args: string[];
}

/** The restarts of a run. */
export class Restarts {
  /** Two resources may name the same workload, and kubectl refuses to restart one twice within a second. */
  private readonly restarted = new Set<string>();
  private readonly idle = new Set<string>();

  constructor(private readonly run: Run) {}

  /** Whether a resource turned out to have no workloads to restart. */
  isIdle({name}: Resource): boolean {
    return this.idle.has(name);
  }

  /**
   * Restarts the workloads of a resource with `kubectl rollout restart`. To the outside it is a step of its own; where there is nothing to restart, it is not told of.
   *
   * @param otherwise what to do when there is nothing to restart, which is no failure
   */
  work(resource: Resource, otherwise: 'warn' | 'silent'): Work {
    const id = restartId(resource.name);
    return {
      id,
      subject: {type: 'step', step: id, resource: resource.name},
      slot: true,
      isIdle: () => this.isIdle(resource),
      run: (signal) => this.restart(resource, id, otherwise, signal),
    };
  }

  private async restart(resource: Resource, id: string, otherwise: 'warn' | 'silent', signal: AbortSignal) {
    const {run} = this;
    const {clock} = run.session;
    const began = clock.monotonic();
    const {name, namespace} = resource;
    const of = {step: id, resource: name};
    const seconds = (): number => (clock.monotonic() - began) / 1000;
    const start = (): void =>
      run.emit({type: 'step.started', ...of, kind: 'restart', namespace, summary: 'rollout restart'});
    const kubectl = run.session.kubectl.with({
      report: (command) => run.emit({type: 'step.command', step: id, ...command}),
      onLine: (stream, text) => run.emit({type: 'step.output', step: id, stream, text}),
      retries: new Retries({
        clock,
        signal,
        tell: (message, after) => run.emit({type: 'step.waiting', step: id, message, seconds: after}),
      }),
      signal,
    });
    let started = false;
    try {
      const calls = await this.calls(resource);
      if (calls === undefined) {
        this.idle.add(name);
        const hint = 'name what to restart under `workloads`, or a `selector` that finds it';
        if (otherwise === 'warn') run.emit({type: 'warning', message: 'nothing to restart', hint, resource: name});
        return;
      }
      start();
      started = true;
      const changes: ObjectChange[] = [];
      for (const call of calls) changes.push(...(await rolloutRestart(kubectl, call)));
      run.emit({type: 'step.succeeded', ...of, seconds: seconds(), changes});
    } catch (error) {
      const report = failureReport(error, [signal]);
      if (!started) start();
      await run.recorded(resource, () => run.record?.resourceFailed(resource));
      run.emit({type: 'step.failed', ...of, seconds: seconds(), error: report});
      throw error;
    }
  }

  /** What to call, one command a namespace; undefined when the resource has nothing to restart. */
  private async calls(resource: Resource): Promise<RestartCall[] | undefined> {
    const {run} = this;
    const {cluster, kubectl, namespace: defaultNamespace} = run.session;
    if (!cluster) return restartGuess(resource);
    const declared = () => new LiveWorkloads(cluster, kubectl, defaultNamespace).declaredBy(resource);
    // Only a reload has just applied something, and not in a dry run.
    const isApplied = run.plan.operation === 'reload' && !run.dryRun;
    const own = async () => (isApplied ? run.touchedBy(resource) : await declared());
    const {workloads, refused} = await restartableOf(cluster, resource, own);
    if (refused.length > 0) {
      const hint = 'only Deployments, StatefulSets and DaemonSets can be';
      const message = `${refused.join(', ')} cannot be restarted`;
      run.emit({type: 'warning', message, hint, resource: resource.name});
    }
    if (workloads.length === 0) return undefined;
    run.keepRestarted(resource, workloads);
    const left = workloads.filter((workload) => !this.restarted.has(referenceKey(workload)));
    for (const workload of left) this.restarted.add(referenceKey(workload));
    return callsFor(left);
  }
}

function callsFor(workloads: readonly ObjectReference[]): RestartCall[] {
  const calls = new Map<string | undefined, RestartCall>();
  for (const workload of workloads.filter(isRestartable)) {
    const {namespace} = workload;
    const call = calls.get(namespace) ?? {namespace, args: []};
    call.args.push(workloadName(workload));
    calls.set(namespace, call);
  }
  return [...calls.values()];
}

async function rolloutRestart(kubectl: Kubectl, {namespace, args}: RestartCall): Promise<ObjectChange[]> {
  const call = () => kubectl.call(['rollout', 'restart', ...args], {mutating: true, namespace});
  const {stdout, skipped} = await retried(kubectl, call);
  const changes = stdout.split('\n').flatMap((line) => {
    const change = objectChange(line);
    return change ? [{...change, ...(namespace === undefined ? {} : {namespace})}] : [];
  });
  // One line for each: kubectl that says nothing restarted nothing.
  if (skipped || changes.length >= args.length) return changes;
  throw didNothing('kubectl', `did not restart ${args.join(', ')}`);
}
