import {cutToWidth} from '../../terminal/cut-to-width.js';
import {formatSeconds} from '../../terminal/duration.js';
import type {TerminalSize} from '../../terminal/live-region.js';
import type {Symbols} from '../../terminal/symbols.js';
import type {Colors} from '../../terminal/terminal.js';
import {textWidth} from '../../terminal/text-width.js';
import type {Activity} from '../ongoing.js';

/** A run at one moment. */
export interface RunMoment {
  operation: string;
  phase?: {name: string; index: number; of: number};
  /** Since the run began. */
  seconds: number;
  /** All steps of the run, and those that ended. A failed wait counts as failed, too. */
  steps: number;
  succeeded: number;
  failed: number;
  skipped: number;
  /** Steps that run, and resources that are waited for. */
  running: number;
  waiting: number;
  /** Both, longest first. */
  activities: readonly Activity[];
  /** The user pressed Ctrl-C. */
  stopping: boolean;
  /** Counts frames, for what moves. */
  frame: number;
}

/** How it looks. */
export interface RegionStyle {
  colors: Colors;
  symbols: Symbols;
  /** Columns for ids, as in the permanent lines; fewer on a narrow terminal. */
  width: number;
}

/** So much of the terminal, and not more, so that what is permanent stays in sight; a small terminal gives what it has. */
const share = 0.6;
const fewRows = 6;

/**
 * What is drawn below the permanent lines: a line of counts, then what runs or is waited for, longest first, each with its time, and a
 * workload a line where there is room. At most `rows - 2` lines, each narrower than the terminal; wide characters count twice.
 */
export function regionLines(
  moment: RunMoment,
  {columns, rows}: TerminalSize,
  {colors, symbols, width}: RegionStyle,
): string[] {
  const room = Math.min(rows - 2, Math.max(fewRows, Math.floor(rows * share)));
  if (room < 1) return [];
  // The last column stays free: a terminal may break a line that reaches it.
  const fit = (line: string) => cutToWidth(line, columns - 1, symbols.ellipsis);
  const spinner = colors.cyan(symbols.spinner[moment.frame % symbols.spinner.length]!);
  const {activities} = moment;
  const some = room - 1 >= activities.length ? activities : activities.slice(0, Math.max(0, room - 2));
  const idWidth = Math.min(width, Math.max(8, Math.floor(columns / 2) - 4));
  let spare = room - 1 - activities.length;
  const lines = some.flatMap(({id, waitsFor, seconds, workloads}) => {
    const name = cutToWidth(id, idWidth, symbols.ellipsis);
    const pad = ' '.repeat(Math.max(0, idWidth - textWidth(name)));
    const isSplit = workloads.length > 1 && workloads.length <= spare;
    if (isSplit) spare -= workloads.length;
    // What is surely too long is cut at no cost.
    const text = isSplit ? `waiting for ${workloads.length}` : waitsFor.slice(0, columns);
    const head = `  ${spinner} ${name}${pad}  ${colors.dim(formatSeconds(seconds).padEnd(5))}  ${text}`;
    return [head, ...(isSplit ? workloads.map((workload) => `${' '.repeat(idWidth + 13)}${workload}`) : [])];
  });
  const hidden = activities.length - some.length;
  const more = hidden > 0 && room > 1 ? [colors.dim(`    and ${hidden} more`)] : [];
  return [headline(moment, spinner, colors), ...lines, ...more].map(fit);
}

function headline(moment: RunMoment, spinner: string, colors: Colors): string {
  const {phase, steps, succeeded, failed, skipped, running, waiting, stopping} = moment;
  const queued = Math.max(0, steps - succeeded - failed - skipped - running);
  const name = phase ? `[${phase.index}/${phase.of}] ${phase.name}` : moment.operation;
  const counts = [
    ...(stopping ? [colors.yellow('stopping')] : []),
    // A run that was resumed may only have to wait.
    ...(steps > 0 ? [`${succeeded}/${steps} done`] : []),
    ...(failed > 0 ? [colors.red(`${failed} failed`)] : []),
    ...(running > 0 ? [`${running} running`] : []),
    ...(waiting > 0 ? [`${waiting} waiting`] : []),
    ...(queued > 0 && !stopping ? [`${queued} queued`] : []),
  ].join(', ');
  return `${spinner} ${colors.bold(name)}  ${counts}  ${colors.dim(formatSeconds(moment.seconds))}`;
}
