import {BaseRunner, runnerBrand} from '@kflow/runners';
import type {RunnerInstance} from '../registry.js';

/** A class that extends BaseRunner, of whatever copy of `@kflow/runners`. Its statics are the user's and not checked yet. */
export interface RunnerClass {
  new (config: {[key: string]: unknown}): RunnerInstance;
  readonly name: string;
  readonly prototype: object;
  readonly runnerName?: unknown;
  readonly description?: unknown;
  readonly configSchema?: unknown;
}

/** Every hook, in the order of the documentation. */
export const hookNames = Object.getOwnPropertyNames(BaseRunner.prototype).filter((name) => name !== 'constructor');

/** Whether a value is a runner class: something that inherits the brand. BaseRunner itself, which owns it, is none. */
export function isRunnerClass(value: unknown): value is RunnerClass {
  return typeof value === 'function' && runnerBrand in value && !Object.hasOwn(value, runnerBrand);
}

/**
 * The runner classes among a module's exports, each once, in the order of the exports. `module.exports = class ...` counts, and so
 * does the `default` of a CommonJS module that was imported as an ES module.
 */
export function runnerClassesOf(exports: unknown): RunnerClass[] {
  const found = new Set<RunnerClass>();
  const look = (value: unknown): void => {
    if (isRunnerClass(value)) found.add(value);
  };
  look(exports);
  if ((typeof exports === 'object' || typeof exports === 'function') && exports !== null) {
    const values = Object.values(exports as {[name: string]: unknown});
    values.forEach(look);
    const {default: inner} = exports as {default?: unknown};
    look(inner);
    if (typeof inner === 'object' && inner !== null) Object.values(inner).forEach(look);
  }
  return [...found];
}

/** The version of the contract between kflow and runners that this kflow keeps. */
export const ownContract: number = BaseRunner[runnerBrand];

/** The version that a class was made for: what its copy of the SDK says. */
export function contractOf(runner: RunnerClass): unknown {
  return (runner as {[runnerBrand]?: unknown})[runnerBrand];
}

/** The hooks that a class, or one that it extends short of BaseRunner, defines as methods. */
export function overriddenHooks(runner: RunnerClass): string[] {
  const own = new Set<string>();
  let current: unknown = runner;
  while (isRunnerClass(current)) {
    for (const name of Object.getOwnPropertyNames(current.prototype)) own.add(name);
    current = Object.getPrototypeOf(current);
  }
  return hookNames.filter((name) => own.has(name));
}

/** What `class:` in YAML calls it; undefined for an anonymous class, which tools call `default` or `_default`. */
export function classNameOf(runner: RunnerClass): string | undefined {
  return ['', 'default', '_default'].includes(runner.name) ? undefined : runner.name;
}
