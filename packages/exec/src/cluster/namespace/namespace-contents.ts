import type {ClusterReader, KubeObject, ServedKind} from '../../ports/cluster-reader.js';
import {readFailureOf} from '../read/read-error.js';
import {Slots} from '../transport/slots.js';

/** Lists that are asked for at once. */
const atOnce = 8;

/** What is in a namespace, as far as it can be seen. */
export interface NamespaceContents {
  /** Each object once, with its metadata only. */
  objects: KubeObject[];
  /** All kinds that are served, in a namespace or not. */
  kinds: readonly ServedKind[];
  /** What could not be looked at, and why: kinds that may not be listed, and API servers that do not answer. */
  unseen: Unseen[];
}

/** Something that could not be looked at. */
export interface Unseen {
  /** `widgets.example.com`, or the group and version of an API server. */
  what: string;
  why: string;
}

/**
 * Looks at everything in a namespace that goes away with it: the objects of every kind that can be listed and deleted, which is what the
 * namespace controller goes through. Only metadata is read.
 * Source: k8s.io/kubernetes/pkg/controller/namespace/deletion/namespaced_resources_deleter.go.
 *
 * @throws ReadError when discovery itself fails
 */
export async function namespaceContents(reader: ClusterReader, namespace: string): Promise<NamespaceContents> {
  const {kinds, unavailable} = await reader.kinds();
  const found = new Map<string, KubeObject>();
  const unseen = unavailable.map((group) => ({what: group, why: 'its API server does not answer'}));
  const slots = new Slots(atOnce);
  const look = async (kind: ServedKind): Promise<void> => {
    try {
      for (const object of await reader.listMetadata({resource: kind, namespace})) {
        // Some objects are served by two groups, events for one.
        const {uid, name} = object.metadata;
        found.set(uid ?? `${kind.group}/${kind.plural}/${name}`, object);
      }
    } catch (error) {
      const failure = readFailureOf(error);
      // The kind went away meanwhile, with its definition; or it cannot be listed after all.
      if (failure?.status === 404 || failure?.status === 405) return;
      const why = failure?.status === 403 ? 'you may not list them' : (failure?.message ?? String(error));
      unseen.push({what: nameOfKind(kind), why});
    }
  };
  await Promise.all(
    kinds
      .filter(({namespaced, verbs}) => namespaced && verbs.includes('list') && verbs.includes('delete'))
      // What does not answer is not asked: each answer would be waited for in vain.
      .filter(({group, version}) => !unavailable.includes(`${group}/${version}`))
      .map((kind) => slots.run(() => look(kind))),
  );
  return {objects: [...found.values()], kinds, unseen};
}

function nameOfKind({plural, group}: ServedKind): string {
  return group === '' ? plural : `${plural}.${group}`;
}
