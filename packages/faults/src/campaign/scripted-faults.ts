import {spawn} from 'node:child_process';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import type {ScriptedFault} from './render-report.js';

/** The end-to-end tests that let something go wrong. */
const files = [
  'failures',
  'faults/',
  'helm-recovery',
  'interrupted',
  'observer',
  'resume',
  'retries',
  'security/',
  'stopping',
  'teardown',
  'user-mistakes',
  'verdicts',
];

/** The part of jest's `--json` that is read. */
interface JestResults {
  testResults: {name: string; assertionResults: {fullName: string; status: string}[]}[];
}

/**
 * Runs the scripted faults on the sandbox.
 *
 * @param root of the workspace
 * @param only runs those whose title has this in it
 */
export async function runScriptedFaults(root: string, only?: string): Promise<ScriptedFault[]> {
  const dir = await mkdtemp(join(tmpdir(), 'kflow-faults-'));
  const output = join(dir, 'results.json');
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  try {
    const child = spawn(
      process.execPath,
      [
        '--experimental-vm-modules',
        '--no-warnings',
        jest,
        '-c',
        join(root, 'packages/e2e/jest.config.mjs'),
        '--runInBand',
        '--testPathPatterns',
        `e2e/test/(${files.join('|')})`,
        ...(only === undefined ? [] : ['--testNamePattern', only]),
        '--json',
        `--outputFile=${output}`,
      ],
      {cwd: root, stdio: ['ignore', 'ignore', 'inherit']},
    );
    await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
    const {testResults} = JSON.parse(await readFile(output, 'utf8')) as JestResults;
    return testResults
      .map(({name, assertionResults}) => ({group: basename(name, '.test.ts'), assertionResults}))
      .sort((left, right) => (left.group < right.group ? -1 : 1))
      .flatMap(({group, assertionResults}) =>
        assertionResults
          .filter(({status}) => status === 'passed' || status === 'failed')
          .map(({fullName, status}) => ({group, fault: fullName, passed: status === 'passed'})),
      );
  } finally {
    await rm(dir, {recursive: true, force: true});
  }
}
