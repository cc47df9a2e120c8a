import {describe, expect, test} from '@jest/globals';
import {failureHint, failureRules, recogniseFailure} from '../../src/tools/failure-hints.js';
import {sample} from './sample.js';

/** Samples of real failures, and which rule knows them. */
const kubectl: [string, string][] = [
  ['context-missing', 'context-missing'],
  ['kubeconfig-missing', 'kubeconfig-missing'],
  ['connection-refused', 'connection-refused'],
  ['unreachable', 'unreachable'],
  ['unauthorized', 'unauthorized'],
  ['forbidden', 'forbidden'],
  ['quota', 'quota'],
  ['pod-security', 'pod-security'],
  ['namespace-terminating', 'namespace-terminating'],
  ['webhook-failed', 'webhook-failed'],
  ['apply-namespace-mismatch', 'namespace-mismatch'],
  ['apply-kind-missing', 'kind-missing'],
  ['apply-no-namespace', 'namespace-missing'],
  ['resource-type-missing', 'kind-missing'],
  ['apply-immutable', 'immutable'],
  ['pod-immutable', 'immutable'],
  ['apply-server-side-conflict', 'conflict'],
  ['annotation-too-long', 'annotation-too-long'],
  ['apply-bad-yaml', 'yaml'],
  ['wait-timeout', 'wait-timeout'],
  ['already-exists', 'already-exists'],
];

describe('what real kubectl says', () => {
  test.each(kubectl)('%s', (name, id) => {
    const {exitCode, stderr} = sample('kubectl', name);
    expect(exitCode).toBe(1);
    expect(recogniseFailure('kubectl', stderr)?.id).toBe(id);
  });
});

test.each([
  ['apply-namespace-mismatch', 'The manifest says namespace "other", the step "default".'],
  ['apply-no-namespace', 'The namespace nope does not exist'],
  ['context-missing', 'no context "nope"'],
  ['connection-refused', 'Nothing listens at 127.0.0.1:1:'],
  ['quota', 'The quota q of the namespace'],
  ['webhook-failed', 'The admission webhook hook.example.com cannot be reached'],
])('the hint for %s names what it is about', (name, part) => {
  expect(failureHint('kubectl', sample('kubectl', name).stderr)).toContain(part);
});

test('what is not known has no hint', () => {
  expect(failureHint('kubectl', 'error: something new')).toBeUndefined();
  expect(failureHint('helm', '')).toBeUndefined();
});

test('every hint is a whole one, and every id is there once', () => {
  for (const {hint} of failureRules) expect(hint).toMatch(/\S[.?]$/);
  const ids = failureRules.map(({id}) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
