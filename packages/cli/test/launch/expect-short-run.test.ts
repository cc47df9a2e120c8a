import {expect, test} from '@jest/globals';
import {spawnSync} from 'node:child_process';
import {expectShortRun} from '../../src/launch/expect-short-run.js';

function flagsFor(v8: string): string[] {
  const flags: string[] = [];
  expectShortRun(v8, (flag) => flags.push(flag));
  return flags;
}

test('the V8 of this Node takes the flags without a word', () => {
  const flags = flagsFor(process.versions.v8);
  const set = flags.map((flag) => `v8.setFlagsFromString('${flag}')`).join(';');
  const {status, stderr} = spawnSync(process.execPath, ['-e', set], {encoding: 'utf8'});
  expect({status, stderr}).toEqual({status: 0, stderr: ''});
});

test('V8 of Node 20 knows the flags', () => {
  expect(flagsFor('11.3.244.8-node.23')).toEqual([
    '--interrupt-budget=600000',
    '--semi-space-growth-factor=16',
    '--no-incremental-marking',
  ]);
});

test.each(['10.2.154.26', '12.4.254.21-node.57', '13.6.233.17-node.53', '99.1', ''])('V8 %j is left alone', (v8) => {
  expect(flagsFor(v8)).toEqual([]);
});
