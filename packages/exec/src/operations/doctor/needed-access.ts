import type {Project} from '@kflow/core';
import {isSystemNamespace} from '@kflow/core';
import type {ApiResource} from '../../ports/cluster-reader.js';
import {neededByStep, neededForWaits} from './step-access.js';
import type {StepManifest} from './project-objects.js';

/** A right that a run of the project uses. */
export interface NeededAccess {
  /** '' for what is cluster-scoped. */
  namespace: string;
  /** '' for the core group. */
  group: string;
  /** Plural, with the subresource: `deployments`, `pods/exec`. */
  resource: string;
  verb: string;
  /** Names of the objects, when the right is only used on these. */
  names?: string[];
  /** What cannot be done without it. `look` is what waits, logs and diagnoses read: without it kflow works, and tells less. */
  purpose: 'apply' | 'destroy' | 'look';
}

/** What the needs are worked out from. */
export interface AccessSubject {
  project: Project;
  manifests: readonly StepManifest[];
  /** The namespace of objects that name none, in steps that name none. */
  defaultNamespace: string;
  /** As the API server serves a kind; undefined when it does not. */
  served(kind: string, group?: string): ApiResource | undefined;
  /** Whether a namespace is there; undefined when nobody may tell. */
  exists(namespace: string): boolean | undefined;
}

/**
 * The rights that `apply`, `destroy` and looking at the project use, each once. What a chart, a runner or a script does beyond helm's
 * own records is not in it.
 */
export function neededAccess(subject: AccessSubject): NeededAccess[] {
  const {project, manifests} = subject;
  const objectsOf = new Map(manifests.map(({step, objects}) => [step.id, objects]));
  const needs = new Map<string, NeededAccess>();
  for (const resource of project.resources) {
    for (const step of resource.steps) {
      for (const need of neededByStep(step, resource, objectsOf.get(step.id) ?? [], subject)) add(needs, need);
      if (step.namespace !== undefined && resource.autoCreateNamespace) {
        for (const need of neededForNamespace(step.namespace, subject)) add(needs, need);
      }
    }
    for (const need of neededForWaits(resource, subject)) add(needs, need);
  }
  return [...needs.values()];
}

function neededForNamespace(name: string, {exists}: AccessSubject): NeededAccess[] {
  if (isSystemNamespace(name)) return [];
  const namespaces = {namespace: '', group: '', resource: 'namespaces'} as const;
  const there = exists(name);
  return [
    // Where nobody may tell, apply goes on as if the namespace were there.
    ...(there ? [] : [{...namespaces, verb: 'create', purpose: there === undefined ? 'look' : 'apply'} as const]),
    {...namespaces, verb: 'get', names: [name], purpose: 'look'},
  ];
}

/** The same right for two objects is one need with both names; for two purposes, the graver one counts. */
function add(needs: Map<string, NeededAccess>, need: NeededAccess): void {
  const key = [need.namespace, need.group, need.resource, need.verb].join('\0');
  const known = needs.get(key);
  if (!known) {
    needs.set(key, {...need});
    return;
  }
  const graver = ['apply', 'destroy', 'look'] as const;
  known.purpose = graver.find((purpose) => purpose === known.purpose || purpose === need.purpose)!;
  if (known.names && need.names) known.names = [...new Set([...known.names, ...need.names])];
  else delete known.names;
}
