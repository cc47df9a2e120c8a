import type {GraphDependency} from './graph.js';

/** What a dependency is on. */
export type Target = GraphDependency['on'];

/**
 * The key of the virtual node that stands for "this resource is ready", behind all steps of the resource. No name has a `/` in
 * it, so that it cannot be the id of a step.
 */
export function readyKey(resource: string): string {
  return `${resource}/ready`;
}

/** The key of the node that a dependency waits for. */
export function targetKey(on: Target): string {
  return on.type === 'step' ? on.id : readyKey(on.name);
}

/** A target as people write it in `dependsOn`. */
export function targetName(on: Target): string {
  return on.type === 'step' ? on.id : on.name;
}
