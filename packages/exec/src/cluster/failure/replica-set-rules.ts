import {conditionOf} from '../readiness/conditions.js';
import type {FailureRule} from './failure-rule.js';

/**
 * Signs in the newest ReplicaSet of a Deployment: pods that it may not even create. It must hold, since a rolling update at the edge of
 * a quota goes on when old pods are gone.
 * Source: k8s.io/kubernetes/pkg/controller/replicaset, ReplicaFailure condition (FailedCreate: quota, limits, admission webhooks,
 * a missing service account).
 */
export const replicaSetRules: readonly FailureRule[] = [
  {
    name: 'replica-failure',
    certainty: 'certain',
    hold: (grace) => grace,
    find: (set) => {
      const failure = conditionOf(set, 'ReplicaFailure');
      if (failure?.status !== 'True') return [];
      return [{reason: failure.reason ?? 'ReplicaFailure', message: failure.message, object: set}];
    },
  },
];
