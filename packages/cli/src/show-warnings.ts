import type {Diagnostic} from '@kflow/core';
import {renderDiagnostics} from './problems/render-diagnostics.js';
import type {Terminal} from './terminal/terminal.js';

/**
 * Shows a project's warnings on stderr.
 *
 * @param brief a line each: a run has more to say than what `kflow validate` tells in full
 */
export function showWarnings(warnings: readonly Diagnostic[], {err}: Terminal, {brief = false} = {}): void {
  for (const warning of warnings) {
    const lines = renderDiagnostics([warning], err.colors);
    for (const line of brief ? lines.slice(0, 1) : lines) err.line(line);
  }
}
