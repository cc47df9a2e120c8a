import type {RunnerContext} from './context.js';

/**
 * What kflow knows a runner class by: a property of this name, which every subclass of BaseRunner inherits. Registered for the
 * whole process, so that a project's own copy of this package works (`instanceof` would not).
 */
export const runnerBrand: unique symbol = Symbol.for('kflow.runner');

/** A `config` block when nothing more is known of it. */
export type AnyConfig = {[key: string]: unknown};

/** What a `health` hook may say instead of true or false. */
export interface HealthVerdict {
  healthy: boolean;
  /** Why, in a line. */
  detail?: string;
}

/**
 * What a runner extends. Override the hooks that you need; all others do nothing. kflow makes one instance for each command and
 * step, and calls its hooks one after the other, each with a context of its own. A hook fails its step by throwing.
 *
 * @typeParam Config the step's `config` block; `configSchema` makes sure at run time that it is what it says
 */
export class BaseRunner<Config = AnyConfig> {
  /** The version of the contract between kflow and runners. */
  static readonly [runnerBrand] = 1;

  /** What `class:` in YAML calls it. Default: the class's name. */
  static runnerName?: string;

  /** A sentence for `kflow runners`. */
  static description?: string;

  /** JSON Schema (draft-07, or 2020-12 when `$schema` says so) of the `config` block. Checked before anything runs. */
  static configSchema?: object;

  /** The step's `config` block; the same as `ctx.config`. */
  readonly config: Config;

  constructor(config: Config) {
    this.config = config;
  }

  /** Before `apply`. */
  async preApply(_ctx: RunnerContext<Config>): Promise<void> {}

  /** The work of `kflow apply`. Should be idempotent: it runs again whenever somebody applies again. */
  async apply(_ctx: RunnerContext<Config>): Promise<void> {}

  /** After `apply`. */
  async postApply(_ctx: RunnerContext<Config>): Promise<void> {}

  /** Before `destroy`. */
  async preDestroy(_ctx: RunnerContext<Config>): Promise<void> {}

  /** The work of `kflow destroy`. What is gone already is no error. */
  async destroy(_ctx: RunnerContext<Config>): Promise<void> {}

  /** After `destroy`. */
  async postDestroy(_ctx: RunnerContext<Config>): Promise<void> {}

  /** The work of `kflow restart`: restart what the runner owns, without changing it. */
  async restart(_ctx: RunnerContext<Config>): Promise<void> {}

  /** The work of `kflow reload`: apply again without destroying anything. Calls `apply` unless overridden. */
  async reload(ctx: RunnerContext<Config>): Promise<void> {
    await this.apply(ctx);
  }

  /** A short text for `kflow status`, or undefined for none. */
  async status(_ctx: RunnerContext<Config>): Promise<string | undefined> {
    return undefined;
  }

  /** Whether what the runner takes care of is healthy, for `kflow health`; with the reason, if there is one to tell. */
  async health(_ctx: RunnerContext<Config>): Promise<boolean | HealthVerdict> {
    return true;
  }
}
