import type {ApiResource, ClusterReader, KubeObject, ObjectQuery} from '../../ports/cluster-reader.js';
import {queryKey} from './api-path.js';
import {labelMatch} from './label-selector.js';

/** The part of a ClusterReader that finds objects. */
export type ObjectFinder = Pick<ClusterReader, 'resolve' | 'list' | 'listMetadata'>;

/**
 * A cluster as it is at one time: each list is read once, whoever asks for it and when. For reports over many resources, which would
 * otherwise contradict themselves, and read the same namespace again for each of them. A list that failed has failed for all.
 */
export class Snapshot implements ObjectFinder {
  private readonly lists = new Map<string, Promise<KubeObject[]>>();

  constructor(private readonly reader: ObjectFinder) {}

  resolve(kind: string, group?: string): Promise<ApiResource | undefined> {
    return this.reader.resolve(kind, group);
  }

  list(query: ObjectQuery): Promise<KubeObject[]> {
    const key = queryKey(query);
    let list = this.lists.get(key);
    if (!list) {
      list = this.reader.list(query);
      this.lists.set(key, list);
    }
    return list;
  }

  /**
   * The objects as a whole: who finds a workload here wants to know next how it is, and that is one list instead of two. However many label
   * selectors there are, each picks its own of the same list, where it can be applied here.
   */
  async listMetadata({labelSelector, ...whole}: ObjectQuery): Promise<KubeObject[]> {
    const matches = labelSelector === undefined ? undefined : labelMatch(labelSelector);
    if (matches === undefined) return await this.list({...whole, labelSelector});
    return (await this.list(whole)).filter(({metadata}) => matches(metadata.labels));
  }
}
