import type {ManifestObjectInfo, ManifestsSpec} from '@kflow/core';
import {KflowError} from '../../errors/kflow-error.js';
import {readManifestFile} from './read-manifest-file.js';
import type {ManifestFile} from './read-manifest-file.js';

/** What the manifest files of a step hold. Sources that are URLs are not read: kubectl fetches them itself. */
export interface ManifestFiles {
  objects: ManifestObjectInfo[];
  /** Whether these are all: false for a URL, and for a file with something in it that is no object. */
  isWhole: boolean;
  /** Absolute path -> `sha256:<hex>` of the file's bytes. */
  hashes: {[path: string]: string};
  /** The values of the Secrets among the objects: kubectl prints them in some errors, so they have to be masked. */
  secrets: string[];
  /** URLs among the sources, whose objects are not known. */
  urls: string[];
}

/**
 * Reads the manifest files of a step.
 *
 * @throws KflowError `KF720` (user) when a file cannot be read any more
 */
export async function readManifestFiles(spec: ManifestsSpec): Promise<ManifestFiles> {
  const files: ManifestFiles = {objects: [], isWhole: true, hashes: {}, secrets: [], urls: []};
  for (const source of spec.sources) {
    if (source.type === 'url') {
      files.urls.push(source.location);
      files.isWhole = false;
      continue;
    }
    const {hash, objects, isWhole} = await read(source.location);
    files.hashes[source.location] = hash;
    files.isWhole &&= isWhole;
    files.objects.push(...objects);
    files.secrets.push(...objects.flatMap(({secrets}) => secrets));
  }
  return files;
}

async function read(path: string): Promise<ManifestFile> {
  try {
    return await readManifestFile(path);
  } catch (error) {
    throw new KflowError('user', 'KF720', `cannot read the manifest ${path}: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
