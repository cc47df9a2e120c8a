import type {Diagnosis} from '../../engine/event.js';
import type {Clock} from '../../ports/clock.js';
import type {ClusterReader, KubeObject} from '../../ports/cluster-reader.js';
import {causes} from '../failure/causes.js';
import {containerStatuses, containerWords} from '../failure/container-findings.js';
import {findFailures, subjectOf} from '../failure/find-failures.js';
import type {Finding} from '../failure/finding.js';
import {commandHint} from './command-hint.js';
import {newestPods, newestReplicaSet, type OwnedObjects} from './newest-pods.js';
import {workloadName} from '../read/object-key.js';
import {readPodLog} from './read-pod-log.js';
import {groupOf} from '../readiness/readiness-of.js';
import {conditionOf} from '../readiness/conditions.js';
import type {Verdict} from '../readiness/verdict.js';
import {warningEvents} from './warning-events.js';

/** What an object says, whatever it comes to. */
type Words = Omit<Finding, 'cause'>;

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
  const known = findFailures(subjectOf(object, verdict, owned));
  const own = request.finding ?? known[0];
  // A Job that is over says more by its own reason (BackoffLimitExceeded) than its pod does; the pod's words are added to it.
  const isOwn = own !== undefined && own.object === object;
  const shown: Words | undefined =
    own?.object.kind === 'Pod' ? own : (known.find(isOfPod) ?? worstPod(object, owned) ?? own);
  const pod = shown?.object.kind === 'Pod' ? shown.object : undefined;
  const said = isOwn ? own : (shown ?? verdict);
  const diagnosis: Diagnosis = {
    workload: workloadName({group: groupOf(object), kind: object.kind, name: object.metadata.name}),
    ...(own === undefined ? {} : {cause: own.cause}),
    reason: said.reason ?? 'NotReady',
  };
  if (object.metadata.namespace !== undefined) diagnosis.namespace = object.metadata.namespace;
  if (pod !== undefined) diagnosis.pod = pod.metadata.name;
  if (shown?.container !== undefined) diagnosis.container = shown.container;
  if (said.message !== undefined && said.message !== '') diagnosis.message = mask(said.message);
  if (shown?.exitCode !== undefined) diagnosis.exitCode = shown.exitCode;

  const set = object.kind === 'Deployment' ? newestReplicaSet(object, owned.replicaSets) : undefined;
  const [logs, events] = await Promise.all([
    pod === undefined || shown?.container === undefined ? undefined : readPodLog(request, pod, shown.container),
    eventsOf(request, [object, set, pod], own),
  ]);
  if (logs !== undefined && logs.length > 0) diagnosis.logs = logs.map(mask);
  if (events.length > 0) diagnosis.events = events.map(mask);
  const hints = [own && causes[own.cause].hint, commandHint(diagnosis)].filter((hint) => hint !== undefined);
  if (hints.length > 0) diagnosis.hint = hints.join('; ');
  return diagnosis;
}

/** Milliseconds after which events are looked for once more. */
const eventDelay = 500;

/**
 * Warning events, looked for once more where a wait ends at once: a kubelet tells of a container's state and of the event in two requests,
 * and either may come first.
 */
async function eventsOf(
  request: DiagnoseRequest,
  objects: readonly (KubeObject | undefined)[],
  finding: Finding | undefined,
): Promise<string[]> {
  const found = await warningEvents(request, objects);
  const isEarly = finding?.object.kind === 'Pod' && causes[finding.cause].certainty === 'certain';
  if (found.length > 0 || !isEarly) return found;
  await request.clock.sleep(eventDelay, request.signal).catch(() => undefined);
  return await warningEvents(request, objects);
}

function isOfPod({object}: Finding): boolean {
  return object.kind === 'Pod';
}

/** The worst of a workload's newest pods: one whose container ended with an error, else one that waits, else one that is not ready. */
function worstPod(object: KubeObject, owned: OwnedObjects): Words | undefined {
  const findings = newestPods(object, owned).flatMap((pod): Words[] => {
    if (conditionOf(pod, 'Ready')?.status === 'True' || pod.status?.phase === 'Succeeded') return [];
    const scheduled = conditionOf(pod, 'PodScheduled');
    if (scheduled?.status === 'False')
      return [{object: pod, reason: scheduled.reason ?? 'NotScheduled', message: scheduled.message}];
    return containerStatuses(pod)
      .filter((status) => !status.ready && status.state?.terminated?.exitCode !== 0)
      .map((status) => ({object: pod, ...containerWords(status)}));
  });
  return findings.sort((left, right) => weight(right) - weight(left))[0];
}

function weight(finding: Words): number {
  if (finding.exitCode !== undefined && finding.exitCode !== 0) return 2;
  return finding.reason === 'NotReady' || finding.reason === 'ContainerCreating' || finding.reason === 'PodInitializing'
    ? 0
    : 1;
}
