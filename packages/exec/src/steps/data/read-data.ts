import type {ConfigMapSpec, SecretSpec} from '@kflow/core';
import {isKflowError, KflowError} from '../../errors/kflow-error.js';
import type {StepContext} from '../step-handler.js';
import type {DataSource} from './data-source.js';
import {dataSources} from './data-sources.js';

/** An object's data by key; undefined for a value that a dry run does not know. */
export type Data = Map<string, Buffer | undefined>;

/**
 * Reads the data of a Secret or ConfigMap. A dry run runs no command, and what is missing is a warning there.
 *
 * @throws KflowError of the user's family: `KF706` a variable or file that is not there, `KF707` a key from two
 *   sources, `KF708` an env file that is none; external: `KF703` a command that fails
 */
export async function readData(context: StepContext, spec: SecretSpec | ConfigMapSpec): Promise<Data> {
  const sources = await dataSources(context, spec);
  refuseDuplicates(sources, spec);
  const data: Data = new Map();
  for (const source of sources) {
    // An aborted run starts no more commands.
    context.signal.throwIfAborted();
    data.set(source.key, await read(context, source));
  }
  return data;
}

async function read({dryRun, emit, step}: StepContext, source: DataSource): Promise<Buffer | undefined> {
  if (!dryRun) return await source.read();
  if (source.runs) return undefined;
  try {
    return await source.read();
  } catch (error) {
    if (!isKflowError(error)) throw error;
    emit({type: 'warning', message: error.message, hint: error.hint, step: step.id});
    return undefined;
  }
}

/** Before anything is read: a command may cost something. */
function refuseDuplicates(sources: readonly DataSource[], {kind, name}: SecretSpec | ConfigMapSpec): void {
  const seen = new Map<string, DataSource>();
  for (const source of sources) {
    const {key, from} = source;
    const first = seen.get(key);
    if (first) {
      const message = `the key ${key} of ${kind} ${name} is given twice: by ${first.from} and by ${from}`;
      throw new KflowError('user', 'KF707', message, {hint: 'keep one of them'});
    }
    seen.set(key, source);
  }
}
