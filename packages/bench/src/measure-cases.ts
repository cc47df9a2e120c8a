import type {Bench} from './bench.js';
import type {Case} from './cases/case.js';
import {describeMachine} from './results/machine.js';
import type {CaseResult, Results} from './results/results.js';

/** Measures case after case, and tells of each as soon as it is done: those that follow may take hours. */
export async function measureCases(
  bench: Bench,
  cases: readonly Case[],
  onMeasured: (name: string, found: CaseResult) => void,
): Promise<Results> {
  const results: Results = {};
  for (const {name, title, needsCluster, run} of cases) {
    bench.say(`\n${name}: ${title}`);
    const measured = await run(bench);
    const machine = await describeMachine(bench, needsCluster);
    const found = {date: new Date().toISOString().slice(0, 10), machine, missing: bench.missing, ...measured};
    results[name] = found;
    onMeasured(name, found);
  }
  return results;
}
