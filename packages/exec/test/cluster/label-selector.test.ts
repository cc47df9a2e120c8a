import {expect, test} from '@jest/globals';
import {labelMatch} from '../../src/cluster/read/label-selector.js';

const labels = {app: 'web', 'example.com/tier': 'front', empty: ''};

test.each([
  ['app=web', true],
  ['app==web', true],
  ['app = web', true],
  ['app=api', false],
  ['app!=api', true],
  ['app!=web', false],
  ['other!=web', true],
  ['app in (api, web)', true],
  ['app in (api)', false],
  ['app notin (api)', true],
  ['app notin (web,api)', false],
  ['other notin (web)', true],
  ['app', true],
  ['other', false],
  ['!other', true],
  ['! app', false],
  ['empty=', true],
  ['app=', false],
  ['example.com/tier=front,app in (web, api),!canary', true],
  ['app in (web, api),example.com/tier=back', false],
])('%s: %s', (selector, expected) => {
  expect(labelMatch(selector)?.(labels)).toBe(expected);
});

test('what has no labels lacks every key', () => {
  expect(labelMatch('!app')?.(undefined)).toBe(true);
  expect(labelMatch('app=web')?.(undefined)).toBe(false);
});

test.each(['app in web', 'app > 3', 'app=web,', '=web', 'a b', 'app in (a),b)', ''])(
  '%j is for the API server to judge',
  (selector) => {
    expect(labelMatch(selector)).toBeUndefined();
  },
);
