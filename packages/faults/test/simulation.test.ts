import {expect, test} from '@jest/globals';
import {brokenEngines, runSeeds} from '../src/index.js';
import type {SeedOutcome} from '../src/index.js';

/** The quarter of the thousand seeds that every test run takes; `npm run faults -- --all` takes the others as well. */
const seeds = 250;

const wrong = (outcomes: readonly SeedOutcome[]): string[] =>
  outcomes.flatMap(({seed, violations}) => violations.map((text) => `npm run faults -- --seed ${seed}: ${text}`));

test('250 seeds: nothing that must not be', async () => {
  const outcomes = await runSeeds(1, seeds);
  expect(wrong(outcomes)).toEqual([]);
  expect(outcomes).toHaveLength(seeds);
}, 600_000);

test('a seed reproduces its runs exactly: every event, every command, every time', async () => {
  expect(wrong(await runSeeds(1001, 1020, ['--twice']))).toEqual([]);
}, 300_000);

test.each(Object.keys(brokenEngines))(
  'an engine that %s is found out',
  async (name) => {
    const outcomes = await runSeeds(1, 60, ['--break', name]);
    expect(wrong(outcomes)).not.toEqual([]);
  },
  300_000,
);
