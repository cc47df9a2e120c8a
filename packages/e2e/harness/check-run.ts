import type {Plan} from '@kflow/core';
import type {ClusterState} from '@kflow/exec';
import {everythingEnds, violations} from '@kflow/faults/invariants';
import {events} from './events.js';
import {run} from './run.js';
import type {Outcome} from './run.js';

/** How to run the same kflow in the same project. */
export interface Kflow {
  /** Path of the CLI. */
  bin: string;
  cwd: string;
  env: NodeJS.ProcessEnv;
}

/** Flags that say which project and which part of it, with whether a value follows. */
const kept: {readonly [flag: string]: boolean} = {
  '-c': true,
  '--config': true,
  '--context': true,
  '--kubeconfig': true,
  '--no-deps': false,
};

/** Flags with a value that mean nothing to a plan. */
const withValue = ['--timeout', '--grace', '--wait-lock', '--concurrency', '--profile'];

/**
 * Holds a run with `--json` to what holds of every run (order, phases, exit code, state; see docs/reliability.md), with the plan and the
 * state as kflow itself tells them afterwards. Throws an Error with what is wrong. Without the state where another run may have begun since;
 * a run that was killed has told nothing of how it ended.
 */
export async function checkRun(
  args: readonly string[],
  {code, stdout}: Outcome,
  kflow: Kflow,
  hasState: boolean,
): Promise<void> {
  if (!stdout.startsWith('{"type":"run.started"')) return;
  // Who is killed may not have written its last line to the end.
  const told = events(stdout.slice(0, stdout.lastIndexOf('\n') + 1));
  const [first, last] = [told[0], told.at(-1)];
  if (code === -1) return;
  const wrong = everythingEnds({events: told});
  if (last?.type === 'run.finished' && last.exitCode !== code)
    wrong.push(`run.finished says exit ${last.exitCode}, the process ${code}`);
  if (wrong.length === 0 && first?.type === 'run.started') {
    const plan = await document<Plan>(kflow, ['plan', ...selection(args), '--for', first.operation]);
    const state =
      hasState && !first.dryRun ? await document<ClusterState>(kflow, ['state', 'show', ...where(args)]) : undefined;
    // A restart is not of the plan's steps; and the config may be another by now.
    if (plan !== undefined && plan.operation !== 'restart')
      wrong.push(...violations({plan, events: told, exitCode: code, ...(state && {state})}));
  }
  if (wrong.length > 0) throw new Error(`${wrong.join('\n')}\n${stdout}`);
}

/** What a command prints with `--json`; undefined when it cannot. */
async function document<Shape>({bin, cwd, env}: Kflow, args: readonly string[]): Promise<Shape | undefined> {
  // What a test lets happen to a run does not happen to who looks at it.
  const calm = {...env, NODE_OPTIONS: undefined};
  const {code, stdout} = await run(process.execPath, [bin, ...args, '--json'], {cwd, env: calm});
  return code === 0 ? (JSON.parse(stdout) as Shape) : undefined;
}

/** The names and flags that say what a run is of: without the command, and without how it is done. */
function selection([, ...args]: readonly string[]): string[] {
  const chosen: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const arg = args[index]!;
    if (!arg.startsWith('-')) chosen.push(arg);
    else if (arg in kept) chosen.push(...args.slice(index, kept[arg] ? ++index + 1 : index + 1));
    else if (withValue.includes(arg)) index++;
  }
  return chosen;
}

function where(args: readonly string[]): string[] {
  const chosen = selection(args);
  return chosen.filter((arg, index) => kept[arg] || (index > 0 && kept[chosen[index - 1]!]));
}
