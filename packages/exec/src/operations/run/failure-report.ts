import {errorReport} from '../../engine/error-report.js';
import type {ErrorReport} from '../../engine/event.js';

/**
 * What a step or wait failed of, as data. The reason of a signal is an interruption whatever it is: its owner may abort with an error
 * of any class.
 *
 * @param signals those that may have ended the work
 * @param mask masks what is no KflowError, see errorReport
 */
export function failureReport(
  error: unknown,
  signals: readonly (AbortSignal | undefined)[],
  mask?: (text: string) => string,
): ErrorReport {
  const isInterruption = signals.some((signal) => signal?.aborted && signal.reason === error);
  return isInterruption ? {code: 'KF902', message: 'interrupted'} : errorReport(error, mask);
}
