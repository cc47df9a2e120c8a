import type {RunnerSuiteOptions, TestedRunner} from './suite-options.js';

/** One thing that every runner has to hold to. */
export interface RunnerCheck {
  /** As the test is called. */
  title: string;
  /** What is wrong, a sentence each; empty when nothing is. */
  problems<Config>(runner: TestedRunner<Config>, options: RunnerSuiteOptions<Config>): Promise<string[]>;
}
