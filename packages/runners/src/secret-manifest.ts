import {b64} from './b64.js';
import type {ManifestObject} from './context.js';
import {metadata} from './metadata.js';
import type {Labels} from './metadata.js';

/** What else a Secret can be told. */
export interface SecretManifestOptions {
  labels?: Labels;
  /** Default `Opaque`. */
  type?: string;
  /** Put the values, base64-encoded, into `data` instead of plain into `stringData`. Default false. */
  encode?: boolean;
}

/** A Secret for `ctx.applyManifest`, which hands it to kubectl on standard input and shows none of its values. */
export function secretManifest(
  name: string,
  namespace: string,
  data: {[key: string]: string | number | boolean},
  options: SecretManifestOptions = {},
): ManifestObject {
  const text = Object.entries(data).map(([key, value]): [string, string] => [key, String(value)]);
  const values = options.encode
    ? {data: Object.fromEntries(text.map(([key, value]) => [key, b64(value)]))}
    : {stringData: Object.fromEntries(text)};
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: metadata(name, namespace, options.labels),
    type: options.type ?? 'Opaque',
    ...values,
  };
}
