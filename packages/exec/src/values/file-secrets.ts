import {readFile, stat} from 'node:fs/promises';
import {manifestObjects} from '@kflow/core';
import type {Resource, Step} from '@kflow/core';
import type {Environment} from '../ports/environment.js';
import {parseEnvFile} from '../steps/data/env-file.js';

/** Kinds that run code of the user's, which may print any file of the project's. */
const talkative = new Set(['script', 'exec', 'runner', 'dockerBuild', 'plugin']);

/**
 * The secret values in the files of these resources: what `secret` and `secretValues` take from files, and the Secrets among the manifests. They are
 * read ahead only where a step runs code of the user's: that may show one before the step that uses it, and on destroy no step reads them. A file
 * that cannot be read is left to the step that needs it.
 *
 * @param env where a key of an env file without a value takes its value from
 */
export async function fileSecrets(resources: readonly Pick<Resource, 'steps'>[], env: Environment): Promise<string[]> {
  const steps = resources.flatMap((resource) => resource.steps);
  if (!steps.some(({spec}) => talkative.has(spec.kind))) return [];
  return (await Promise.all(steps.map((step) => secretsOf(step, env).catch(() => [])))).flat();
}

async function secretsOf({spec}: Step, env: Environment): Promise<string[]> {
  switch (spec.kind) {
    case 'secret': {
      const {fromEnvFile: envFile} = spec;
      const whole = await Promise.all(spec.fromFiles.map(({path}) => textOf(path)));
      const entries = envFile === undefined ? [] : parseEnvFile(Buffer.from(await textOf(envFile)), envFile, env);
      return [...whole, ...entries.map(({value}) => value)];
    }
    case 'helm': {
      const files = Object.values(spec.secretValues).flatMap(({fromFile}) => fromFile ?? []);
      return await Promise.all(files.map(textOf));
    }
    case 'manifests': {
      const files = spec.sources.filter(({type}) => type !== 'url').map(({location}) => location);
      const texts = await Promise.all(files.map(textOf));
      // Most manifests are about something else, and need not be parsed twice.
      return texts
        .filter((text) => text.includes('Secret'))
        .flatMap((text) => manifestObjects(text).flatMap(({secrets}) => secrets));
    }
    default:
      return [];
  }
}

/** Empty for what is no file: reading a pipe ahead would leave nothing to its step. */
async function textOf(path: string): Promise<string> {
  try {
    return (await stat(path)).isFile() ? await readFile(path, 'utf8') : '';
  } catch {
    return '';
  }
}
