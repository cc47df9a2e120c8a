import type {Graph, GraphDependency} from '../graph/graph.js';
import {readyKey, targetKey} from '../graph/node-key.js';

/** What each step waits for inside its phase, with a node behind each resource for "the resource is ready". */
export interface WaitRelation {
  /** Key of a step or of a resource's readiness -> the keys it waits for, in a stable order. */
  waits: Map<string, string[]>;
  /** Key of a readiness -> the resource. */
  resources: Map<string, string>;
}

/** Applying: a step waits for its dependencies, a resource is ready after its steps (after its dependencies if it has none). */
export function waitForDependencies(graph: Graph): WaitRelation {
  const waits = new Map<string, string[]>();
  for (const {id, dependencies} of graph.nodes) waits.set(id, inPhase(dependencies));
  for (const {name, nodes, dependencies} of graph.resources)
    waits.set(readyKey(name), [...nodes, ...inPhase(dependencies)]);
  return {waits, resources: readiness(graph)};
}

/** Destroying: the same arrows turned round, so that a step waits for what depends on it or on its whole resource. */
export function waitForDependents(graph: Graph): WaitRelation {
  const waits = new Map<string, string[]>();
  for (const [key, dependencies] of waitForDependencies(graph).waits) {
    if (!waits.has(key)) waits.set(key, []);
    for (const dependency of dependencies) {
      const dependents = waits.get(dependency);
      if (dependents) dependents.push(key);
      else waits.set(dependency, [key]);
    }
  }
  return {waits, resources: readiness(graph)};
}

function inPhase(dependencies: GraphDependency[]): string[] {
  // Mapped, which leaves no room to grow, as pushing does: there is one for each step.
  const inside = dependencies.some(isEarlier) ? dependencies.filter((each) => !each.earlierPhase) : dependencies;
  return inside.map(({on}) => targetKey(on));
}

function isEarlier({earlierPhase}: GraphDependency): boolean {
  return earlierPhase;
}

function readiness(graph: Graph): Map<string, string> {
  return new Map(graph.resources.map(({name}) => [readyKey(name), name]));
}
