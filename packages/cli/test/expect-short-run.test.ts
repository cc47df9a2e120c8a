import {expect, test} from '@jest/globals';
import {spawnSync} from 'node:child_process';
import {expectShortRun} from '../src/expect-short-run.js';

function flagsFor(v8: string): string[] {
  const flags: string[] = [];
  expectShortRun(v8, (flag) => flags.push(flag));
  return flags;
}

test('the V8 of this Node takes the flag without a word', () => {
  const flags = flagsFor(process.versions.v8);
  const {status, stderr} = spawnSync(process.execPath, ['-e', `v8.setFlagsFromString('${flags.join(' ')}')`], {
    encoding: 'utf8',
  });
  expect({status, stderr}).toEqual({status: 0, stderr: ''});
});

test.each(['11.3.244.8-node.23', '12.4.254.21-node.33', '13.6.233.10-node.28'])('V8 %s knows the flag', (v8) => {
  expect(flagsFor(v8)).toEqual(['--interrupt-budget=400000']);
});

test.each(['10.2.154.26', '99.1', ''])('V8 %j is left alone', (v8) => {
  expect(flagsFor(v8)).toEqual([]);
});
