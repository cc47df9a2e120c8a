import type {KubeObject} from '../../ports/cluster-reader.js';

/** Controllers write these without a change to what they control. */
const bookkeeping = 'kube-controller-manager';

/**
 * When what an object is to be was last changed, RFC 3339 by the API server's clock; undefined when it does not say.
 * Source: metadata.managedFields (k8s.io/apimachinery, ManagedFieldsEntry): entries of the status have a subresource.
 */
export function specChangedAt({metadata}: KubeObject): string | undefined {
  return (metadata.managedFields ?? [])
    .filter(({subresource, manager}) => subresource === undefined && manager !== bookkeeping)
    .flatMap(({time}) => time ?? [])
    .sort()
    .at(-1);
}
