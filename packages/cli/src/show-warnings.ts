import type {Diagnostic} from '@kflow/core';
import {renderDiagnostics} from './problems/render-diagnostics.js';
import type {Terminal} from './terminal/terminal.js';

/** Shows a project's warnings on stderr. */
export function showWarnings(warnings: readonly Diagnostic[], {err}: Terminal): void {
  for (const line of renderDiagnostics(warnings, err.colors)) err.line(line);
}
