import type {PlanRequest} from '@kflow/core';
import type {GlobalFlagValues} from './global-flags.js';
import type {ExitCode} from './kflow-command.js';
import {executeOptions} from './operation-flags.js';
import type {OperationFlagValues} from './operation-flags.js';
import {planFor, readProject} from './project.js';
import {runOperation} from './run-operation.js';
import {openTerminal} from './terminal/terminal.js';

/** Plans an operation that brings something up, and runs it: all that `apply`, `reload`, `restart` and `helm` do. */
export async function runRollout(
  request: PlanRequest,
  flags: GlobalFlagValues & OperationFlagValues,
): Promise<ExitCode> {
  const options = executeOptions(flags);
  const loaded = await readProject(flags.config);
  return runOperation({loaded, plan: planFor(loaded, request), flags, options, terminal: openTerminal(flags)});
}
