import type {KubeObject} from '../../ports/cluster-reader.js';

/** What keeps an object there that was deleted. */
export interface Hold {
  /** Absent when it is no finalizer: what is left in a namespace, say. */
  finalizer?: string;
  /** Who clears it, and how they are, or what is in the way: for people. */
  text: string;
  /** What has to go before it, and goes away as well. With metadata at least. */
  below: readonly KubeObject[];
}
