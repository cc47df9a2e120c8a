import {awaitGone} from '../cluster/await-gone.js';
import {awaitObject} from '../cluster/await-object.js';
import type {StepContext, StepHandler, StepResult} from './step-handler.js';
import {awaitJsonpath} from './wait/await-jsonpath.js';
import {kubectlWait, liveCluster, waitTarget} from './wait/wait-target.js';
import type {WaitTarget} from './wait/wait-target.js';
import {conditionUnmet, wantedCondition} from './wait/wanted-condition.js';

/**
 * Waits for one object: for a condition or a JSONPath value, which it may get after it came into being, or for its
 * absence. Reload waits again; on destroy there is nothing to do.
 */
export const waitHandler: StepHandler = {
  kind: 'wait',
  waits: true,
  apply,
  reload: apply,
  destroy: async () => nothing,
};

const nothing: StepResult = {changes: [], touched: [], state: {}};

async function apply(context: StepContext): Promise<StepResult> {
  const target = waitTarget(context);
  const {spec, kind, name, namespace} = target;
  if (context.dryRun) {
    await context.kubectl.call(kubectlWait(spec), {mutating: false, waits: true, namespace: context.step.namespace});
    return nothing;
  }
  const onProgress = (message: string, seconds: number): void =>
    context.emit({type: 'step.waiting', step: context.step.id, message, seconds});
  if (spec.delete) await untilGone(context, target, onProgress);
  else if (spec.jsonpath !== undefined) await awaitJsonpath(context, target, onProgress);
  else {
    const wanted = wantedCondition(spec.condition ?? '');
    const {clock, signal, mask} = context;
    await awaitObject({
      reader: liveCluster(context),
      clock,
      kind,
      name,
      namespace,
      unmet: (object) => conditionUnmet(object, wanted),
      timeout: spec.timeout,
      signal,
      mask,
      onProgress,
    });
  }
  return nothing;
}

async function untilGone(
  context: StepContext,
  {spec, kind, name, namespace}: WaitTarget,
  onProgress: (message: string, seconds: number) => void,
): Promise<void> {
  const {clock, signal, step} = context;
  const reader = liveCluster(context);
  const resource = await reader.resolve(kind);
  if (resource === undefined) {
    const message = `the cluster does not serve the kind of ${spec.for}, so it is taken to be gone`;
    context.emit({
      type: 'warning',
      message,
      step: step.id,
      hint: 'is the kind spelled as `kubectl api-resources` has it?',
    });
    return;
  }
  const {group, version} = resource;
  await awaitGone({
    reader,
    clock,
    references: [{group, version, kind: resource.kind, namespace, name}],
    timeout: spec.timeout,
    timeoutName: "the step's `timeout`",
    signal,
    onProgress: ({workload, message}, seconds) => onProgress(`${workload}: ${message}`, seconds),
  });
}
