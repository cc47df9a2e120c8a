/**
 * `npm run bench:start`: how long the CLI takes to start, as medians, beside a bare Node. Build first. A benchmark, no gate: it exits 0
 * whatever it finds.
 */
import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {root} from './root.mjs';

const runs = Number(process.argv[2] ?? 21);
const kflow = join(root, 'packages/cli/bin/kflow.js');
const config = join(root, 'examples/web-app/kflow.yaml');
if (!existsSync(join(root, 'packages/cli/dist/main.js'))) {
  console.error('the CLI is not built: npm run build');
  process.exit(1);
}

const subjects = [
  ['node -e 0', ['-e', '0']],
  ['kflow --version', [kflow, '--version']],
  ['kflow --help', [kflow, '--help']],
  ['kflow plan', [kflow, 'plan', '-c', config]],
];

// Taking turns, so that what else goes on hits all of them alike.
const times = subjects.map(() => []);
for (let run = 0; run <= runs; run++) {
  subjects.forEach(([, args], index) => {
    const began = performance.now();
    const {status, stderr} = spawnSync(process.execPath, args, {encoding: 'utf8'});
    // The first round warms the file system's cache.
    if (run > 0) times[index].push(performance.now() - began);
    if (status !== 0) console.error(`${subjects[index][0]} exited ${status}: ${stderr}`);
  });
}

const medians = times.map((each) => each.sort((a, b) => a - b)[Math.floor(each.length / 2)]);
console.log(`median of ${runs} runs, Node ${process.version}`);
subjects.forEach(([name], index) => {
  const ratio = medians[index] / medians[0];
  console.log(`${name.padEnd(16)} ${medians[index].toFixed(0).padStart(5)} ms  ${ratio.toFixed(2)}x`);
});
