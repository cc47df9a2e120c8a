import type {RunOptions} from './measure/measured-run.js';
import type {MissingPeer, Peer} from './peers/peer.js';

/** What a case works with. */
export interface Bench extends RunOptions {
  /** An empty directory, for projects. */
  dir: string;
  /** How many measured rounds; a case may do fewer of what takes long. */
  runs: number;
  /** Whether there is also a round that counts processes and bytes. */
  isCounting: boolean;
  /** Only these peers; undefined for all. */
  only?: readonly string[];
  /** Of kflow-py; undefined when it could not be had. */
  kflowPy?: string;
  /** Of helmfile; undefined when it could not be had. */
  helmfile?: string;
  missing: readonly MissingPeer[];
  /** A line of progress. */
  say(text: string): void;
}

/** Those of the peers that are there and asked for. */
export function chosen<Project>(bench: Bench, peers: readonly (Peer<Project> | undefined)[]): Peer<Project>[] {
  return peers.filter((peer) => peer !== undefined).filter(({name}) => bench.only?.includes(name) ?? true);
}
