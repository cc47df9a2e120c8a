import type {KubeObject} from '../../ports/cluster-reader.js';
import {isOwnedBy, newestPods, newestReplicaSet, type OwnedObjects} from '../diagnosis/newest-pods.js';
import {eventTime} from '../read/event-time.js';
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
  const pods = newestPods(workload, owned);
  const isOld = (pod: KubeObject): boolean =>
    owned.replicaSets.some((other) => other !== set && isOwnedBy(other, workload) && isOwnedBy(pod, other));
  const uids = new Set([workload, ...(set === undefined ? [] : [set]), ...pods].map(({metadata}) => metadata.uid));
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
    pods,
    hasOldPods: () => set !== undefined && owned.pods.some(isOld),
    events: (owned.events ?? [])
      .filter((event) => uids.has(event.involvedObject?.uid) && isOfNow(event))
      .sort((left, right) => (eventTime(left) < eventTime(right) ? -1 : 1)),
  };
}

/** Some times have fractions of seconds, and some have none. */
function second(time: string): string {
  return time.slice(0, 'YYYY-MM-DDTHH:MM:SS'.length);
}
