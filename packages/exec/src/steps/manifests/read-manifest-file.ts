import {readFileSync, statSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {readManifest} from '@kflow/core';
import type {Manifest} from '@kflow/core';
import {hashBytes} from '../../state/manifest-hash.js';

/** A manifest file. */
export interface ManifestFile extends Manifest {
  /** `sha256:<hex>` of its bytes, as state keeps it. */
  hash: string;
}

/** Reads a manifest file. Rejects with the error of the file system when it cannot be read. */
export async function readManifestFile(path: string): Promise<ManifestFile> {
  const bytes = await manifestBytes(path);
  return {...readManifest(bytes.toString('utf8')), hash: hashBytes(bytes)};
}

/**
 * What a manifest file holds. Rejects with the error of the file system when it cannot be read.
 *
 * A file is read synchronously under the promise, which costs Node a fraction of an asynchronous read; a pipe is waited for.
 */
export async function manifestBytes(path: string): Promise<Buffer> {
  return statSync(path).isFile() ? readFileSync(path) : await readFile(path);
}
