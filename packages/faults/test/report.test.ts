import {readFileSync} from 'node:fs';
import {expect, test} from '@jest/globals';
import {renderReport} from '../src/campaign/render-report.js';
import type {SeedOutcome} from '../src/index.js';

const page = readFileSync(new URL('../../../docs/reliability.md', import.meta.url), 'utf8');

const seed: SeedOutcome = {
  seed: 1,
  weather: 'rough',
  runs: [
    {operation: 'apply', exit: 'killed'},
    {operation: 'apply', exit: 0},
  ],
  injected: {'tool hang': 1, 'read cut': 2},
  violations: [],
};

test('counts runs by weather, command and exit, and what was injected', () => {
  const text = renderReport([seed, {...seed, seed: 2, violations: ['x']}], []);
  expect(text).toContain('## Simulated: 2 seeds, 4 runs, 1 violations');
  expect(text).toContain('| rough | apply | 4 | 2 | 0 | 0 | 2 | 0 |');
  expect(text).toContain('| read cut | 4 |\n| tool hang | 2 |');
});

test('a title cannot break the table', () => {
  const text = renderReport([], [{group: 'g', fault: 'a | b <c>\n`d`', passed: false}]);
  expect(text).toContain('| g | a \\| b \\<c\\> \\`d\\` | **no** |');
  expect(text).toContain('## Scripted: 1 faults, 1 violations');
});

test('the committed page is of the whole campaign, without a violation, and says what it says today', () => {
  expect(page).toMatch(/^## Simulated: 1000 seeds, \d+ runs, 0 violations$/m);
  const scripted = Number(/^## Scripted: (\d+) faults, 0 violations$/m.exec(page)?.[1]);
  expect(scripted).toBeGreaterThanOrEqual(45);
  expect(page).not.toContain('**no**');
  const words = (text: string): string => text.slice(0, text.indexOf('## Simulated')).replaceAll(/\s+/g, ' ');
  expect(words(page)).toBe(words(renderReport([], [])));
});
