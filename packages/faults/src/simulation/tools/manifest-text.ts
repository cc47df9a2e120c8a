import {readFileSync} from 'node:fs';
import type {KubeObject} from '@kflow/exec';
import {parseAllDocuments} from 'yaml';

/** The objects of a manifest, as kubectl reads it. */
export function objectsIn(text: string): KubeObject[] {
  return parseAllDocuments(text)
    .map((document) => document.toJS() as KubeObject | null)
    .filter((object) => object !== null);
}

/** The objects of a manifest file. */
export function objectsInFile(path: string): KubeObject[] {
  return objectsIn(readFileSync(path, 'utf8'));
}
