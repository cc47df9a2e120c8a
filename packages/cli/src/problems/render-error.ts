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
    ...quoted(error.output, colors, bar),
    ...hintLine(error.hint, colors),
  ];
}

function renderDiagnosis(diagnosis: Diagnosis, message: string, colors: Colors, bar: string): string[] {
  const {workload, namespace, pod, container, reason, exitCode, logs = [], events = []} = diagnosis;
  const where = [
    namespace ? `${workload} in ${namespace}` : workload,
    ...(pod ? [`pod ${pod}`] : []),
    ...(container ? [`container ${container}`] : []),
  ].join(', ');
  const why = [
    colors.red(reason),
    // The error's own message often is the diagnosis' already.
    ...(diagnosis.message && !message.includes(diagnosis.message) ? [diagnosis.message] : []),
    ...(exitCode === undefined ? [] : [`exit code ${exitCode}`]),
  ].join(': ');
  return [
    where,
    why,
    ...events.slice(-lastEvents).map((event) => colors.dim(`event: ${event}`)),
    ...quoted(logs.join('\n'), colors, bar),
    ...hintLine(diagnosis.hint, colors),
  ];
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
  return hint === undefined ? [] : [`${colors.cyan('hint:')} ${hint}`];
}
