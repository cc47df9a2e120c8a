import picomatch from 'picomatch/posix.js';
import {didYouMean} from '../source/closest.js';
import type {Diagnostic} from '../source/diagnostic.js';
import {graphDiagnostic} from './codes.js';
import type {Graph} from './graph.js';
import {resourceDependencies, resourceDependents} from './references/resource-relation.js';

/** What to take along with the named resources: what they depend on, what depends on them, or nothing. */
export type Along = 'dependencies' | 'dependents' | 'nothing';

/** Which resources a command acts on. */
export interface Selection {
  /** Those that were named; all of them when nothing was. */
  named: Set<string>;
  /** Those and what was taken along. */
  resources: Set<string>;
  /** One error for each target that matches nothing. */
  diagnostics: Diagnostic[];
}

/**
 * Finds the resources that targets (names, or globs such as `longhorn-*`) name, and what comes along with them: transitively,
 * across phases, always whole resources. Only dependencies that were kept count.
 * @param targets everything when empty
 */
export function selectResources(graph: Graph, targets: readonly string[], along: Along): Selection {
  const all = graph.resources.map(({name}) => name);
  const diagnostics: Diagnostic[] = [];
  const named = new Set(targets.length === 0 ? all : []);
  for (const target of new Set(targets)) {
    const found = match(target, all);
    if (found.length === 0) diagnostics.push(unknownTarget(graph, target, all));
    for (const name of found) named.add(name);
  }
  return {named, resources: close(graph, named, along), diagnostics};
}

function match(target: string, names: string[]): string[] {
  if (names.includes(target)) return [target];
  return isGlob(target) ? names.filter(matcher(target)) : [];
}

function matcher(glob: string): (name: string) => boolean {
  const matches = picomatch(glob, {dot: true, nonegate: true});
  return (name) => matches(name);
}

function isGlob(target: string): boolean {
  return picomatch.scan(target, {nonegate: true}).isGlob;
}

/** The transitive closure. A Set can be added to while it is walked. */
function close(graph: Graph, named: Set<string>, along: Along): Set<string> {
  const closure = new Set(named);
  if (along === 'nothing' || closure.size === graph.resources.length) return closure;
  const relation = along === 'dependencies' ? resourceDependencies(graph) : resourceDependents(graph);
  for (const name of closure) for (const next of relation.get(name) ?? []) closure.add(next);
  return closure;
}

function unknownTarget(graph: Graph, target: string, names: string[]): Diagnostic {
  if (isGlob(target)) {
    const hint = didYouMean(target.replace(/[*?]/g, ''), names) ?? hintOfNames(names);
    return graphDiagnostic('KF321', `no resource matches \`${target}\``, {hint});
  }
  const step = graph.nodes.find(({id}) => id === target);
  if (step) {
    return graphDiagnostic('KF321', `\`${target}\` is a step, and commands take resources`, {
      hint: `name its resource: \`${step.resource}\``,
    });
  }
  return graphDiagnostic('KF321', `no resource is called \`${target}\``, {
    hint: didYouMean(target, names) ?? hintOfNames(names),
  });
}

function hintOfNames(names: string[]): string {
  if (names.length === 0) return 'the project has no resources';
  const shown = names.slice(0, 8).map((name) => `\`${name}\``);
  return `there are ${shown.join(', ')}${names.length > 8 ? ` and ${names.length - 8} more` : ''}`;
}
