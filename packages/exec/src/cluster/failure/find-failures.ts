import type {KubeObject} from '../../ports/cluster-reader.js';
import {isOwnedBy, newestPods, newestReplicaSet, type OwnedObjects} from '../diagnosis/newest-pods.js';
import type {Verdict} from '../readiness/verdict.js';
import type {Finding} from './finding.js';
import {failureRules} from './rules/index.js';
import {specChangedAt} from './spec-changed-at.js';
import type {Subject} from './subject.js';

/** What a rule saw, and which one. */
export interface RuleFinding extends Finding {
  rule: string;
}

/**
 * Everything that speaks against a workload that is not ready, as the rules see it in the pods of its newest revision, in its newest
 * ReplicaSet, in its events and in itself, the most telling first.
 */
export function findFailures(subject: Subject): RuleFinding[] {
  return Object.entries(failureRules).flatMap(([name, rule]) =>
    rule(subject).map((finding) => ({...finding, rule: name})),
  );
}

/** A workload with what tells why it is not ready. */
export function subjectOf(workload: KubeObject, verdict: Verdict, owned: OwnedObjects): Subject {
  const set = workload.kind === 'Deployment' ? newestReplicaSet(workload, owned.replicaSets) : undefined;
  const isOld = (pod: KubeObject): boolean =>
    owned.replicaSets.some((other) => other !== set && isOwnedBy(other, workload) && isOwnedBy(pod, other));
  // Of the same object, an event may tell of an earlier revision.
  const since = specChangedAt(workload);
  const isOfNow = (event: KubeObject): boolean =>
    event.involvedObject?.uid !== workload.metadata.uid ||
    since === undefined ||
    second(eventTime(event)) >= second(since);
  return {
    workload,
    verdict,
    ...(set === undefined ? {} : {set}),
    pods: newestPods(workload, owned),
    hasOldPods: set !== undefined && owned.pods.some(isOld),
    events: (owned.events ?? []).filter(isOfNow).sort((left, right) => (eventTime(left) < eventTime(right) ? -1 : 1)),
  };
}

/** When an event was seen last, RFC 3339. */
export function eventTime(event: KubeObject): string {
  return (
    event.series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp ?? ''
  );
}

/** Some times have fractions of seconds, and some have none. */
function second(time: string): string {
  return time.slice(0, 'YYYY-MM-DDTHH:MM:SS'.length);
}
