import type {AnyBlock, StepKindContext, StepKindResult} from './step-kind-context.js';

/**
 * What kflow knows the handler of a step kind by: a property of this name. Registered for the whole process, so that a plugin's own copy of this
 * package works.
 */
export const stepKindBrand: unique symbol = Symbol.for('kflow.step-kind');

/**
 * The work of a step kind. Each method fails its step by throwing. What it does in the cluster goes through the context: then a dry run holds it back,
 * the run's context and namespace are named, secrets are masked, and stopping the run ends it. Whatever else it changes by itself it has to leave alone
 * when `ctx.dryRun` says so.
 *
 * @typeParam Block the step's block; the schema in the plugin's file makes sure at run time that it is what it says
 */
export interface StepKindHandler<Block = AnyBlock> {
  /** The work of `kflow apply`. Should be idempotent: it runs again whenever somebody applies again. */
  apply(ctx: StepKindContext<Block>): Promise<StepKindResult | void>;
  /** The work of `kflow destroy`; nothing by default. What is gone already is no error. */
  destroy?(ctx: StepKindContext<Block>): Promise<StepKindResult | void>;
  /** The work of `kflow reload`: apply again without destroying anything; `apply` by default. */
  reload?(ctx: StepKindContext<Block>): Promise<StepKindResult | void>;
  /** The work of `kflow restart`: restart what the step owns, without changing it; nothing by default. */
  restart?(ctx: StepKindContext<Block>): Promise<StepKindResult | void>;
}

/** A handler that kflow takes: what `defineStepKind` returns. */
export interface DefinedStepKind<Block = AnyBlock> extends StepKindHandler<Block> {
  /** The version of the contract between kflow and handlers. */
  readonly [stepKindBrand]: 1;
}

/**
 * Marks the handler of a step kind as one. Export it by the name of the kind, or as `default`, from the module that the plugin's file names.
 *
 * @example
 * export const sqlMigration = defineStepKind<{file: string}>({
 *   async apply({block, run}) {
 *     await run(['psql', '--file', block.file]);
 *   },
 * });
 */
export function defineStepKind<Block = AnyBlock>(handler: StepKindHandler<Block>): DefinedStepKind<Block> {
  return Object.assign(handler, {[stepKindBrand]: 1 as const});
}
