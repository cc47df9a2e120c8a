import {restartId} from '@kflow/exec';
import type {Diagnostic, Operation, Plan} from '@kflow/core';
import {showWarnings} from '../show-warnings.js';
import {foreignTexts} from '../terminal/shown-text.js';
import type {Terminal} from '../terminal/terminal.js';
import {JsonReporter} from './json.js';
import {PlainReporter} from './plain.js';
import type {Reporter} from './reporter.js';

/** Ids longer than this push their own line aside instead of everybody's. */
const widestId = 32;

/** Operations with a step of their own for each resource. */
const restarts: ReadonlySet<string> = new Set(['restart', 'reload'] satisfies Operation[]);

/**
 * The reporter for a run, as the flags and the terminal want it: live where lines can be taken back, plain in pipes, in CI, for a dry run
 * (which is over at once) and under `--verbose` (where what streams by is the point). Shows the project's warnings, which no event carries.
 */
export async function createReporter({
  plan,
  warnings,
  flags,
  terminal,
}: {
  plan: Plan;
  warnings: readonly Diagnostic[];
  flags: {json: boolean; verbose: boolean; 'dry-run': boolean};
  terminal: Terminal;
}): Promise<Reporter> {
  if (flags.json) return new JsonReporter(terminal, warnings);
  showWarnings(warnings, terminal, {brief: !flags.verbose});
  const ids = [
    ...plan.phases.flatMap(({steps}) => steps.map(({id}) => id)),
    ...(restarts.has(plan.operation) ? plan.resources.map(({name}) => restartId(name)) : []),
  ].map(({length}) => length);
  const options = {verbose: flags.verbose, width: Math.min(widestId, Math.max(0, ...ids)), plan};
  if (!terminal.moving || flags.verbose || flags['dry-run'])
    return withForeignTexts(new PlainReporter(terminal, options));
  const {openLiveReporter} = await import('./live/open-live-reporter.js');
  return withForeignTexts(openLiveReporter(terminal, terminal.moving, options));
}

/** The same reporter, which sees no control characters: whatever an event carries from a cluster, a tool or a file can be laid out safely. */
export function withForeignTexts(reporter: Reporter): Reporter {
  const {event} = reporter;
  reporter.event = (each) => event(foreignTexts(each));
  return reporter;
}
