import type {HealthVerdict} from '@kflow/runners';
import {isAbortError} from '../../engine/error-report.js';
import {isKflowError, KflowError} from '../../errors/kflow-error.js';
import type {StepContext} from '../../steps/step-handler.js';
import {plainConfig} from '../check/plain-config.js';
import type {RegisteredRunner, RunnerInstance} from '../registry.js';
import {createRunnerContext} from './runner-context.js';
import type {RunnerContextOptions} from './runner-context.js';
import {unlessAborted} from './unless-aborted.js';
import {thrownMessage, userLocation} from '../load/user-frames.js';

/** The hooks of each operation, in order. `helm` runs helm-backed steps only. */
const hooksOf: {[operation in StepContext['operation']]: readonly string[]} = {
  apply: ['preApply', 'apply', 'postApply'],
  destroy: ['preDestroy', 'destroy', 'postDestroy'],
  restart: ['restart'],
  reload: ['reload'],
  status: ['status'],
  health: ['health'],
  helm: [],
};

/** Milliseconds that a hook has to end by itself after its signal was aborted. */
const abortGrace = 5_000;

/**
 * Calls the hooks of an operation on a fresh instance, one after the other, each with a context of its own.
 *
 * @returns what the last hook returned: the text of `status` (or undefined), the HealthVerdict of `health` (undefined when this instance has no
 *   such hook), otherwise nothing of use
 * @throws KflowError (external) `KF620` for what a hook threw, with the place in the user's code; a KflowError of a command as it is;
 *   the signal's reason when it was aborted, at the latest 5 s after
 */
export async function callRunnerHooks(
  runner: RegisteredRunner,
  context: StepContext,
  options: RunnerContextOptions = {},
): Promise<unknown> {
  const {spec} = context.step;
  const config = spec.kind === 'runner' ? plainConfig(spec.config) : {};
  let result: unknown;
  let masked = (text: string): string => text;
  let instance: RunnerInstance | undefined;
  let called = false;
  for (const hook of hooksOf[context.operation]) {
    context.signal.throwIfAborted();
    const {context: own, redact} = createRunnerContext(context, options);
    masked = redact;
    try {
      instance ??= runner.create(config);
      const method = instance[hook];
      // A class that does not extend BaseRunner's methods properly has none: the same as not overriding it.
      if (typeof method !== 'function') continue;
      called = true;
      const work = Promise.resolve((method as (context: unknown) => unknown).call(instance, own));
      result = await unlessAborted(work, context.signal, (over) => context.clock.sleep(abortGrace, over));
    } catch (error) {
      if (context.signal.aborted && (error === context.signal.reason || isAbortError(error))) throw error;
      if (isKflowError(error)) throw error;
      throw await hookFailure(runner, hook, error, redact);
    }
  }
  if (context.operation === 'health') return called ? verdictOf(runner, result, masked) : undefined;
  if (context.operation === 'status')
    return result === undefined || result === null ? undefined : masked(String(result));
  return result;
}

/** What `health` returned, in its long form. */
function verdictOf(runner: RegisteredRunner, result: unknown, masked: (text: string) => string): HealthVerdict {
  if (typeof result === 'boolean') return {healthy: result};
  const {healthy, detail} = typeof result === 'object' && result !== null ? (result as Partial<HealthVerdict>) : {};
  if (typeof healthy === 'boolean') {
    return {healthy, ...(detail === undefined ? {} : {detail: masked(String(detail))})};
  }
  throw new KflowError(
    'external',
    'KF620',
    `the hook \`health\` of runner \`${runner.name}\` returned neither true nor false`,
    {hint: `see ${runner.file}`},
  );
}

async function hookFailure(
  runner: RegisteredRunner,
  hook: string,
  error: unknown,
  redact: (text: string) => string,
): Promise<KflowError> {
  const place = await userLocation(error);
  // What throws may know better than the place what is to be done.
  const {hint} = (error ?? {}) as {hint?: unknown};
  const where = place ? `${place.file}:${place.line}:${place.column}` : runner.file;
  return new KflowError(
    'external',
    'KF620',
    `the hook \`${hook}\` of runner \`${runner.name}\` failed: ${redact(thrownMessage(error))}`,
    {hint: typeof hint === 'string' ? redact(hint) : `thrown at ${where}`, cause: error},
  );
}
