import {spawn} from 'node:child_process';
import {root} from './root.mjs';

/** Seconds that a program has to end once it is over. */
const patience = 60;

/**
 * Runs a program in the work tree with the terminal's own output, and ends this process with its exit code when it fails:
 * what it printed is the explanation.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{env?: NodeJS.ProcessEnv, check?: boolean, quiet?: boolean, overWhen?: () => boolean}} [options] `check: false` returns the exit
 *   code instead; a program that has done its work by `overWhen` and does not end is killed after a minute, which is a failure
 * @returns {Promise<number>}
 */
export async function run(command, args, {env = process.env, check = true, quiet = false, overWhen} = {}) {
  const child = spawn(command, args, {
    cwd: root,
    env,
    stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
  });
  let held = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (held += chunk));
  let over = 0;
  const watch = setInterval(() => {
    if (!overWhen?.() || ++over < patience) return;
    process.stderr.write(
      `\n${command} was done ${patience} s ago and has not ended: something keeps it. Killing it.\n`,
    );
    child.kill('SIGKILL');
  }, 1000);
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exit, signal) => resolve(signal ? 130 : exit));
  });
  clearInterval(watch);
  if (code !== 0 && quiet) process.stderr.write(held);
  if (code !== 0 && check) {
    process.stderr.write(`\n${[command, ...args].join(' ')} failed (exit ${code})\n`);
    process.exit(code);
  }
  return code;
}
