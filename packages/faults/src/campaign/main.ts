import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {renderReport} from './render-report.js';
import {runScriptedFaults} from './scripted-faults.js';
import {runSeeds} from './run-seeds.js';
import {tellSeed} from './tell-seed.js';

/** `npm run faults`, with `-- --all`, `-- --seed N` or `-- --only TEXT`. */
const root = fileURLToPath(new URL('../../../..', import.meta.url));
const {values} = parseArgs({
  options: {all: {type: 'boolean', default: false}, seed: {type: 'string'}, only: {type: 'string'}},
});

if (values.seed !== undefined) {
  const {lines, isGood} = await tellSeed(Number(values.seed));
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = isGood ? 0 : 1;
} else {
  process.exitCode = (await campaign(values.all, values.only)) ? 0 : 1;
}

/** Whether all is well. */
async function campaign(isAll: boolean, only: string | undefined): Promise<boolean> {
  const most = only === undefined ? (isAll ? 1000 : 250) : 0;
  if (most > 0) say(`simulating ${most} seeds`);
  const half = Math.floor(most / 2);
  // Two processes: what is slow is to wait for the file system.
  const parts = most === 0 ? [] : [runSeeds(1, half, [], tell), runSeeds(half + 1, most, [], tell)];
  const seeds = (await Promise.all(parts)).flat();
  say('running the scripted faults on the sandbox');
  const scripted = await runScriptedFaults(root, only);
  for (const {group, fault, passed} of scripted) if (!passed) say(`NOT AS IT HAS TO BE: ${group}: ${fault}`);
  const wrong = seeds.filter(({violations}) => violations.length > 0).length;
  const failed = scripted.filter(({passed}) => !passed).length;
  say(`${seeds.length} seeds, ${wrong} with violations; ${scripted.length} scripted faults, ${failed} with violations`);
  if (isAll) {
    await writeFile(join(root, 'docs/reliability.md'), renderReport(seeds, scripted));
    say('wrote docs/reliability.md');
  }
  return wrong + failed === 0 && scripted.length > 0;
}

function tell({seed, violations}: {seed: number; violations: string[]}): void {
  for (const text of violations) say(`VIOLATION of seed ${seed}: ${text}\n  npm run faults -- --seed ${seed}`);
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
