import type {ApiResource, ClusterReader, KubeObject} from '../../ports/cluster-reader.js';
import type {Hold} from './hold.js';
import {nameObjects} from './name-objects.js';

/**
 * The custom resources that a definition, which is being deleted, still has. The API server deletes them, and waits for their finalizers.
 *
 * @param explain what holds one of them; the first with a finalizer is asked about
 */
export async function heldByCustomResources(
  reader: ClusterReader,
  definition: KubeObject,
  explain: (object: KubeObject) => Promise<Hold[]>,
): Promise<Hold> {
  const finalizer = 'customresourcecleanup.apiextensions.k8s.io';
  const resource = resourceOf(definition);
  const below = resource === undefined ? [] : await reader.listMetadata({resource});
  if (below.length === 0)
    return {finalizer, text: 'none of its custom resources is left; the API server clears it', below};
  const held = below.find(({metadata}) => (metadata.finalizers ?? []).length > 0);
  const why = held === undefined ? [] : await explain(held);
  const reasons = why.map((hold) => `; finalizer ${hold.finalizer}: ${hold.text}`).join('');
  return {finalizer, text: `it still has ${nameObjects(below, placeOf)}${reasons}`, below};
}

function resourceOf({spec}: KubeObject): ApiResource | undefined {
  const version: string | undefined = spec?.versions?.find((each: {served: boolean}) => each.served)?.name;
  if (version === undefined) return undefined;
  return {
    group: spec.group,
    version,
    kind: spec.names.kind,
    plural: spec.names.plural,
    namespaced: spec.scope === 'Namespaced',
  };
}

/** Where it is, and its finalizers. */
function placeOf({metadata}: KubeObject): string {
  const {namespace, finalizers = []} = metadata;
  const where = namespace === undefined ? '' : ` in namespace ${namespace}`;
  return finalizers.length === 0 ? where : `${where} (finalizer ${finalizers.join(', ')})`;
}
