import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';
import {afterEach, beforeEach, expect, test} from '@jest/globals';
import {guessContext} from '../../../src/operations/session/guess-context.js';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'guess-test-'));
});
afterEach(() => rmSync(directory, {recursive: true, force: true}));

function file(name: string, text: string): string {
  const path = join(directory, name);
  mkdirSync(join(path, '..'), {recursive: true});
  writeFileSync(path, text);
  return path;
}

const config = (current: string): string => `apiVersion: v1\nkind: Config\n${current}\nusers: []\n`;

test.each([
  ['current-context: prod', 'prod'],
  ['current-context: "prod"', 'prod'],
  ["current-context: 'prod eu'", 'prod eu'],
  ['current-context:   arn:aws:eks:eu-west-1:1:cluster/shop  \r', 'arn:aws:eks:eu-west-1:1:cluster/shop'],
  ['current-context: admin@prod.example.com', 'admin@prod.example.com'],
  ['current-context: ""', undefined],
  ['current-context:', undefined],
  ['current-context: &anchor prod', undefined],
  ['current-context: "a\\u0062"', undefined],
  ['current-context: prod # but not for long', undefined],
  ['  current-context: nested', undefined],
  ['# current-context: old', undefined],
  ['{"current-context": "prod"}', undefined],
])('%j: %j', (line, name) => {
  const kubeconfig = file('config', config(line));
  expect(guessContext({kubeconfig, env: {}})).toBe(name);
});

test('the files are those that kubectl reads, the first that names one wins', () => {
  const none = file('none', config('current-context: ""'));
  const prod = file('prod', config('current-context: prod'));
  const dev = file('dev', config('current-context: dev'));
  const home = {HOME: directory};
  file('.kube/config', config('current-context: at-home'));
  const several = ['', join(directory, 'missing'), none, dev, prod].join(delimiter);
  expect(guessContext({kubeconfig: prod, env: {...home, KUBECONFIG: dev}})).toBe('prod');
  expect(guessContext({env: {...home, KUBECONFIG: several}})).toBe('dev');
  expect(guessContext({env: {...home, KUBECONFIG: none}})).toBeUndefined();
  expect(guessContext({env: {...home, KUBECONFIG: ''}})).toBe('at-home');
  expect(guessContext({env: home})).toBe('at-home');
});

test('no guess without a file that can be read at leisure', () => {
  expect(guessContext({env: {}})).toBeUndefined();
  expect(guessContext({env: {HOME: join(directory, 'nobody')}})).toBeUndefined();
  expect(guessContext({kubeconfig: directory, env: {}})).toBeUndefined();
  expect(
    guessContext({kubeconfig: file('huge', config('current-context: a') + '#'.repeat(1_000_000))}),
  ).toBeUndefined();
});

test('what is no file is left to kubectl: what is read of a pipe is gone', () => {
  if (process.platform === 'win32') return;
  // Reading it would never end.
  expect(guessContext({kubeconfig: '/dev/zero', env: {}})).toBeUndefined();
});
