import type {ClusterReader, KubeObject} from '../../ports/cluster-reader.js';
import {namespaceContents} from '../namespace/namespace-contents.js';
import type {Condition} from '../readiness/conditions.js';
import type {Hold} from './hold.js';
import {nameObject, nameObjects} from './name-objects.js';

/** Objects in a namespace that are looked into. */
const most = 3;

/**
 * What keeps a namespace that is being deleted: the objects in it that finalizers hold, and the API servers that do not answer, without which
 * Kubernetes cannot tell whether the namespace is empty.
 *
 * @param explain what holds one of the objects
 */
export async function namespaceHolds(
  reader: ClusterReader,
  namespace: KubeObject,
  explain: (object: KubeObject) => Promise<Hold[]>,
): Promise<Hold[]> {
  const {objects, unseen} = await namespaceContents(reader, namespace.metadata.name);
  const held = objects.filter(
    ({metadata}) => metadata.deletionTimestamp !== undefined && (metadata.finalizers ?? []).length > 0,
  );
  const holds: Hold[] = [];
  for (const object of held.slice(0, most)) {
    const why = (await explain(object)).map(({finalizer, text}) => `finalizer ${finalizer} (${text})`);
    holds.push({text: `${nameObject(object)} in it is held by ${why.join(', ')}`, below: []});
  }
  if (held.length > most) holds.push({text: `${held.length - most} more objects in it are held`, below: []});
  const pods = objects.filter(({kind, metadata}) => kind === 'Pod' && metadata.deletionTimestamp !== undefined);
  const slow = pods.filter((pod) => !held.includes(pod));
  if (slow.length > 0)
    holds.push({text: `${nameObjects(slow)} in it ${slow.length === 1 ? 'does' : 'do'} not end`, below: []});
  const conditions: Condition[] = namespace.status?.conditions ?? [];
  if (conditions.some(({type, status}) => type === 'NamespaceDeletionDiscoveryFailure' && status === 'True')) {
    const silent = unseen.map(({what}) => what).filter((what) => what.includes('/'));
    holds.push({text: await apiServices(reader, silent), below: []});
  }
  const [head, ...rest] = holds;
  return head === undefined ? [] : [{...head, below: [...held, ...slow]}, ...rest];
}

/** The APIServices of `group/version`s, and what is wrong with them. */
async function apiServices(reader: ClusterReader, groups: readonly string[]): Promise<string> {
  const texts: string[] = [];
  for (const group of groups.slice(0, most)) {
    const name = group.split('/').reverse().join('.');
    const service = await reader
      .get({group: 'apiregistration.k8s.io', kind: 'APIService', name})
      .catch(() => undefined);
    const conditions: Condition[] = service?.status?.conditions ?? [];
    const available = conditions.find(({type}) => type === 'Available');
    texts.push(
      `apiservice/${name} does not answer${available?.message === undefined ? '' : ` (${available.message})`}`,
    );
  }
  return `${texts.join(', ') || 'an APIService does not answer'}: Kubernetes cannot tell what is left; mend it, or delete it when nothing serves it any more`;
}
