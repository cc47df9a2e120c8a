import {describe, expect, test} from '@jest/globals';
import {compareOrders} from '../src/makespan/compare-orders.js';
import {lowerBound} from '../src/makespan/lower-bound.js';
import {byLevels, inSequence} from '../src/makespan/other-orders.js';
import {randomTimedProject} from '../src/makespan/random-timed-project.js';
import {renderMakespan} from '../src/makespan/render-makespan.js';
import {runEngine} from '../src/makespan/run-engine.js';
import type {TimedProject} from '../src/makespan/timed-resource.js';
import {median} from '../src/measure/median.js';

/** A chain of two beside one slow resource, then a second phase. By hand: see the expectations. */
const small = (slots: number): TimedProject => ({
  ...{seed: 0, shape: 'by hand', slots},
  resources: [
    {phase: 0, after: [], steps: [100], wait: 1000},
    {phase: 0, after: [], steps: [100], wait: 3000},
    {phase: 0, after: [0], steps: [100, 200], wait: 500},
    {phase: 1, after: [], steps: [400], wait: 0},
  ],
});

describe('a project whose times can be told by hand', () => {
  test('with two slots the engine reaches the bound, and levels wait for the slow one', async () => {
    expect(lowerBound(small(2))).toBe(3100 + 400);
    expect(await runEngine(small(2))).toEqual({makespan: 3500, mostAtOnce: 2});
    expect(byLevels(small(2))).toBe(3100 + 800 + 400);
    expect(inSequence(small(2))).toBe(1100 + 3100 + 800 + 400);
  });

  test('with one slot steps take turns, and waits hold none', async () => {
    // The head of the chain goes first, so the slow one starts 100 ms late.
    expect(await runEngine(small(1))).toEqual({makespan: 3600, mostAtOnce: 1});
    expect(byLevels(small(1))).toBe(3200 + 800 + 400);
  });

  test('steps spread over the slots are the bound where there is more work than path', () => {
    const resources = [100, 100, 100, 100].map((each) => ({phase: 0, after: [], steps: [each], wait: 0}));
    expect(lowerBound({seed: 0, shape: 'by hand', slots: 2, resources})).toBe(200);
  });
});

test('the same seed gives the same project', () => {
  expect(randomTimedProject(7)).toEqual(randomTimedProject(7));
  expect(randomTimedProject(7)).not.toEqual(randomTimedProject(8));
});

test('200 random projects: close to the bound, never below it, never too much at once, ahead of levels', async () => {
  const found = await compareOrders(200);
  expect(found.filter(({engine, bound}) => engine < bound)).toEqual([]);
  expect(found.filter(({engine, sequence}) => engine > sequence)).toEqual([]);
  expect(found.filter(({mostAtOnce, slots}) => mostAtOnce > slots)).toEqual([]);
  expect(median(found.map(({engine, bound}) => engine / bound))).toBeLessThanOrEqual(1.05);
  expect(median(found.map(({levels, engine}) => levels / engine))).toBeGreaterThanOrEqual(1.15);
  expect(renderMakespan(found)).toContain('| all | 200 |');
}, 120_000);
