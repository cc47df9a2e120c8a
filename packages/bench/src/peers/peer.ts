import type {Command} from '../measure/command.js';

/** What is measured of a project's life, in that order. */
export const operations = ['apply', 'reapply', 'status', 'health', 'destroy'] as const;

/** One of them. `reapply` is the same `apply` once more, nothing having changed. */
export type Operation = (typeof operations)[number];

/** A way to bring a project up and down. */
export interface Peer<Project> {
  /** What the results call it. */
  name: string;
  /** The command of an operation; undefined where it has none. */
  command(operation: Operation, project: Project): Command | undefined;
}

/** A peer that could not be had, and why. */
export interface MissingPeer {
  name: string;
  reason: string;
}
