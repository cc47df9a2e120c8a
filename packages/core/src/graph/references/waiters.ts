import type {Reference, Resource, Step} from '../../config/project.js';
import type {Diagnostic} from '../../source/diagnostic.js';
import {graphDiagnostic} from '../codes.js';
import {readyKey, targetKey, targetName, type Target} from '../node-key.js';
import type {ProjectIndex} from './project-index.js';
import {resolveReference, type Referrer} from './resolve-reference.js';

/** Something that can wait by itself: a step, or the readiness of a resource that has no steps. */
export interface Waiter {
  /** Key of its node. */
  key: string;
  /** The step's id, or the resource's name. */
  name: string;
  resource: Resource;
  /** Undefined for a resource without steps. */
  step?: Step;
  /** Position of its phase. */
  phase: number;
  /** What it waits for by an explicit `dependsOn`, its own entries before its resource's; each target once. */
  dependencies: Dependency[];
}

/** An explicit dependency and all of the `dependsOn` entries that ask for it. */
export interface Dependency {
  on: Target;
  references: Reference[];
  /** Where the target's phase lies, as seen from the waiter's. */
  phase: 'earlier' | 'same' | 'later';
}

/** Up to so many dependencies are looked through one by one. */
const few = 8;

/** A `dependsOn` entry that was understood. */
type Resolved = Omit<Dependency, 'references'> & {reference: Reference};

/**
 * The steps of the project and its resources without steps, in declared order, each with its explicit dependencies.
 * A `dependsOn` of a resource counts for each of its steps.
 */
export function collectWaiters(index: ProjectIndex, diagnostics: Diagnostic[]): Waiter[] {
  const waiters: Waiter[] = [];
  const taken = new Map<string, Step>();
  for (const resource of index.resources.values()) {
    const phase = index.phaseOf.get(resource.name) ?? 0;
    const inherited = resolveAll(index, resource.dependsOn, {resource}, diagnostics);
    if (resource.steps.length === 0) {
      waiters.push({
        key: readyKey(resource.name),
        name: resource.name,
        resource,
        phase,
        dependencies: merge(inherited),
      });
    }
    for (const step of resource.steps) {
      const twin = taken.get(step.id);
      if (twin !== undefined) {
        diagnostics.push(sameId(step, twin));
        continue;
      }
      taken.set(step.id, step);
      const own = resolveAll(index, step.dependsOn, {resource, step}, diagnostics);
      waiters.push({
        key: step.id,
        name: step.id,
        resource,
        step,
        phase,
        dependencies: merge(inherited.length === 0 ? own : [...own, ...inherited]),
      });
    }
  }
  return waiters;
}

/** Resolves the entries of one `dependsOn`; those that name nothing are reported and left out. */
function resolveAll(
  index: ProjectIndex,
  references: Reference[],
  referrer: Referrer,
  diagnostics: Diagnostic[],
): Resolved[] {
  const own = index.phaseOf.get(referrer.resource.name) ?? 0;
  const resolved: Resolved[] = [];
  references.forEach((reference) => {
    const found = resolveReference(index, reference.text, referrer);
    if (found.problem !== undefined) {
      diagnostics.push(graphDiagnostic(found.problem, found.message, {at: reference.at, hint: found.hint}));
      return;
    }
    const phase = index.phaseOf.get(found.resource) ?? 0;
    if (phase > own) diagnostics.push(laterPhase(index, reference, found.target, referrer, phase));
    resolved.push({on: found.target, reference, phase: phase < own ? 'earlier' : phase > own ? 'later' : 'same'});
  });
  return resolved;
}

/** One dependency a target, in the order of first mention. */
function merge(resolved: Resolved[]): Dependency[] {
  if (resolved.length <= few) return mergeFew(resolved);
  const byTarget = new Map<string, Dependency>();
  for (const {on, reference, phase} of resolved) {
    const key = targetKey(on);
    const known = byTarget.get(key);
    if (known) known.references.push(reference);
    else byTarget.set(key, {on, references: [reference], phase});
  }
  return [...byTarget.values()];
}

/** Nearly all are few: to compare each with each is faster than a Map of them. */
function mergeFew(resolved: Resolved[]): Dependency[] {
  const merged: Dependency[] = [];
  resolved.forEach(({on, reference, phase}) => {
    const known = merged.find((other) => isSame(other.on, on));
    if (known) known.references.push(reference);
    else merged.push({on, references: [reference], phase});
  });
  return merged;
}

function isSame(one: Target, other: Target): boolean {
  return one === other || (one.type === other.type && targetName(one) === targetName(other));
}

function laterPhase(
  index: ProjectIndex,
  {at}: Reference,
  on: Target,
  {resource, step}: Referrer,
  later: number,
): Diagnostic {
  const name = index.phases[later]?.name ?? '';
  return graphDiagnostic(
    'KF402',
    `\`${step?.id ?? resource.name}\` is in phase \`${resource.phase}\` and depends on \`${targetName(on)}\` of the later phase \`${name}\`: the dependency is ignored`,
    {at, hint: `remove the dependency, or move \`${resource.name}\` to phase \`${name}\` or a later one`},
  );
}

function sameId(step: Step, twin: Step): Diagnostic {
  return graphDiagnostic(
    'KF314',
    `two steps are called \`${step.id}\`: of resource \`${twin.resource}\` and of resource \`${step.resource}\``,
    {
      at: step.at,
      hint: 'rename one of them: a dot in a name makes `resource.step` ambiguous',
      related: [{message: `\`${step.id}\` is also defined here`, at: twin.at}],
    },
  );
}
