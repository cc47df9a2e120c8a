import type {StepKindHandler, StepKindResult} from '@kflow/runners';
import {isAbortError} from '../engine/error-report.js';
import {isKflowError, KflowError} from '../errors/kflow-error.js';
import type {ObjectReference} from '../ports/cluster-reader.js';
import {unlessAborted} from '../runners/call/unless-aborted.js';
import {thrownMessage, userLocation} from '../runners/load/user-frames.js';
import {locateChanges, locateObjects} from '../steps/manifests/locate-objects.js';
import type {StepContext, StepHandler, StepResult} from '../steps/step-handler.js';
import {createStepKindContext, type OpenStepKindContext} from './step-kind-context.js';
import {resultOf} from './step-kind-result.js';

/** What else the engine has to know of a step kind. */
export interface StepKindOptions {
  /** As YAML calls it. */
  name: string;
  /** Where its code is, for errors; absent for one of kflow's own. */
  file?: string;
  waits?: boolean;
  /** The step's block, as the handler gets it. */
  blockOf(context: StepContext): {[key: string]: unknown};
  /** The texts in it that are secrets. Default: none. */
  secretsOf?(context: StepContext, block: {[key: string]: unknown}): string[];
}

type Method = 'apply' | 'destroy' | 'reload' | 'restart';

/** Milliseconds that a handler has to end by itself after its signal was aborted. */
const abortGrace = 5_000;

/**
 * What carries out the steps of a kind whose handler has the interface of `@kflow/runners`: those of plugins, and of kflow's own the ones that need no
 * more.
 */
export function stepKindHandler(handler: StepKindHandler<never>, options: StepKindOptions): StepHandler {
  const call = (context: StepContext, method: Method): Promise<StepResult> =>
    callHandler(handler as StepKindHandler, method, context, options);
  return {
    kind: options.name,
    ...(options.waits ? {waits: true as const} : {}),
    apply: (context) => call(context, 'apply'),
    destroy: async (context) => (handler.destroy ? await call(context, 'destroy') : nothing),
    reload: (context) => call(context, handler.reload ? 'reload' : 'apply'),
    ...(handler.restart ? {restart: (context: StepContext) => call(context, 'restart')} : {}),
  };
}

const nothing: StepResult = {changes: [], touched: [], state: {}};

/**
 * @throws KflowError (external) `KF622` for what the handler threw, with the place in its code, or for a result that is none; a KflowError of a command
 *   as it is; the signal's reason when it was aborted, at the latest 5 s after
 */
async function callHandler(
  handler: StepKindHandler,
  method: Method,
  context: StepContext,
  options: StepKindOptions,
): Promise<StepResult> {
  const block = options.blockOf(context);
  const open = createStepKindContext(context, block, options.secretsOf?.(context, block) ?? []);
  try {
    context.signal.throwIfAborted();
    const work = Promise.resolve(handler[method]!(open.context));
    // kflow's own know the signal.
    const isForeign = options.file !== undefined;
    const result = await (isForeign
      ? unlessAborted(work, context.signal, (over) => context.clock.sleep(abortGrace, over))
      : work);
    return await stepResult(context, open, resultOf(result));
  } catch (error) {
    if (context.signal.aborted && (error === context.signal.reason || isAbortError(error))) throw error;
    if (isKflowError(error) || options.file === undefined) throw error;
    const place = await userLocation(error);
    const where = place ? `${place.file}:${place.line}:${place.column}` : options.file;
    const message = `\`${method}\` of step kind \`${options.name}\` failed: ${open.redact(thrownMessage(error))}`;
    throw new KflowError('external', 'KF622', message, {hint: `thrown at ${where}`, cause: error});
  }
}

/** What the handler said, and what kubectl said of the objects that went through the context. */
async function stepResult(
  context: StepContext,
  {changes: applied, deleted}: OpenStepKindContext,
  {changes = [], touched = []}: StepKindResult,
): Promise<StepResult> {
  const {cluster, step, operation, defaultNamespace = 'default'} = context;
  const all = [...applied, ...changes];
  if (!cluster) return {...nothing, changes: all};
  const namespace = step.namespace ?? defaultNamespace;
  // Without the step's namespace it is not known where an object is, and waiting for it in the wrong place would take forever.
  const namespaces = step.namespace === undefined ? [] : [step.namespace];
  const named = [...touched, ...(operation === 'destroy' ? deleted : [])].map((object) => ({
    ...object,
    annotations: {},
    secrets: [],
  }));
  const [told, seen] = await Promise.all([
    locateObjects(named, {cluster, namespace}),
    operation === 'destroy'
      ? []
      : locateChanges(
          cluster,
          applied.filter(({action}) => !action.endsWith('deleted')),
          () => namespaces,
        ),
  ]);
  return {...nothing, changes: all, touched: unique([...told, ...seen])};
}

function unique(references: readonly ObjectReference[]): ObjectReference[] {
  return [
    ...new Map(
      references.map((each) => [JSON.stringify([each.group, each.kind, each.namespace, each.name]), each]),
    ).values(),
  ];
}
