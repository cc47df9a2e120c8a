import {baseName} from '../source/files/path.js';
import type {Draft} from '../source/draft.js';
import type {DataSources, SecretFile} from './secret.js';
import type {StepContext} from './step-kind.js';

/** Reads what `secret` and `configmap` have in common. */
export async function dataSources(file: Draft<SecretFile>, {at, paths, step}: StepContext): Promise<DataSources> {
  const fromFiles = (file.fromFiles ?? []).flatMap((entry, index) => {
    if (entry === undefined) return [];
    const equals = entry.indexOf('=');
    const path = entry.slice(equals + 1);
    const key = equals >= 0 ? entry.slice(0, equals) : baseName(entry);
    return [paths.file(at.at('fromFiles', index), 'file', path).then((absolute) => ({key, path: absolute}))];
  });
  return {
    name: file.name ?? step,
    literals: at.at('literals').texts,
    fromEnv: at.at('fromEnv').texts,
    fromFiles: await Promise.all(fromFiles),
    ...(file.fromEnvFile ? {fromEnvFile: await paths.file(at.at('fromEnvFile'), 'env file')} : {}),
    fromCommand: at.at('fromCommand').texts,
    ifNotExists: file.ifNotExists ?? false,
  };
}
