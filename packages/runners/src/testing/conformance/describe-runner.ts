import {runnerChecks} from './checks/index.js';
import type {RunnerSuiteOptions, TestedRunner} from './suite-options.js';

/** The two functions of a test framework that the suite needs: those of jest, of vitest or of `node:test`. */
export interface TestFramework {
  /** Default: the global one. */
  describe?(title: string, body: () => void): unknown;
  /** Default: the global one. */
  it?(title: string, body: () => Promise<void>): unknown;
}

/**
 * Tests that a runner is what every runner should be: its schema fits, apply may run again, a dry run changes nothing, reload destroys
 * nothing, destroy may run twice, status and health only look, an abort ends it. Needs no cluster: the context is a fake one.
 *
 * @throws TypeError when there are neither global `describe` and `it` nor given ones
 *
 * @example
 * import {describe, it} from 'node:test';
 * describeRunner(DatabaseRunner, {describe, it, config: {database: 'app'}});
 */
export function describeRunner<Config>(
  runner: TestedRunner<Config>,
  options: RunnerSuiteOptions<Config> & TestFramework,
): void {
  const {describe, it} = {...(globalThis as TestFramework), ...given(options)};
  if (typeof describe !== 'function' || typeof it !== 'function') {
    throw new TypeError(
      'describeRunner found no `describe` and `it`: hand them over, e.g. from `node:test` or `vitest`: describeRunner(MyRunner, {describe, it, config})',
    );
  }
  describe(`${runner.runnerName ?? runner.name} is a good runner`, () => {
    for (const {title, problems} of runnerChecks) {
      it(title, async () => {
        const found = await problems(runner, options);
        if (found.length > 0) throw new Error(found.join('\n'));
      });
    }
  });
}

function given({describe, it}: TestFramework): TestFramework {
  return {...(describe && {describe}), ...(it && {it})};
}
