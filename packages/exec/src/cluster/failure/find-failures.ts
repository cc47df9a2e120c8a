import type {KubeObject} from '../../ports/cluster-reader.js';
import {newestPods, newestReplicaSet, type OwnedObjects} from '../diagnosis/newest-pods.js';
import type {Verdict} from '../readiness/verdict.js';
import type {FailureRule, Finding} from './failure-rule.js';
import {podRules} from './pod-rules.js';
import {replicaSetRules} from './replica-set-rules.js';

/** A rule and what it saw. */
export interface RuleFinding {
  rule: FailureRule;
  finding: Finding;
}

/**
 * Everything that speaks against a workload that is not ready: its own verdict if that is a failure, then what the rules see in its newest
 * ReplicaSet and in the pods of its newest revision, the most telling first.
 */
export function findFailures(workload: KubeObject, verdict: Verdict, owned: OwnedObjects): RuleFinding[] {
  const found: RuleFinding[] = [];
  const set = workload.kind === 'Deployment' ? newestReplicaSet(workload, owned.replicaSets) : undefined;
  // A Job has a limit of its own to how often it tries again (backoffLimit).
  const rules = workload.kind === 'Job' ? podRules.filter((rule) => rule.name !== 'crash-loop') : podRules;
  const pods = newestPods(workload, owned);
  for (const rule of rules) {
    for (const pod of pods) found.push(...look(rule, pod));
  }
  if (set !== undefined) for (const rule of replicaSetRules) found.push(...look(rule, set));
  if (verdict.state === 'failed') found.push(ownFailure(workload, verdict));
  return found;
}

/** A Job or a Pod that failed stays so; any other failed status may be the leftover of an earlier run that is about to go away. */
function ownFailure(workload: KubeObject, verdict: Verdict): RuleFinding {
  const final = workload.kind === 'Job' || workload.kind === 'Pod';
  return {
    rule: {name: 'own-status', certainty: 'certain', hold: (grace) => (final ? 0 : grace), find: () => []},
    finding: {reason: verdict.reason ?? 'Failed', message: verdict.message, object: workload},
  };
}

function look(rule: FailureRule, object: KubeObject): RuleFinding[] {
  return rule.find(object).map((finding) => ({rule, finding}));
}
