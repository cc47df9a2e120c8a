import {readFileSync} from 'node:fs';
import {expect, test} from '@jest/globals';
import {missingKinds} from '../../src/steps/manifests/missing-kinds.js';

/** What kubectl really printed on stderr. */
function sample(name: string): string {
  return JSON.parse(readFileSync(new URL(`../fixtures/kubectl/${name}.json`, import.meta.url), 'utf8')).stderr;
}

const gadget = {group: 'nope.example.com', kind: 'Gadget'};

test.each([
  ['apply-kind-missing', {kinds: [gadget], nothingElse: true}],
  ['delete-kind-missing', {kinds: [gadget], nothingElse: true}],
  ['apply-mixed', {kinds: [gadget], nothingElse: false}],
  ['apply-immutable', {kinds: [], nothingElse: false}],
])('%s', (name, expected) => {
  expect(missingKinds(sample(name))).toEqual(expected);
});

test('several kinds in one complaint', () => {
  const one = sample('delete-kind-missing').trim();
  const other = one.replace('"Gadget"', '"Widget"').replace('"nope.example.com/v1"', '"v1"');
  expect(missingKinds(`[${one}, ${other}]\n`)).toEqual({
    kinds: [gadget, {group: '', kind: 'Widget'}],
    nothingElse: true,
  });
  expect(missingKinds(`[${one}, ${other}, error parsing bad.yaml: no]\n`).nothingElse).toBe(false);
});

test('a warning is no complaint', () => {
  const warning = 'Warning: deleting cluster-scoped resources, not scoped to the provided namespace\n';
  expect(missingKinds(warning + sample('delete-kind-missing')).nothingElse).toBe(true);
});
