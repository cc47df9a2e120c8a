import type {Diagnostic, Operation, Plan} from '@kflow/core';
import {showWarnings} from '../show-warnings.js';
import type {Terminal} from '../terminal/terminal.js';
import {JsonReporter} from './json.js';
import {PlainReporter} from './plain.js';
import type {Reporter} from './reporter.js';

/** Ids longer than this push their own line aside instead of everybody's. */
const widestId = 32;

/** Operations with a step of their own for each resource. */
const restarts: ReadonlySet<string> = new Set(['restart', 'reload'] satisfies Operation[]);

/** The reporter for a run, as the flags want it. Shows the project's warnings, which no event carries. */
export function createReporter({
  plan,
  warnings,
  flags,
  terminal,
}: {
  plan: Plan;
  warnings: readonly Diagnostic[];
  flags: {json: boolean; verbose: boolean};
  terminal: Terminal;
}): Reporter {
  if (flags.json) return new JsonReporter(terminal, warnings);
  showWarnings(warnings, terminal, {brief: !flags.verbose});
  const ids = [
    ...plan.phases.flatMap(({steps}) => steps.map(({id}) => id)),
    ...(restarts.has(plan.operation) ? plan.resources.map(({name}) => `restart ${name}`) : []),
  ].map(({length}) => length);
  return new PlainReporter(terminal, {verbose: flags.verbose, width: Math.min(widestId, Math.max(0, ...ids))});
}
