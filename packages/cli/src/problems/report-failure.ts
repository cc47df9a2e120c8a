import {errorReport, isKflowError} from '@kflow/exec';
import type {Diagnostic} from '@kflow/core';
import type {ErrorDocument} from '../json-output/error-document.js';
import type {JsonDiagnostic, RefusalDocument} from '../json-output/refusal-document.js';
import {Interrupted} from '../interrupt.js';
import {printJson} from '../terminal/print-json.js';
import {foreignText, foreignTexts} from '../terminal/shown-text.js';
import type {Terminal} from '../terminal/terminal.js';
import {Declined} from './declined.js';
import {refusalOf} from './parse-problem.js';
import {countDiagnostics, renderDiagnostics} from './render-diagnostics.js';
import {renderErrorDetails} from './render-error.js';

/** How to show what ended a command. */
export interface FailureOptions {
  json: boolean;
  /** Show the stack of a bug. */
  verbose: boolean;
  /** It was thrown where nobody waits, such as in a promise that a runner does not await. */
  uncaught?: boolean;
  /** One compact line, because stdout carries a stream of events. */
  stream: boolean;
}

/**
 * Shows what ended a command and gives its exit code: 2 for bad input, 130 for an interruption, 1 for everything else. Under `--json`
 * bad input prints `{valid: false, diagnostics}` on stdout, anything else `{error}`.
 */
export function reportFailure(
  cause: unknown,
  terminal: Terminal,
  {json, verbose, stream, uncaught}: FailureOptions,
): 1 | 2 | 130 {
  if (cause instanceof Interrupted) {
    terminal.err.line('interrupted');
    return 130;
  }
  if (cause instanceof Declined) {
    terminal.err.line(cause.message);
    return 1;
  }
  const print = (document: unknown) =>
    stream ? terminal.out.line(JSON.stringify(document)) : printJson(terminal.out, document);
  const {colors} = terminal.err;
  const refusal = refusalOf(cause);
  if (refusal) {
    const diagnostics = [...refusal.diagnostics];
    if (json) print({valid: false, diagnostics: diagnostics.map(jsonDiagnostic)} satisfies RefusalDocument);
    else {
      for (const line of renderDiagnostics(diagnostics, colors)) terminal.err.line(line);
      if (diagnostics.some(({at}) => at)) terminal.err.line(`${countDiagnostics(diagnostics)}; nothing was run`);
    }
    return 2;
  }
  if (isKflowError(cause) && cause.family !== 'bug') {
    const report = errorReport(cause);
    if (json) print({error: report} satisfies ErrorDocument);
    else {
      const shown = foreignTexts(report);
      terminal.err.line(`${colors.red(`error ${report.code}`)}: ${shown.message.replaceAll('\n', '\n  ')}`);
      for (const line of renderErrorDetails(shown, colors, terminal.symbols.bar)) terminal.err.line(`  ${line}`);
    }
    return 1;
  }
  const message = cause instanceof Error ? cause.message || cause.name : String(cause);
  const code = isKflowError(cause) ? cause.code : 'KF900';
  const hint = `${uncaught ? 'a runner that does not await a promise does this; otherwise it' : 'this'} is a bug in kflow: please report it, with what the same command prints under -v`;
  if (json) print({error: {code, message, hint}} satisfies ErrorDocument);
  else {
    terminal.err.line(`${colors.red(`error ${code}`)}: ${foreignText(message).replaceAll('\n', '\n  ')}`);
    if (verbose && cause instanceof Error && cause.stack) terminal.err.line(colors.dim(cause.stack));
    terminal.err.line(`  ${colors.cyan('hint:')} ${hint}`);
  }
  return 1;
}

/** A diagnostic as `--json` prints it, with the place last. */
export function jsonDiagnostic({code, severity, message, hint, at, related}: Diagnostic): JsonDiagnostic {
  return {code, severity, message, hint, at: at && {file: at.file, line: at.line, column: at.column}, related};
}
