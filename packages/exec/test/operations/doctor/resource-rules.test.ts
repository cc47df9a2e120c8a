import {describe, expect, test} from '@jest/globals';
import type {NeededAccess} from '../../../src/operations/doctor/needed-access.js';
import {accessChecks} from '../../../src/operations/doctor/access-checks.js';
import {isGranted, rulesFor} from '../../../src/operations/doctor/resource-rules.js';
import {kubectlSkew} from '../../../src/operations/session/version-skew.js';

const need = (verb: string, resource: string, more: Partial<NeededAccess> = {}): NeededAccess => ({
  namespace: 'web',
  group: '',
  resource,
  verb,
  purpose: 'apply',
  ...more,
});

describe('isGranted', () => {
  test.each([
    ['its verb and resource', need('get', 'pods'), {verbs: ['get'], apiGroups: [''], resources: ['pods']}, true],
    ['anything', need('get', 'pods'), {verbs: ['*'], apiGroups: ['*'], resources: ['*']}, true],
    ['another group', need('get', 'pods'), {verbs: ['get'], apiGroups: ['apps'], resources: ['pods']}, false],
    ['another verb', need('patch', 'pods'), {verbs: ['get'], apiGroups: [''], resources: ['pods']}, false],
    [
      'a resource for its subresource',
      need('get', 'pods/log'),
      {verbs: ['get'], apiGroups: [''], resources: ['pods']},
      false,
    ],
    ['a subresource of any', need('get', 'pods/log'), {verbs: ['get'], apiGroups: [''], resources: ['*/log']}, true],
    [
      'its names',
      need('patch', 'pods', {names: ['a', 'b']}),
      {verbs: ['patch'], apiGroups: [''], resources: ['pods'], resourceNames: ['a', 'b', 'c']},
      true,
    ],
    [
      'one of two names',
      need('patch', 'pods', {names: ['a', 'b']}),
      {verbs: ['patch'], apiGroups: [''], resources: ['pods'], resourceNames: ['a']},
      false,
    ],
    [
      'one name of any',
      need('list', 'pods'),
      {verbs: ['list'], apiGroups: [''], resources: ['pods'], resourceNames: ['a']},
      false,
    ],
  ])('a rule for %s', (_, wanted, rule, expected) => {
    expect(isGranted(wanted, [rule])).toBe(expected);
  });

  test('rules made for what is missing grant it', () => {
    const missing = [
      need('get', 'pods'),
      need('list', 'pods'),
      need('get', 'pods/log'),
      need('create', 'jobs', {group: 'batch'}),
    ];
    const rules = rulesFor(missing);
    expect(missing.every((each) => isGranted(each, rules))).toBe(true);
    expect(isGranted(need('delete', 'pods'), rules)).toBe(false);
  });
});

test('what is missing decides how bad it is', () => {
  const needs = [
    need('create', 'pods'),
    need('delete', 'pods', {purpose: 'destroy'}),
    need('get', 'pods/log', {purpose: 'look'}),
  ];
  const outcome = (...missing: NeededAccess[]) =>
    accessChecks(needs, missing).map((check) => [check.outcome, check.detail]);
  expect(outcome()).toEqual([['ok', 'all that is needed, on pods, pods/log']]);
  expect(outcome(needs[2]!)).toEqual([['warning', 'may not get pods/log: apply works, waits and logs tell less']]);
  expect(outcome(needs[1]!)).toEqual([['warning', 'may not delete pods: apply works, destroy will not']]);
  expect(outcome(...needs)).toEqual([['failed', 'may not create, delete pods; get pods/log: apply will fail']]);
});

test.each([
  ['v1.37.2', 'v1.37.0', 0],
  ['v1.36.1', 'v1.37.0-gke.100', -1],
  ['v1.37.1', 'v1.34.0+k3s1', 3],
  ['v1.37.1', 'dev', undefined],
])('kubectl %s against %s', (kubectl, server, skew) => {
  expect(kubectlSkew(kubectl, server)).toBe(skew);
});
