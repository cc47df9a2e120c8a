import {KflowError} from '../../errors/kflow-error.js';
import type {Environment} from '../../ports/environment.js';

/** A line of an env file. */
export interface EnvFileEntry {
  key: string;
  value: string;
  /** From 1. */
  line: number;
}

/** What kubectl takes for the name of an environment variable. */
const validKey = /^(?!\.\.|\.$)[-._a-zA-Z][-._a-zA-Z0-9]*$/;

/**
 * Reads an env file as `kubectl create secret --from-env-file` does (kubectl's util/env_file.go): `KEY=value` with the
 * value as it stands, quotes and trailing spaces included; `#` begins a comment only at the beginning of a line; a key
 * without `=` takes its value from the environment.
 *
 * @throws KflowError `KF708` (user) that names the first line which is none of that
 */
export function parseEnvFile(bytes: Buffer, path: string, env: Environment): EnvFileEntry[] {
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  return text.split(/\r?\n/).flatMap((whole, index): EnvFileEntry[] => {
    const content = whole.trimStart();
    if (content === '' || content.startsWith('#')) return [];
    const equals = content.indexOf('=');
    const key = equals < 0 ? content : content.slice(0, equals);
    const line = index + 1;
    // The line itself may be a part of a secret.
    if (!validKey.test(key)) {
      throw new KflowError('user', 'KF708', `${path}:${line}: this is no \`KEY=value\``, {
        hint: 'a key is made of letters, digits, `_`, `-` and `.`; the file cannot have values of several lines',
      });
    }
    return [{key, value: equals < 0 ? (env[key] ?? '') : content.slice(equals + 1), line}];
  });
}
