import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import type {ConfigMapSpec, SecretSpec} from '@kflow/core';
import {KflowError} from '../../errors/kflow-error.js';
import {processEnvironment} from '../../ports/environment.js';
import type {Environment} from '../../ports/environment.js';
import {readSourceFile} from '../../values/source-file.js';
import {resolveValueSource} from '../../values/value-source.js';
import type {StepContext} from '../step-handler.js';
import type {DataSource} from './data-source.js';
import {parseEnvFile} from './env-file.js';

/**
 * All sources of an object's data in the order of the documentation, none of them read yet but for what has to be in order to
 * know the keys.
 *
 * @throws KflowError of the user's family: `KF706` a file or directory that cannot be read, `KF708` an env file that
 *   is none
 */
export async function dataSources(context: StepContext, spec: SecretSpec | ConfigMapSpec): Promise<DataSource[]> {
  const {commands, resource, signal, secrets, env = processEnvironment()} = context;
  const object = `${spec.kind} ${spec.name}`;
  const values = {commands, cwd: resource.dir, env, signal, secrets: secrets?.()};
  const value = async (key: string, source: {fromEnv: string} | {fromCommand: string}): Promise<Buffer> =>
    Buffer.from(await resolveValueSource(`the key ${key} of ${object}`, source, values));
  return [
    ...Object.entries(spec.literals).map(([key, text]) => ({
      key,
      from: 'literals',
      read: async () => Buffer.from(text),
    })),
    ...Object.entries(spec.fromEnv).map(([key, fromEnv]) => ({
      key,
      from: 'fromEnv',
      read: () => value(key, {fromEnv}),
    })),
    ...spec.fromFiles.map(({key, path}) => fileSource(context, object, 'fromFiles', key, path)),
    ...(spec.fromEnvFile === undefined ? [] : await envFileSources(object, spec.fromEnvFile, env, signal)),
    ...(spec.kind === 'configmap' && spec.fromDir !== undefined ? await dirSources(context, object, spec.fromDir) : []),
    ...Object.entries(spec.fromCommand).map(([key, fromCommand]) => ({
      key,
      from: 'fromCommand',
      runs: true as const,
      read: () => value(key, {fromCommand}),
    })),
  ];
}

function fileSource({signal}: StepContext, object: string, what: string, key: string, path: string): DataSource {
  return {key, from: `${what} ${path}`, read: () => readSourceFile(`the key ${key} of ${object}`, path, signal)};
}

async function envFileSources(
  object: string,
  path: string,
  env: Environment,
  signal: AbortSignal,
): Promise<DataSource[]> {
  const bytes = await readSourceFile(`the env file of ${object}`, path, signal);
  return parseEnvFile(bytes, path, env).map(({key, value, line}) => ({
    key,
    from: `fromEnvFile ${path}:${line}`,
    read: async () => Buffer.from(value),
  }));
}

/** The regular files of a directory, subdirectories included, by name. */
async function dirSources(context: StepContext, object: string, dir: string): Promise<DataSource[]> {
  try {
    const found = await filesBelow(dir);
    return found.map(({key, path}) => fileSource(context, object, 'fromDir', key, path));
  } catch (error) {
    throw new KflowError('user', 'KF706', `${object}: the directory ${dir} cannot be read`, {cause: error});
  }
}

/**
 * At the top as in `kubectl create configmap --from-file=DIR`: regular files, named after themselves. A key can have no slash in it,
 * so that one of a subdirectory has `---` in its place, as in kflow-py: `conf.d/a.conf` becomes `conf.d---a.conf`.
 */
async function filesBelow(dir: string, prefix = ''): Promise<{key: string; path: string}[]> {
  const entries = await readdir(dir, {withFileTypes: true});
  const sorted = entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const lists = sorted.map(async (entry) => {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) return await filesBelow(path, `${prefix}${entry.name}---`);
    return entry.isFile() ? [{key: prefix + entry.name, path}] : [];
  });
  return (await Promise.all(lists)).flat();
}
