import {isKflowError} from '../errors/kflow-error.js';
import type {Diagnosis, ErrorReport, RemainingObject} from './event.js';

/**
 * Any thrown value as data for an event.
 *
 * A KflowError of any family gives its own code, hint and command, and the `diagnosis` or what is `remaining` that the cluster part may have attached
 * to it; a KflowError was masked when it was made. An AbortError (what `AbortSignal` and Node throw) is `KF902`. Anything else
 * is `KF900`, an error in kflow, with its message only: a stack helps nobody who reads a run's events.
 *
 * @param mask applied to the texts of what is no KflowError; pass the run's masking of secrets. Default: none
 */
export function errorReport(error: unknown, mask: (text: string) => string = (text) => text): ErrorReport {
  if (isKflowError(error)) {
    const report: ErrorReport = {code: error.code, message: error.message};
    if (error.hint !== undefined) report.hint = error.hint;
    if (error.command) {
      report.command = error.command.text;
      report.exitCode = error.command.exitCode;
      if (error.command.output !== '') report.output = error.command.output;
    }
    const {diagnosis, remaining} = error as {diagnosis?: Diagnosis; remaining?: RemainingObject[]};
    if (diagnosis) report.diagnosis = diagnosis;
    if (remaining) report.remaining = remaining;
    return report;
  }
  if (isAbortError(error)) return {code: 'KF902', message: 'interrupted'};
  return {
    code: 'KF900',
    message: mask(`unexpected error: ${messageOf(error)}`),
    hint: 'this is an error in kflow; please report it with what you ran',
  };
}

/** Whether something was thrown because an AbortSignal aborted: `signal.reason`, unless its owner chose another, and Node's own. */
export function isAbortError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && (error as {name?: unknown}).name === 'AbortError';
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.message === '') return error.name;
  // `TypeError: x is not a function` says more than the message alone; `Error: ...` does not.
  return error.name === 'Error' ? error.message : `${error.name}: ${error.message}`;
}
