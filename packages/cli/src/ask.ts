import {createInterface} from 'node:readline/promises';
import {Interrupted} from './interrupt.js';
import {refuse} from './problems/refusal.js';

/**
 * Refuses what would have to ask where nobody can answer.
 *
 * @throws Refusal `KF005` when standard input is no terminal.
 */
export function refuseUnasked(what: string): void {
  if (process.stdin.isTTY && process.stderr.isTTY) return;
  throw refuse(
    'KF005',
    `${what} asks first, and there is no terminal to ask on`,
    'pass --yes if you are sure, or --dry-run to see what it would do',
  );
}

/**
 * Asks on the terminal, on stderr, and resolves to whether the answer was yes.
 *
 * @throws Interrupted on Ctrl-C.
 */
export async function ask(question: string, signal: AbortSignal): Promise<boolean> {
  const readline = createInterface({input: process.stdin, output: process.stderr});
  // In raw mode Ctrl-C is a key, not a signal.
  const cancelled = new AbortController();
  readline.once('SIGINT', () => cancelled.abort(new Interrupted('interrupted')));
  readline.once('close', () => cancelled.abort(new Interrupted('interrupted')));
  try {
    const answer = await readline.question(`${question} [y/N] `, {signal: AbortSignal.any([signal, cancelled.signal])});
    return /^y(es)?$/i.test(answer.trim());
  } catch (error) {
    if (signal.aborted || cancelled.signal.aborted) throw new Interrupted('interrupted');
    throw error;
  } finally {
    readline.close();
  }
}
