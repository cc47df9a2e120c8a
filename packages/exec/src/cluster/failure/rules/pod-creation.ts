import {conditionOf} from '../../readiness/conditions.js';
import type {Cause} from '../causes.js';
import type {Finding} from '../finding.js';
import {podsWanted} from '../pods-wanted.js';
import {eventsAbout} from '../subject.js';
import type {FailureRule, Subject} from '../subject.js';

/** What the API server says to a controller that creates pods, the most specific first. */
const words: readonly [RegExp, Cause][] = [
  [/failed calling webhook|failed to call webhook/i, 'webhook-unreachable'],
  [/exceeded quota/i, 'quota-exceeded'],
  [/failed quota/i, 'quota-unspecified'],
  [/violates PodSecurity/i, 'pod-security'],
  [/error looking up service account|serviceaccount "[^"]*" not found/i, 'service-account-missing'],
  [/no PriorityClass with name/i, 'priority-class-missing'],
  [/denied the request|denied request/i, 'admission-denied'],
  [/(maximum|minimum) [a-z-]+ (usage )?per (Container|Pod)|max limit to request ratio/i, 'limit-range'],
];

/**
 * Pods that a controller may not even create: the newest ReplicaSet of a Deployment says so in a condition, other workloads by events. A rolling
 * update at the edge of a quota goes on when old pods are gone.
 * Source: k8s.io/kubernetes/pkg/controller/replicaset (ReplicaFailure), controller_utils.go (FailedCreate); the words: plugin/pkg/admission.
 */
export const podCreationRule: FailureRule = (subject) => {
  const told = refusalOf(subject);
  if (told === undefined) return [];
  const {message, namespace} = {message: told.message ?? '', namespace: subject.workload.metadata.namespace};
  const cause = words.find(([pattern]) => pattern.test(message))?.[1] ?? 'pods-refused';
  const finding: Finding = {...told, cause};
  if (cause === 'quota-exceeded' && subject.hasOldPods()) finding.mayPass = true;
  const account = /serviceaccount "([^"]+)" not found/i.exec(message)?.[1];
  if (account !== undefined)
    finding.missing = {group: '', version: 'v1', kind: 'ServiceAccount', namespace, name: account};
  const priority = /no PriorityClass with name (\S+) was found/i.exec(message)?.[1];
  if (priority !== undefined) {
    finding.missing = {group: 'scheduling.k8s.io', version: 'v1', kind: 'PriorityClass', name: priority};
  }
  return [finding];
};

function refusalOf(subject: Subject): Omit<Finding, 'cause'> | undefined {
  const {workload, set, pods} = subject;
  const owner = set ?? (workload.kind === 'ReplicaSet' ? workload : undefined);
  if (owner !== undefined) {
    const failure = conditionOf(owner, 'ReplicaFailure');
    if (failure?.status !== 'True') return undefined;
    return {reason: failure.reason ?? 'ReplicaFailure', message: failure.message, object: owner};
  }
  if (!['StatefulSet', 'DaemonSet', 'Job'].includes(workload.kind) || pods.length >= podsWanted(subject))
    return undefined;
  const event = eventsAbout(subject, workload).findLast(({reason}) => reason === 'FailedCreate');
  return event && {reason: 'FailedCreate', message: event['message'], object: workload};
}
