import {execute} from '@kflow/exec';
import {simulate} from '../simulation/simulate.js';
import {brokenEngines} from './broken-engines.js';
import {seedOutcome, story} from './seed-outcome.js';
import type {SeedOutcome} from './seed-outcome.js';

/**
 * `worker.js FROM TO [--twice | --break NAME]`: simulates the seeds one after the other, and prints a line of JSON for each. With
 * `--twice` each runs two times, which have to be the same. Begun with `UV_THREADPOOL_SIZE=1`: with more threads, the order in which
 * operations of the file system end is not the same twice.
 */
const [from, to, option, name] = process.argv.slice(2);
const damage = option === '--break' ? brokenEngines[name ?? ''] : undefined;
if (option === '--break' && !damage) throw new Error(`there is no engine that ${name}`);
const parts = {execute: damage ? (request: Parameters<typeof execute>[0]) => execute(damage(request)) : execute};

for (let seed = Number(from); seed <= Number(to); seed += 1) {
  const outcome = await outcomeOf(seed);
  process.stdout.write(`${JSON.stringify(outcome)}\n`);
  if (damage && outcome.violations.length > 0) break;
}

async function outcomeOf(seed: number): Promise<SeedOutcome> {
  try {
    const simulation = await simulate(seed, parts);
    const outcome = seedOutcome(simulation);
    if (option === '--twice' && story(await simulate(seed, parts)) !== story(simulation)) {
      outcome.violations.push('reproduced: the second time was not like the first');
    }
    return outcome;
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return {seed, weather: 'unknown', runs: [], injected: {}, violations: [`thrown: ${text}`]};
  }
}
