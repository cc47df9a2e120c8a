import {join} from 'node:path';
import type {Bench} from '../bench.js';
import {kflowBin} from '../peers/kflow.js';
import {writePlanProject, type PlanShape} from '../project/plan-project.js';
import type {Case} from './case.js';
import {takeTurns, type Job} from './take-turns.js';

/** The operation of a shape, as the results call it. */
export const planOperation = ({steps, stepsPerResource, dependencies}: PlanShape): string =>
  `${steps} steps in ${steps / stepsPerResource} resources, ${dependencies} dependencies`;

/** What start-up is, so that it can be taken off. */
export const planStartUp: PlanShape = {steps: 10, stepsPerResource: 1, dependencies: 0};

const each = (steps: number, stepsPerResource: number): PlanShape[] =>
  [0, 2, 5].map((dependencies) => ({steps, stepsPerResource, dependencies}));

/** `plan-1000`, which is quick, and `plan-50000`, which shows how it grows. */
export const planCases: readonly Case[] = [
  {
    ...{name: 'plan-1000', title: '`plan` of 1,000 steps', isDefault: true, needsCluster: false},
    seconds: (runs) => 10 + 15 * runs,
    run: async (bench) => ({measures: await plan(bench, [planStartUp, ...each(1000, 10), ...each(1000, 1)])}),
  },
  {
    ...{name: 'plan-50000', title: '`plan` of 1,000 to 50,000 steps', isDefault: false, needsCluster: false},
    seconds: (runs) => 400 + 80 * runs,
    run: async (bench) => ({
      measures: await plan(bench, [
        ...[planStartUp, ...each(1000, 10), ...each(1000, 1)],
        ...[...each(10_000, 10), ...each(10_000, 1), ...each(50_000, 10)],
      ]),
    }),
  },
];

async function plan(bench: Bench, shapes: readonly PlanShape[]): ReturnType<typeof takeTurns> {
  const jobs = shapes.flatMap((shape, index): Job[] => {
    const cwd = join(bench.dir, `plan-${index}`);
    writePlanProject(cwd, shape);
    const operation = planOperation(shape);
    const ours = {operation, peer: 'kflow', command: {file: process.execPath, args: [kflowBin, 'plan'], cwd}};
    // It is quadratic: 10,000 take a third of a minute, more take many.
    if (bench.kflowPy === undefined || shape.steps > 10_000) return [ours];
    const command = {file: bench.kflowPy, args: ['plan'], cwd};
    return [ours, {operation, peer: 'kflow-py', command, most: shape.steps > 1000 ? 1 : undefined}];
  });
  const bare = {file: process.execPath, args: ['-e', '0'], cwd: bench.dir};
  return takeTurns(bench, [{operation: 'nothing', peer: 'node -e 0', command: bare}, ...jobs]);
}
