import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {isAllowed} from '../licences/allowed.mjs';
import {goModules} from '../licences/go-modules.mjs';
import {npmPackages} from '../licences/npm-packages.mjs';
import {licencesPage, rowsOf} from '../licences/page.mjs';
import {root} from '../root.mjs';

const page = readFileSync(join(root, 'docs/licences.md'), 'utf8');
const npm = npmPackages();
const go = rowsOf(page, 'Go modules');

test('docs/licences.md is up to date: `npm run licences` writes it anew', () => {
  expect(npm.length).toBeGreaterThan(20);
  expect(go.map(({name, version}) => ({name, version}))).toEqual(goModules());
  expect(page).toBe(licencesPage({npm, go}));
});

test('every licence is an allowed one', () => {
  expect([...npm, ...go].filter(({licence}) => !isAllowed(licence))).toEqual([]);
});

test.each([
  ['MIT', true],
  ['(MIT OR GPL-2.0-only)', true],
  ['MIT AND GPL-2.0-only', false],
  ['Apache-2.0 AND MIT', true],
  ['GPL-3.0-only', false],
  ['UNLICENSED', false],
  ['SEE LICENSE IN LICENSE', false],
  ['unknown', false],
])('%s: %s', (expression, expected) => expect(isAllowed(expression)).toBe(expected));
