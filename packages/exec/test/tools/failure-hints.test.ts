import {describe, expect, test} from '@jest/globals';
import {failureHint, recogniseFailure} from '../../src/tools/failure/failure-hints.js';
import {failureRules} from '../../src/tools/failure/failure-rules.js';
import {helmFailureRules} from '../../src/tools/failure/helm-failure-rules.js';
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
  ['secret-bad-base64', 'not-base64'],
  ['secret-number', 'not-a-string'],
  ['secret-patch-number', 'not-a-string'],
  ['secret-server-side-number', 'not-a-string'],
  ['wait-timeout', 'wait-timeout'],
  ['flag-unknown', 'flag-unknown'],
  ['already-exists', 'already-exists'],
];

const helm: [string, string][] = [
  ['context-missing', 'context-missing'],
  ['unreachable', 'connection-refused'],
  ['unauthorized', 'unauthorized'],
  ['namespace-missing', 'namespace-missing'],
  ['kind-missing', 'kind-missing'],
  ['values-yaml', 'yaml'],
  ['pending', 'helm-pending'],
  ['status-missing', 'release-not-found'],
  ['uninstall-missing', 'release-not-found'],
  ['ownership', 'helm-ownership'],
  ['dependencies', 'chart-dependencies'],
  ['repo-version-missing', 'chart-version-missing'],
  ['chart-repo-missing', 'repo-missing'],
  ['repo-unreachable', 'repo-unreachable'],
  ['chart-missing', 'chart-not-found'],
  ['chart-name-missing', 'chart-not-found'],
  ['repo-chart-missing', 'chart-not-found'],
  ['schema', 'values-schema'],
  ['flag-unknown', 'flag-unknown'],
  ['template-failure', 'template'],
];

describe.each(['helm3', 'helm4'] as const)('what real %s says', (version) => {
  test.each(helm)('%s', (name, id) => {
    const {exitCode, stderr} = sample(version, name);
    expect(exitCode).toBe(1);
    expect(recogniseFailure('helm', stderr)?.id).toBe(id);
  });
});

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
  const all = [...helmFailureRules, ...failureRules];
  for (const {hint} of all) expect(hint).toMatch(/\S[.?]$/);
  const ids = all.map(({id}) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
