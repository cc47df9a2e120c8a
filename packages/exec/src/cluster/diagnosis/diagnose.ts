import type {Diagnosis} from '../../engine/event.js';
import type {Clock} from '../../ports/clock.js';
import type {ClusterReader, KubeObject} from '../../ports/cluster-reader.js';
import {containerFinding, containerStatuses} from '../failure/container-findings.js';
import type {Finding} from '../failure/failure-rule.js';
import {hintFor} from '../failure/hint-for.js';
import {newestPods, newestReplicaSet, type OwnedObjects} from './newest-pods.js';
import {workloadName} from '../read/object-key.js';
import {readPodLog} from './read-pod-log.js';
import {groupOf} from '../readiness/readiness-of.js';
import {conditionOf} from '../readiness/conditions.js';
import type {Verdict} from '../readiness/verdict.js';
import {warningEvents} from './warning-events.js';

/** What to explain. */
export interface DiagnoseRequest {
  reader: ClusterReader;
  clock: Clock;
  /** The object that is not ready. */
  object: KubeObject;
  verdict: Verdict;
  owned: OwnedObjects;
  /** What the wait fails of; the worst pod is looked for when absent, or when it speaks of the workload only. */
  finding?: Finding;
  /** Masks secrets in logs, events and messages. Default: none are. */
  mask?: (text: string) => string;
  signal?: AbortSignal;
}

/**
 * Why an object is not ready, as its worst pod, logs and events tell. Takes a few reads; what cannot be read is left out, and none of it takes
 * longer than a few seconds, since the run is about to fail anyway.
 */
export async function diagnose(request: DiagnoseRequest): Promise<Diagnosis> {
  const {object, verdict, owned} = request;
  const mask = request.mask ?? ((text: string): string => text);
  const own = request.finding;
  const finding = own !== undefined && own.object.kind === 'Pod' ? own : (worstFinding(object, owned) ?? own);
  const pod = finding?.object.kind === 'Pod' ? finding.object : undefined;
  const diagnosis: Diagnosis = {
    workload: workloadName({group: groupOf(object), kind: object.kind, name: object.metadata.name}),
    reason: finding?.reason ?? verdict.reason ?? 'NotReady',
  };
  // A Job that is over says more by its own reason (BackoffLimitExceeded) than its pod does; the pod's words are added to it.
  if (own !== undefined && own.object === object && object.kind !== 'Pod') diagnosis.reason = own.reason;
  if (object.metadata.namespace !== undefined) diagnosis.namespace = object.metadata.namespace;
  if (pod !== undefined) diagnosis.pod = pod.metadata.name;
  if (finding?.container !== undefined) diagnosis.container = finding.container;
  const message =
    own !== undefined && own.object === object
      ? own.message
      : finding === undefined
        ? verdict.message
        : finding.message;
  if (message !== undefined && message !== '') diagnosis.message = mask(message);
  if (finding?.exitCode !== undefined) diagnosis.exitCode = finding.exitCode;

  const set = object.kind === 'Deployment' ? newestReplicaSet(object, owned.replicaSets) : undefined;
  const [logs, events] = await Promise.all([
    pod === undefined || finding?.container === undefined ? undefined : readPodLog(request, pod, finding.container),
    warningEvents(request, [object, set, pod]),
  ]);
  if (logs !== undefined && logs.length > 0) diagnosis.logs = logs.map(mask);
  if (events.length > 0) diagnosis.events = events.map(mask);
  const hint = hintFor(diagnosis);
  if (hint !== undefined) diagnosis.hint = hint;
  return diagnosis;
}

/** The worst of a workload's newest pods: one whose container ended with an error, else one that waits, else one that is not ready. */
function worstFinding(object: KubeObject, owned: OwnedObjects): Finding | undefined {
  const findings = newestPods(object, owned).flatMap((pod): Finding[] => {
    if (conditionOf(pod, 'Ready')?.status === 'True' || pod.status?.phase === 'Succeeded') return [];
    const scheduled = conditionOf(pod, 'PodScheduled');
    if (scheduled?.status === 'False')
      return [{object: pod, reason: scheduled.reason ?? 'NotScheduled', message: scheduled.message}];
    return containerStatuses(pod)
      .filter((status) => !status.ready && status.state?.terminated?.exitCode !== 0)
      .map((status) => containerFinding(pod, status));
  });
  return findings.sort((left, right) => weight(right) - weight(left))[0];
}

function weight(finding: Finding): number {
  if (finding.exitCode !== undefined && finding.exitCode !== 0) return 2;
  return finding.reason === 'NotReady' || finding.reason === 'ContainerCreating' || finding.reason === 'PodInitializing'
    ? 0
    : 1;
}
