import {constants} from 'node:fs';
import {access, stat} from 'node:fs/promises';
import {delimiter, join} from 'node:path';
import {processEnvironment} from '../../ports/environment.js';
import type {Environment} from '../../ports/environment.js';

/** Absolute path of the program that a name stands for on PATH, as a process would be started; undefined when there is none. */
export async function findOnPath(name: string, env: Environment = processEnvironment()): Promise<string | undefined> {
  const extensions = process.platform === 'win32' ? (env.PATHEXT ?? '.EXE;.CMD;.BAT').split(';') : [''];
  for (const directory of (env.PATH ?? '').split(delimiter).filter((each) => each !== '')) {
    for (const extension of extensions) {
      const path = join(directory, name + extension);
      if (await isProgram(path)) return path;
    }
  }
  return undefined;
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
