import {randomBytes} from 'node:crypto';
import {SandboxError} from '../sandbox-error.js';

/** Gives the name if it may be one, and makes one up if there is none. Throws a SandboxError of the usage kind otherwise. */
export function sandboxName(name?: string): string {
  if (name === undefined) return randomBytes(4).toString('hex');
  if (/^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/.test(name)) return name;
  throw new SandboxError(
    `"${name}" cannot name a sandbox.`,
    'Use lower-case letters, digits and "-", at most 40, beginning and ending with a letter or digit.',
    true,
  );
}
