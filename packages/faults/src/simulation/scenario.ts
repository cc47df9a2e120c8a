import type {Operation} from '@kflow/core';
import type {ExecuteOptions} from '@kflow/exec';
import {noReadFaults} from './api/read-faults.js';
import type {ReadFaults} from './api/read-faults.js';
import type {Random} from './random.js';
import {noToolFaults} from './tools/tool-faults.js';
import type {ToolFaults} from './tools/tool-faults.js';

/** One kflow process of a simulation. Times in milliseconds of virtual time since it began. */
export interface ScenarioRun {
  operation: Extract<Operation, 'apply' | 'destroy' | 'restart' | 'reload'>;
  options: ExecuteOptions;
  readFaults: ReadFaults;
  toolFaults: ToolFaults;
  /** The first Ctrl-C, and the second. */
  interrupt?: number;
  kill?: number;
  /** SIGKILL. */
  death?: number;
  /** From when to when the API server is away. */
  away?: {from: number; to: number};
  /** When a stranger deletes some object. */
  stranger?: number;
}

/** How hard a simulation is on kflow. */
export type Weather = 'calm' | 'gentle' | 'rough';

/** What happens in one simulation, run after run. */
export interface Scenario {
  /** calm: nothing goes wrong. gentle: what has to be survived. rough: anything. */
  weather: Weather;
  /** The most resources of the project. */
  resources: number;
  runs: ScenarioRun[];
}

/** Draws a scenario. */
export function randomScenario(random: Random): Scenario {
  const weather = random.pick(['calm', 'gentle', 'gentle', 'rough', 'rough', 'rough'] as const);
  const sequence = random.pick<ScenarioRun['operation'][]>([
    ['apply'],
    ['apply'],
    ['apply', 'apply'],
    ['apply', 'destroy'],
    ['apply', 'restart'],
    ['apply', 'reload'],
    ['apply', 'destroy', 'apply'],
  ]);
  const runs = sequence.map((operation) => run(random, operation, weather));
  const last = runs.at(-1)!;
  // What was cut short is gone on with, by a run that nothing happens to.
  if (last.operation === 'apply' && (last.death ?? last.interrupt ?? last.kill) !== undefined) {
    runs.push({...run(random, 'apply', 'calm'), options: {resume: true}});
  }
  return {weather, resources: random.chance(0.1) ? 20 : 6, runs};
}

function run(random: Random, operation: ScenarioRun['operation'], weather: Weather): ScenarioRun {
  const isRough = weather === 'rough';
  const chance = (most: number): number => (random.chance(0.4) ? random.fraction() * most : 0);
  const options: ExecuteOptions = {
    concurrency: random.pick([1, 2, 8]),
    timeout: isRough ? random.pick([20, 60, 300]) : 900,
    ...(isRough && random.chance(0.3) ? {keepGoing: true} : {}),
    ...(isRough && random.chance(0.1) ? {wait: false} : {}),
    ...(isRough && random.chance(0.2) ? {grace: random.pick([0, 5, 60])} : {}),
  };
  if (weather === 'calm') return {operation, options, readFaults: noReadFaults, toolFaults: noToolFaults};
  const readFaults: ReadFaults = {
    status: chance(isRough ? 0.1 : 0.02),
    unreachable: chance(isRough ? 0.1 : 0.02),
    truncated: chance(isRough ? 0.1 : 0.02),
    garbage: chance(0.05),
    duplicate: chance(0.3),
    reorder: chance(0.3),
    cut: chance(0.1),
    expired: chance(0.1),
  };
  const toolFaults: ToolFaults = {
    transientBefore: chance(isRough ? 0.2 : 0.05),
    transientPartial: chance(isRough ? 0.2 : 0.05),
    transientAfter: chance(isRough ? 0.2 : 0.05),
    final: isRough ? chance(0.1) : 0,
    hang: isRough ? chance(0.03) : 0,
    garbage: chance(0.1),
    // A restart that nothing is said of is not taken for one.
    silent: isRough || operation === 'apply' || operation === 'destroy' ? chance(0.1) : 0,
    swallow: isRough ? chance(0.05) : 0,
    slow: chance(0.05),
  };
  const moment = (): number => Math.floor(random.fraction() ** 2 * 60_000);
  const end = isRough && random.chance(0.35) ? random.pick(['interrupt', 'kill', 'death'] as const) : undefined;
  const interrupt = end === 'interrupt' || end === 'kill' ? moment() : undefined;
  return {
    operation,
    options,
    readFaults,
    toolFaults,
    ...(interrupt === undefined ? {} : {interrupt}),
    ...(end === 'kill' ? {kill: interrupt! + random.int(1, 5000)} : {}),
    ...(end === 'death' ? {death: moment()} : {}),
    ...(random.chance(isRough ? 0.2 : 0.1)
      ? {away: awayFor(moment(), random.int(500, isRough ? 90_000 : 15_000))}
      : {}),
    ...(isRough && random.chance(0.1) ? {stranger: moment()} : {}),
  };
}

function awayFor(from: number, milliseconds: number): {from: number; to: number} {
  return {from, to: from + milliseconds};
}
