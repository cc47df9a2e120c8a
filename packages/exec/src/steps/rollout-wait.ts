import type {RolloutWaitSpec} from '@kflow/core';
import {awaitReady} from '../cluster/await-ready.js';
import {findWorkloads} from '../cluster/workloads-of.js';
import {KflowError} from '../errors/kflow-error.js';
import type {StepContext, StepHandler, StepResult} from './step-handler.js';
import {liveCluster} from './wait/wait-target.js';

/**
 * Waits for the rollout of all workloads that a namespace has when the step begins; none is fine. Fails as early as a
 * resource's own wait does, and says why. Reload waits again; on destroy there is nothing to do.
 */
export const rolloutWaitHandler: StepHandler = {
  kind: 'rolloutWait',
  waits: true,
  apply,
  reload: apply,
  destroy: async () => nothing,
};

const nothing: StepResult = {changes: [], touched: [], state: {}};

async function apply(context: StepContext): Promise<StepResult> {
  const {step, resource, clock, signal, mask} = context;
  const {kinds, selector, timeout} = specOf(context);
  const namespace = step.namespace ?? resource.namespace;
  if (context.dryRun) {
    const labels = selector === undefined ? [] : [`--selector=${selector}`];
    for (const kind of kinds) {
      const args = ['rollout', 'status', kind, ...labels, `--timeout=${timeout}s`];
      await context.kubectl.call(args, {mutating: false, waits: true, namespace});
    }
    return nothing;
  }
  const reader = liveCluster(context);
  const references = await findWorkloads(reader, {namespace, labelSelector: selector, kinds});
  await awaitReady({
    reader,
    clock,
    targets: {references},
    timeout,
    grace: context.grace,
    timeoutName: "the step's `timeout`",
    signal,
    mask,
    onProgress: ({workload, message}, seconds) =>
      context.emit({type: 'step.waiting', step: step.id, message: `${workload}: ${message}`, seconds}),
  });
  return nothing;
}

function specOf({step}: StepContext): RolloutWaitSpec {
  if (step.spec.kind === 'rolloutWait') return step.spec;
  throw new KflowError('bug', 'KF901', `${step.id} is no rolloutWait step`);
}
