import type {Diagnosis, ErrorReport} from '@kflow/exec';
import type {Colors} from '../terminal/terminal.js';

/** How much of what commands and containers printed is shown. */
const lastLines = 6;
const lastEvents = 2;

/**
 * What stands below the first line of an error: the workload's diagnosis, the command with its exit code and last output, the hint.
 * About ten lines; not indented.
 */
export function renderErrorDetails(error: ErrorReport, colors: Colors, bar: string): string[] {
  return [
    ...(error.diagnosis ? renderDiagnosis(error.diagnosis, error.message, colors, bar) : []),
    ...(error.command
      ? [
          `${colors.dim('$')} ${error.command}${error.exitCode === undefined ? '' : colors.dim(` (exit ${error.exitCode})`)}`,
        ]
      : []),
    ...quoted(isTold(error.output, error.message) ? undefined : error.output, colors, bar),
    ...hintLine(error.hint === error.diagnosis?.hint ? undefined : error.hint, colors),
  ];
}

function renderDiagnosis(diagnosis: Diagnosis, message: string, colors: Colors, bar: string): string[] {
  const {workload, namespace, pod, container, reason, exitCode, logs = [], events = []} = diagnosis;
  // The error's own message often says all of this already.
  const told = (...words: (string | undefined)[]) =>
    words.every((word) => word === undefined || message.includes(word));
  const where = [
    namespace ? `${workload} in ${namespace}` : workload,
    ...(pod ? [`pod ${pod}`] : []),
    ...(container ? [`container ${container}`] : []),
  ].join(', ');
  const detail = diagnosis.message && !told(diagnosis.message) ? `: ${diagnosis.message}` : '';
  const why = colors.red(reason) + detail + (exitCode === undefined ? '' : `, exit code ${exitCode}`);
  return [
    ...(told(workload, namespace, pod, container) ? [] : [where]),
    ...(told(reason, diagnosis.message, exitCode === undefined ? undefined : `exit code ${exitCode}`) ? [] : [why]),
    ...events.slice(-lastEvents).map((event) => colors.dim(`event: ${event}`)),
    ...quoted(logs.join('\n'), colors, bar),
    ...hintLine(diagnosis.hint, colors),
  ];
}

/** Whether output is one line that the message quotes. */
function isTold(output: string | undefined, message: string): boolean {
  const line = output?.trim().replace(/^error: /i, '');
  return line !== undefined && !line.includes('\n') && message.includes(line);
}

function quoted(text: string | undefined, colors: Colors, bar: string): string[] {
  if (!text?.trim()) return [];
  return text
    .trimEnd()
    .split(/\r?\n/)
    .slice(-lastLines)
    .map((line) => `${colors.dim(bar)} ${line}`);
}

/** The lines of a hint. */
export function hintLine(hint: string | undefined, colors: Colors): string[] {
  return hint === undefined ? [] : [`${colors.cyan('hint:')} ${hint.replaceAll('\n', '\n      ')}`];
}
