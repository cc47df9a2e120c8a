import type {ManifestObject} from './context.js';

/** Labels by name. */
export interface Labels {
  [name: string]: string;
}

/** Metadata of an object that a helper makes; it carries `app.kubernetes.io/managed-by: kflow` unless `labels` says otherwise. */
export function metadata(name: string, namespace: string, labels: Labels = {}): ManifestObject['metadata'] {
  return {name, namespace, labels: {'app.kubernetes.io/managed-by': 'kflow', ...labels}};
}
