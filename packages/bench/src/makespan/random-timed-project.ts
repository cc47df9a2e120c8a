import {Random} from '@kflow/faults';
import type {TimedProject, TimedResource} from './timed-resource.js';

/** Which of the resources before it in its phase a resource depends on: `at` counts inside the phase, from 0. */
type Shape = (random: Random, at: number, size: number) => number[];

const shapes: {[name: string]: Shape} = {
  wide: () => [],
  chains: (random, at, size) => {
    const chains = Math.max(2, Math.round(size / 6));
    return at < chains ? [] : [at - chains];
  },
  'fork-joins': (random, at, size) => {
    const width = Math.max(3, Math.round(Math.sqrt(size)));
    const place = at % (width + 1);
    if (place > 0) return [at - place];
    return Array.from({length: Math.min(width, at)}, (_, back) => at - 1 - back);
  },
  layers: (random, at, size) => {
    const width = Math.max(2, Math.round(size / 5));
    const start = Math.floor(at / width) * width;
    return start === 0 ? [] : some(random, start - width, start - 1, 3);
  },
  // A few things that much depends on, much that depends on little.
  'real-looking': (random, at) => (at === 0 || random.chance(0.4) ? [] : some(random, 0, at - 1, 2)),
};

/** The names of the shapes that are drawn. */
export const shapeNames: readonly string[] = Object.keys(shapes);

/**
 * A project of 10 to 300 resources in 1 to 5 phases with 1 to 16 slots. A step takes 0.1 to 1 s; three in four resources take
 * up to 5 s more to be ready. The same seed gives the same project.
 */
export function randomTimedProject(seed: number): TimedProject {
  const random = new Random(seed);
  // Of seeds in a row the first numbers lie in a row too.
  for (let draw = 0; draw < 16; draw += 1) random.fraction();
  const shape = random.pick(shapeNames);
  const count = random.int(10, 300);
  const phases = shape === 'real-looking' ? random.int(2, 5) : random.int(1, 3);
  const resources: TimedResource[] = [];
  for (let phase = 0; phase < phases; phase += 1) {
    const start = resources.length;
    const size = Math.floor((count * (phase + 1)) / phases) - start;
    for (let at = 0; at < size; at += 1) {
      resources.push({
        phase,
        after: shapes[shape]!(random, at, size).map((index) => start + index),
        steps: Array.from({length: random.chance(0.25) ? 2 : 1}, () => random.int(100, 1000)),
        wait: random.chance(0.75) ? random.int(0, 5000) : 0,
      });
    }
  }
  return {seed, shape, slots: random.int(1, 16), resources};
}

/** One to `most` different whole numbers from `least` to `greatest`, ascending. */
function some(random: Random, least: number, greatest: number, most: number): number[] {
  const drawn = Array.from({length: random.int(1, most)}, () => random.int(least, greatest));
  return [...new Set(drawn)].sort((left, right) => left - right);
}
