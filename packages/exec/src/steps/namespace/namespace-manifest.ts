import type {CreateNamespaceSpec} from '@kflow/core';

/** The Namespace of a `createNamespace` step, as JSON for kubectl. */
export function namespaceManifest({name, labels, annotations}: CreateNamespaceSpec): string {
  const metadata = {
    name,
    ...(Object.keys(labels).length > 0 ? {labels} : {}),
    ...(Object.keys(annotations).length > 0 ? {annotations} : {}),
  };
  return `${JSON.stringify({apiVersion: 'v1', kind: 'Namespace', metadata}, null, 2)}\n`;
}
