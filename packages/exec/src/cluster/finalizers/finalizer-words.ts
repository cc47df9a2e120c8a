import type {KubeObject} from '../../ports/cluster-reader.js';

/** Parts of a finalizer's domain that say nothing about whose it is. */
const common = new Set(
  'finalizer finalizers controller operator cleanup resources protection kubernetes k8s x-k8s sigs storage cluster apps cloud example'.split(
    ' ',
  ),
);

/** Programs with which people write objects themselves: none of them is a controller. */
const byHand = /^(kubectl|kflow|helm|kustomize|terraform|pulumi|node-fetch|before-first-apply|kube-apiserver|unknown)/i;

/**
 * Words that the workload of a finalizer's controller may be called by: who wrote the finalizer, as far as `managedFields` tell, then the
 * parts of its domain, the most telling first. `longhorn.io` gives `longhorn`.
 */
export function finalizerWords(finalizer: string, object: KubeObject): string[] {
  const labels = finalizer.split('/', 1)[0]!.split('.').slice(0, -1).reverse();
  const words = finalizer.includes('.') ? labels : [];
  const writers = (object.metadata.managedFields ?? [])
    .filter((entry) => `v:"${finalizer}"` in (finalizersOf(entry) ?? {}))
    .flatMap(({manager}) => (manager === undefined || byHand.test(manager) ? [] : [manager]));
  return [...writers, ...words].filter((word) => word.length > 3 && !common.has(word));
}

function finalizersOf(entry: object): {[key: string]: unknown} | undefined {
  const {fieldsV1} = entry as {fieldsV1?: {'f:metadata'?: {'f:finalizers'?: {[key: string]: unknown}}}};
  return fieldsV1?.['f:metadata']?.['f:finalizers'];
}
