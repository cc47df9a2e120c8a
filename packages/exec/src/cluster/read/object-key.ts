import type {ObjectReference} from '../../ports/cluster-reader.js';

/** Names an object within a collection of one kind. */
export function objectKey(object: {namespace?: string; name: string}): string {
  return `${object.namespace ?? ''}/${object.name}`;
}

/** Names an object of any kind; versions of its kind do not matter. */
export function referenceKey(reference: ObjectReference): string {
  return `${reference.group}/${reference.kind.toLowerCase()}/${objectKey(reference)}`;
}

/** `deployment/web`, or `certificate.cert-manager.io/web` for kinds of groups that are not Kubernetes' own. */
export function workloadName(reference: {group: string; kind: string; name: string}): string {
  const own = !reference.group.includes('.') || reference.group.endsWith('.k8s.io');
  return `${reference.kind.toLowerCase()}${own ? '' : `.${reference.group}`}/${reference.name}`;
}
