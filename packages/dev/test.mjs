/**
 * `npm test`: installs what it needs, builds, checks style and the direction of imports, and runs every test, the end-to-end
 * ones on a real control plane included. `npm test -- <jest arguments>` runs a part: `npm test -- packages/core`.
 * The last line is `N passed, N failed`, the true counts over all suites.
 */
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {audit} from './audit/audit.mjs';
import {build} from './build.mjs';
import {cacheDir} from './cache-dir.mjs';
import {chromium} from './chromium.mjs';
import {install} from './install.mjs';
import {run} from './run.mjs';
import {toolEnv} from './tool-env.mjs';

const only = process.argv.slice(2);

await install();
await build();

let failed = 0;
let passed = 0;
let broken = false;

if (only.length === 0) {
  process.stderr.write('checking style\n');
  broken = (await run('node_modules/.bin/eslint', ['.'], {check: false})) !== 0 || broken;
  broken =
    (await run('node_modules/.bin/prettier', ['--check', '--log-level=warn', '.'], {check: false})) !== 0 || broken;
}

if (only.length === 0) broken = !(await audit()) || broken;

// Everything real needs the control plane: had once, shown while it is built, and a failure when it cannot be had.
process.stderr.write('making sure of the control plane\n');
await run(process.execPath, ['packages/sandbox/bin/kflow-sandbox.js', 'build', '--helm3']);

// Likewise a browser. The tests of pages fail without one, and say the same.
if (only.length === 0) {
  try {
    chromium();
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
  }
}

const results = mkdtempSync(join(tmpdir(), 'kflow-test-'));
const home = join(results, 'home');
mkdirSync(home);
try {
  for (const [suite, projects, workers, timeout] of [
    ['unit', ['core', 'runners', 'exec', 'cli', 'dev', 'faults', 'bench'], 2, 60_000],
    // One at a time: these start whole control planes, and two cores are few.
    ['real', ['sandbox', 'e2e'], 1, 180_000],
  ]) {
    const output = join(results, `${suite}.json`);
    const code = await run(
      process.execPath,
      [
        '--experimental-vm-modules',
        '--disable-warning=ExperimentalWarning',
        'node_modules/jest/bin/jest.js',
        '--projects',
        ...projects.map((name) => `packages/${name}`),
        `--maxWorkers=${workers}`,
        // A project's own testTimeout does not count when several run together.
        `--testTimeout=${timeout}`,
        `--cacheDirectory=${join(cacheDir(), 'jest')}`,
        '--passWithNoTests',
        '--json',
        `--outputFile=${output}`,
        ...only,
      ],
      // A home of their own, where kubectl and helm keep caches, no kubeconfig of the user's, and nothing left behind.
      {
        env: {...toolEnv(), HOME: home, TMPDIR: results, KUBECONFIG: join(home, 'no-kubeconfig'), FORCE_COLOR: '0'},
        check: false,
        // Something that a test has left open would keep it for ever.
        overWhen: () => existsSync(output),
      },
    );
    const counts = JSON.parse(readFileSync(output, 'utf8'));
    passed += counts.numPassedTests;
    // A suite that could not even load has no tests to count, and is a failure all the same.
    failed += counts.numFailedTests + counts.numRuntimeErrorTestSuites;
    if (code !== 0 && counts.numFailedTests + counts.numRuntimeErrorTestSuites === 0) broken = true;
    if (counts.numPendingTests > 0) {
      process.stderr.write(`${counts.numPendingTests} tests were skipped: a skipped test is a failed one here\n`);
      failed += counts.numPendingTests;
    }
  }
} finally {
  rmSync(results, {recursive: true, force: true});
}

if (broken)
  process.stderr.write('style or import checks or the audit failed, or a suite did not end well: see above\n');
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || broken || (only.length === 0 && passed === 0) ? 1 : 0;
