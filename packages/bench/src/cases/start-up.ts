import {join} from 'node:path';
import {kflowBin} from '../peers/kflow.js';
import {writePlanProject} from '../project/plan-project.js';
import type {Case} from './case.js';
import {planStartUp} from './plan.js';
import {takeTurns, type Job} from './take-turns.js';

/** What is run at least this often: it is short, and the machine's noise is not. */
const leastRuns = 15;

/** `start-up`: how long commands take that do next to nothing, beside a Node that does nothing. */
export const startUpCase: Case = {
  ...{name: 'start-up', title: 'commands that do next to nothing', isDefault: true, needsCluster: false},
  seconds: (runs) => 3 * Math.max(runs, leastRuns),
  async run(bench) {
    const cwd = join(bench.dir, 'start-up');
    writePlanProject(cwd, planStartUp);
    const subjects = [['--version'], ['--help'], ['plan']];
    const bare = {operation: 'nothing', peer: 'node -e 0', command: {file: process.execPath, args: ['-e', '0'], cwd}};
    const jobs = subjects.flatMap((args): Job[] => {
      const operation = args.join(' ');
      const ours = {operation, peer: 'kflow', command: {file: process.execPath, args: [kflowBin, ...args], cwd}};
      if (bench.kflowPy === undefined) return [ours];
      return [ours, {operation, peer: 'kflow-py', command: {file: bench.kflowPy, args, cwd}}];
    });
    return {measures: await takeTurns(bench, [bare, ...jobs], Math.max(bench.runs, leastRuns))};
  },
};
