import type {RunFinished} from '@kflow/exec';
import {count} from '../terminal/count.js';
import {formatSeconds} from '../terminal/duration.js';
import type {Colors} from '../terminal/terminal.js';
import type {Symbols} from '../terminal/symbols.js';
import {groupedSteps} from './grouped-steps.js';

/** Characters of a message in the list of failures. */
const longest = 100;

/** What the closing lines tell beside the event itself. */
export interface SummaryContext {
  operation: string;
  dryRun: boolean;
  /** Commands that a dry run printed. */
  commands: number;
  colors: Colors;
  symbols: Symbols;
}

/** The closing lines of a run: its outcome with counts and duration, what failed, and what was skipped and why. */
export function renderSummary(
  event: RunFinished,
  {operation, dryRun, commands, colors, symbols}: SummaryContext,
): string[] {
  const {outcome, seconds, succeeded, failed, skipped, resumed = 0} = event;
  const took = formatSeconds(seconds);
  const counts = [
    `${count(succeeded, 'step')} done`,
    ...(resumed ? [`${resumed} done before`] : []),
    ...(failed.length ? [`${failed.length} failed`] : []),
    ...(skipped.length ? [`${skipped.length} skipped`] : []),
  ].join(', ');
  const headline = {
    succeeded: dryRun
      ? colors.green(`${symbols.succeeded} dry run of ${operation}: ${count(commands, 'command')}, none was run`)
      : `${colors.green(`${symbols.succeeded} ${operation} succeeded`)} in ${took}: ${counts}`,
    failed: `${colors.red(`${symbols.failed} ${operation} failed`)} after ${took}: ${counts}`,
    interrupted: `${colors.yellow(`${symbols.failed} ${operation} interrupted`)} after ${took}: ${counts}`,
  }[outcome];
  // Where something was done, and something is left to do, it need not be done again.
  const canResume = operation === 'apply' && !dryRun && outcome !== 'succeeded' && succeeded + resumed > 0;
  return [
    headline,
    ...renderFailed(event, colors),
    ...renderSkipped(skipped, colors),
    ...(canResume ? [colors.dim('  to go on where it stopped: the same command with --resume')] : []),
  ];
}

function renderFailed({failed}: RunFinished, colors: Colors): string[] {
  if (failed.length === 0) return [];
  const width = Math.max(...failed.map(({id}) => id.length));
  return [
    colors.bold('  failed'),
    ...failed.map(({id, error}) => `    ${id.padEnd(width)}  ${brief(error.message)}${colors.dim(` (${error.code})`)}`),
  ];
}

/** The beginning of a message; the whole of it stands above. */
function brief(message: string): string {
  const [line = ''] = message.split('\n', 1);
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

function renderSkipped(skipped: RunFinished['skipped'], colors: Colors): string[] {
  if (skipped.length === 0) return [];
  return [colors.bold('  skipped'), ...groupedSteps(skipped, colors)];
}
