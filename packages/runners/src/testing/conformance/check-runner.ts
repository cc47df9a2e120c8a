import {runnerChecks} from './checks/index.js';
import type {RunnerSuiteOptions, TestedRunner} from './suite-options.js';

/** What one check said of a runner. */
export interface CheckedRule {
  /** What was checked. */
  title: string;
  /** What is wrong, a sentence each; empty when nothing is. */
  problems: string[];
}

/** The checks of `describeRunner` without a test framework, one after the other. */
export async function checkRunner<Config>(
  runner: TestedRunner<Config>,
  options: RunnerSuiteOptions<Config>,
): Promise<CheckedRule[]> {
  const checked: CheckedRule[] = [];
  for (const {title, problems} of runnerChecks) checked.push({title, problems: await problems(runner, options)});
  return checked;
}
