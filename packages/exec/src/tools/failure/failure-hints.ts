import {failureRules} from './failure-rules.js';
import {helmFailureRules} from './helm-failure-rules.js';

/** One kind of failure that kubectl or helm report. */
export interface FailureRule {
  /** Stable, for code that treats one kind differently. */
  id: string;
  pattern: RegExp;
  /** What to do. `$1` ... stand for the pattern's groups, `$+` for the first that took part. */
  hint: string;
}

/** A failure that was recognised. */
export interface RecognisedFailure {
  id: string;
  hint: string;
}

/** Which known failure a tool's message tells of. helm's own rules come first: it quotes the cluster's errors in its own. */
export function recogniseFailure(tool: 'kubectl' | 'helm', text: string): RecognisedFailure | undefined {
  for (const {id, pattern, hint} of tool === 'helm' ? [...helmFailureRules, ...failureRules] : failureRules) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const groups = match.slice(1);
    const found = groups.find((group) => group !== undefined) ?? '';
    const fill = (_: string, which: string) => (which === '+' ? found : (groups[Number(which) - 1] ?? ''));
    return {id, hint: hint.replace(/\$(\+|\d)/g, fill)};
  }
  return undefined;
}

/** The hint for a tool's message, if it is a known one. */
export function failureHint(tool: 'kubectl' | 'helm', text: string): string | undefined {
  return recogniseFailure(tool, text)?.hint;
}
