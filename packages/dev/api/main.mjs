/**
 * `npm run api`: writes the API reports anew, from what is built, and says what changed since the last release and what its changesets have to name.
 * `npm run api -- --released`: takes what there is for what was last released; the release script does so. `npm run api -- --check` writes nothing.
 * Exits with 1 when something is missing. Needs a build.
 */
import {mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {root} from '../root.mjs';
import {pendingChangesets} from './changesets.mjs';
import {contractOf} from './contract.mjs';
import {judge} from './judge.mjs';
import {readReleased, releasedPath, releasedText} from './released.mjs';

const flags = new Set(process.argv.slice(2));
const changesets = pendingChangesets(root);
const problems = [];

for (const contract of contractOf(root)) {
  const folder = join(root, contract.dir, 'api');
  const reports = Object.entries(contract.reports);
  problems.push(...contract.faults);
  if (flags.has('--check')) {
    const stale = reports.filter(([file, text]) => read(join(folder, file)) !== text).map(([file]) => file);
    problems.push(
      ...stale.map((file) => `${contract.dir}/api/${file} is not up to date: \`npm run api\` writes it anew`),
    );
  } else {
    mkdirSync(folder, {recursive: true});
    for (const old of readdirSync(folder)) if (old.endsWith('.api.md')) rmSync(join(folder, old));
    for (const [file, text] of reports) writeFileSync(join(folder, file), text);
  }
  if (flags.has('--released')) writeFileSync(releasedPath(root, contract.dir), await releasedText(root, contract));
  problems.push(...judge(readReleased(root, contract), contract, changesets));
}

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
