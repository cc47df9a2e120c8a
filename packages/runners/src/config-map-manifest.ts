import type {ManifestObject} from './context.js';
import {metadata} from './metadata.js';
import type {Labels} from './metadata.js';

/** A ConfigMap for `ctx.applyManifest`. Numbers and booleans become text, as ConfigMaps hold nothing else. */
export function configMapManifest(
  name: string,
  namespace: string,
  data: {[key: string]: string | number | boolean},
  options: {labels?: Labels} = {},
): ManifestObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: metadata(name, namespace, options.labels),
    data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, String(value)])),
  };
}
