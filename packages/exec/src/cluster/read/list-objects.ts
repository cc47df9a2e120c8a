import type {KubeObject, ObjectQuery} from '../../ports/cluster-reader.js';
import {queryPath} from './api-path.js';
import type {ApiTransport} from '../transport/api-transport.js';
import {readFailureOf} from './read-error.js';
import {readJson} from './read-json.js';

/** Objects of one page. Large enough that a page's 4 ms do not add up, small enough that the server never has to build a huge answer. */
const pageSize = 500;

/** `Accept` for a list of nothing but metadata. Where no header can be sent, whole objects come. */
const metadataList = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json';

/** What a list came to: the objects, and the collection's version that a watch goes on from. */
export interface ObjectList {
  objects: KubeObject[];
  resourceVersion: string;
}

/**
 * Lists a query page by page, as of now: no resource version is sent, so that the answer holds everything that was written before the
 * request (a "most recent" read). A continue token that ran out (410) makes it list once more, in one go.
 */
export async function listObjects(
  transport: ApiTransport,
  query: ObjectQuery,
  signal?: AbortSignal,
  accept?: string,
): Promise<ObjectList> {
  const objects: KubeObject[] = [];
  let token: string | undefined;
  try {
    for (;;) {
      const page = await readPage(transport, query, {limit: String(pageSize), continue: token}, signal, accept);
      for (const object of page.objects) objects.push(object);
      token = page.token;
      if (token === undefined) return {objects, resourceVersion: page.resourceVersion};
    }
  } catch (error) {
    if (token === undefined || readFailureOf(error)?.status !== 410) throw error;
    return readPage(transport, query, {}, signal, accept);
  }
}

/** The same, of the objects' metadata only; `apiVersion` and `kind` are those of the objects. */
export async function listMetadata(transport: ApiTransport, query: ObjectQuery): Promise<KubeObject[]> {
  const {group, version, kind} = query.resource;
  const apiVersion = group === '' ? version : `${group}/${version}`;
  const {objects} = await listObjects(transport, query, undefined, metadataList);
  return objects.map(({metadata}) => ({apiVersion, kind, metadata}));
}

async function readPage(
  transport: ApiTransport,
  query: ObjectQuery,
  parameters: {[name: string]: string | undefined},
  signal?: AbortSignal,
  accept?: string,
): Promise<ObjectList & {token: string | undefined}> {
  const list = await readJson(transport, {path: queryPath(query, parameters), accept, signal});
  // A list leaves apiVersion and kind out of its items.
  const apiVersion: string = list.apiVersion ?? '';
  const kind = String(list.kind ?? '').replace(/List$/, '') || query.resource.kind;
  const objects = (list.items ?? []).map((item: KubeObject) => ({
    ...item,
    apiVersion: item.apiVersion ?? apiVersion,
    kind: item.kind ?? kind,
  }));
  return {objects, resourceVersion: list.metadata?.resourceVersion ?? '', token: list.metadata?.continue || undefined};
}
