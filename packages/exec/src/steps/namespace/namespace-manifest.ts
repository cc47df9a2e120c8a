import type {CreateNamespaceSpec} from '@kflow/core';

/** The Namespace of a `createNamespace` step, as JSON for kubectl. Labelled as kflow's, unless the step says otherwise. */
export function namespaceManifest({name, labels, annotations}: CreateNamespaceSpec): string {
  const metadata = {
    name,
    labels: {'app.kubernetes.io/managed-by': 'kflow', ...labels},
    ...(Object.keys(annotations).length > 0 ? {annotations} : {}),
  };
  return `${JSON.stringify({apiVersion: 'v1', kind: 'Namespace', metadata}, null, 2)}\n`;
}
