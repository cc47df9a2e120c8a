import {didYouMean} from './did-you-mean.js';
import {isKflowError} from '@kflow/exec';
import * as Errors from '@oclif/core/errors';
import {Refusal, refuse} from './refusal.js';
import {UnknownName} from './unknown-name.js';

/** The parts of oclif's parse errors that kflow reads; which error it is shows in which are there. */
interface ParseError extends Error {
  flags?: string[];
  args?: unknown[];
  parse?: {input?: {flags?: {[name: string]: {char?: string}}}};
}

/** What is at fault in the user's input, when that is what was thrown: a refusal, a user's KflowError, a parse error of oclif. */
export function refusalOf(cause: unknown): Refusal | undefined {
  if (cause instanceof Refusal) return cause;
  if (cause instanceof UnknownName) {
    return refuse(cause.code, cause.message, didYouMean(cause.typed, cause.names) ?? cause.otherwise);
  }
  if (isKflowError(cause)) {
    const {family, code, message, hint} = cause;
    return family === 'user' ? new Refusal([{code, severity: 'error', message, hint}]) : undefined;
  }
  if (!(cause instanceof Errors.CLIError)) return undefined;
  const error: ParseError = cause;
  // "Nonexistent flags: --x\nSee more help with --help"
  const message = error.message.replace(/\n?See more help with --help$/, '');
  if (error.flags) return unknownFlags(error.flags, error.parse?.input?.flags ?? {});
  if (error.args) return refuse('KF004', lowerFirst(message));
  return refuse('KF003', lowerFirst(message.replace(/^Flag /, '')));
}

function unknownFlags(typed: string[], known: {[name: string]: {char?: string}}): Refusal {
  const names = [...Object.keys(known).map((name) => `--${name}`), '--help'];
  return new Refusal(
    typed.map((flag) => {
      const name = flag.replace(/=.*$/s, '');
      const suggestion = name.startsWith('--') ? didYouMean(name, names) : undefined;
      return {
        code: 'KF002',
        severity: 'error',
        message: `there is no flag \`${name}\``,
        hint: suggestion ?? '`--help` lists the flags',
      };
    }),
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
