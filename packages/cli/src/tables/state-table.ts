import type {ClusterState} from '@kflow/exec';
import {displayPath} from '../terminal/display-path.js';
import {formatAgo} from '../terminal/duration.js';
import {foreignTexts, terminalCell} from '../terminal/shown-text.js';
import type {Terminal} from '../terminal/terminal.js';
import {printTable} from './table.js';

/** One cluster's section of the state file. */
export interface ShownState {
  path: string;
  context: string;
  state: ClusterState;
  /** Milliseconds since the epoch. */
  now: number;
}

/** The state as text: a row for each resource, with its steps. */
export function printState(shown: ShownState, {out, symbols}: Terminal): void {
  const {colors} = out;
  const {path, context, state, now} = foreignTexts(shown);
  const cluster = state.identity ? ` (cluster ${state.identity})` : '';
  out.line(`context ${colors.bold(terminalCell(context))}${cluster}, ${displayPath(path)}`);
  const resources = Object.entries(state.resources);
  if (resources.length === 0) {
    out.line('nothing was applied yet');
    return;
  }
  out.line('');
  printTable(
    out,
    ['resource', 'phase', 'namespace', 'status', 'last operation', 'last applied', 'steps'],
    resources.map(([name, resource]) => [
      name,
      resource.phase,
      resource.namespace,
      resource.status,
      `${resource.lastOperation} ${formatAgo(resource.lastOperationAt, now)}`,
      resource.lastApplied === undefined ? '' : formatAgo(resource.lastApplied, now),
      Object.entries(resource.steps)
        .map(([step, {outcome}]) => `${step} ${outcome === 'succeeded' ? symbols.succeeded : symbols.failed}`)
        .join(', '),
    ]),
  );
}
