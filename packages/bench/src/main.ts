import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {compare} from './check/compare.js';
import {renderCheck} from './check/render-check.js';
import {cases} from './cases/index.js';
import type {Case} from './cases/case.js';
import {measureCases} from './measure-cases.js';
import {writeMakespan} from './makespan/write-makespan.js';
import {readOptions, usage, type Options} from './options.js';
import {renderCase} from './results/render-case.js';
import {readResults, writeResults} from './results/results-file.js';
import {writePage} from './results/write-page.js';
import type {Results} from './results/results.js';
import {withBench} from './with-bench.js';

/** `npm run bench`: see `usage`. */
const docs = join(fileURLToPath(new URL('../../..', import.meta.url)), 'docs');
const resultsFile = join(docs, 'performance/results.json');
const controller = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => controller.abort());

const options = readOrExplain();
if (options !== undefined) {
  try {
    process.exitCode = await main(options);
  } catch (error) {
    if (!controller.signal.aborted) say((error as Error).message);
    process.exitCode = controller.signal.aborted ? 130 : 1;
  }
}

function readOrExplain(): Options | undefined {
  try {
    return readOptions(process.argv.slice(2), cases);
  } catch (error) {
    say(`npm run bench: ${(error as Error).message}\n\n${usage(cases)}`);
    process.exitCode = 2;
    return undefined;
  }
}

/** Gives the exit code: 1 when kflow failed at something, or is worse than it was. */
async function main(options: Options): Promise<number> {
  if (options.isRender) {
    writePage(docs, cases);
    return 0;
  }
  if (options.isMakespan) {
    process.stdout.write(await writeMakespan(docs, controller.signal));
    writePage(docs, cases);
    return 0;
  }
  say(`${options.cases.map(({name}) => name).join(', ')}: up to about ${minutes(options)} minutes on two cores`);
  // A part of the peers is no comparison in one run.
  const isKept = options.peers === undefined;
  const committed = readResults(resultsFile);
  const measured = await withBench(options, controller.signal, say, (bench) =>
    measureCases(bench, options.cases, (name, found) => {
      process.stdout.write(`\n## ${name}\n\n${renderCase(found).join('\n')}\n`);
      if (!isKept) return;
      writeResults(resultsFile, {...readResults(resultsFile), [name]: found});
      writePage(docs, cases);
    }),
  );
  const all = Object.values(measured).flatMap(({measures}) => measures);
  const hasFailed = all.some(({failure, peer}) => failure !== undefined && peer === 'kflow');
  if (options.isCheck) return check(committed, measured) && !hasFailed ? 0 : 1;
  if (isKept) say(`\nwrote docs/performance.md`);
  return hasFailed ? 1 : 0;
}

/** Whether nothing is worse. */
function check(committed: Results, measured: Results): boolean {
  const comparisons = compare(committed, measured);
  process.stdout.write(`\n${renderCheck(comparisons).join('\n')}\n`);
  if (comparisons.length === 0) say('there is nothing committed to compare with');
  return comparisons.length > 0 && !comparisons.some(({isWorse}) => isWorse);
}

function minutes({cases, runs}: {cases: readonly Case[]; runs: number}): string {
  return (cases.reduce((sum, each) => sum + each.seconds(runs), 0) / 60).toFixed(0);
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
