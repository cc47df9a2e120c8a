import {isKflowError} from '../errors/kflow-error.js';
import {missingKinds} from './manifests/missing-kinds.js';
import type {MissingKind} from './manifests/missing-kinds.js';
import type {StepContext} from './step-handler.js';

/**
 * Milliseconds that a CustomResourceDefinition may take until its kind is served. As a rule it takes well under a
 * second.
 */
const patience = 30_000;

/**
 * Runs kubectl or helm again while they fail of a kind that is about to be served: they look kinds up when they start,
 * so a custom resource whose CustomResourceDefinition was applied a moment ago, by the same call or by an earlier step,
 * is unknown to them. A kind that no definition stands for, neither among `own` nor in the cluster, fails at once.
 *
 * @param own kinds that the step's own manifests define
 * @param attempt one process, which is to hand on what it prints on stderr
 */
export async function retryUntilServed<Result>(
  context: StepContext,
  own: readonly MissingKind[],
  attempt: (onOutput: (stream: 'stdout' | 'stderr', text: string) => void) => Promise<Result>,
): Promise<Result> {
  const {clock, step, signal} = context;
  /** Of the first failure: how long a process took to tell of it is not the definition's fault. */
  let since: number | undefined;
  for (let tries = 0; ; tries += 1) {
    let stderr = '';
    try {
      return await attempt((stream, text) => void (stderr += stream === 'stderr' ? text : ''));
    } catch (error) {
      const {kinds} = missingKinds(stderr);
      since ??= clock.monotonic();
      const waited = clock.monotonic() - since;
      if (!isKflowError(error) || kinds.length === 0 || waited >= patience) throw error;
      if (!(await areDefined(context, own, kinds))) throw error;
      const names = kinds.map(({group, kind}) => `${kind}.${group}`).join(', ');
      const message = `waiting for ${names}: its CustomResourceDefinition is there, but not served yet`;
      context.emit({type: 'step.waiting', step: step.id, message, seconds: waited / 1000});
      await clock.sleep(Math.min(100 * 2 ** tries, 2_000), signal);
    }
  }
}

/** Whether each kind has a definition. */
async function areDefined(
  {cluster}: StepContext,
  own: readonly MissingKind[],
  kinds: readonly MissingKind[],
): Promise<boolean> {
  const open = kinds.filter(
    ({group, kind}) => !own.some((defined) => defined.group === group && defined.kind === kind),
  );
  if (open.length === 0) return true;
  const definitions = await cluster?.resolve('CustomResourceDefinition', 'apiextensions.k8s.io');
  const defined = definitions ? ((await cluster?.list({resource: definitions})) ?? []) : [];
  return open.every(({group, kind}) => defined.some(({spec}) => spec?.group === group && spec?.names?.kind === kind));
}
