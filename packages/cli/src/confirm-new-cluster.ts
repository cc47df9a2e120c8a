import {printable} from '@kflow/core/printable';
import {clusterChange} from '@kflow/exec';
import type {Project} from '@kflow/core';
import type {Session} from '@kflow/exec';
import {ask} from './ask.js';
import {Declined} from './problems/declined.js';
import type {Terminal} from './terminal/terminal.js';

/**
 * Asks, where a terminal can be asked, when the context points at another cluster than the state is about.
 *
 * @returns whether the user said that this is meant; false when there is nothing to ask, or nobody, and the run is to be refused
 * @throws Declined when the answer is no; Interrupted on Ctrl-C
 */
export async function confirmNewCluster(
  project: Project,
  session: Session,
  {err}: Terminal,
  signal: AbortSignal,
): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return false;
  const change = await clusterChange(project, session);
  if (!change) return false;
  const {context, recorded, live} = change;
  err.line(`Context ${err.colors.bold(printable(context))} points to another cluster than the one kflow applied to:`);
  err.line(`  before  ${printable(recorded)}`);
  err.line(`  now     ${printable(live)}${session.server ? ` at ${printable(session.server)}` : ''}`);
  const isMeant = await ask(err.colors.bold('Go on with this one, and forget what was recorded of the other?'), signal);
  if (!isMeant) throw new Declined('nothing was run');
  return true;
}
