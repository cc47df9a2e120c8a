import type {Project, Resource} from '@kflow/core';
import {isSystemNamespace} from '@kflow/core';
import {whyNamespaceStays} from '../../steps/namespace/why-namespace-stays.js';

/**
 * The namespaces that `destroy --delete-namespaces` takes away: those of the destroyed resources and of their steps,
 * but never `default` or one that begins with `kube-` (they belong to Kubernetes), none that any resource of the
 * project keeps with `keepNamespace`, and none that a resource outside of the run still uses.
 *
 * @param destroyed names of the resources that the run destroys
 * @returns each once, in the order of the project
 */
export function namespacesToDelete(project: Project, destroyed: ReadonlySet<string>): string[] {
  const gone = project.resources.filter(({name}) => destroyed.has(name));
  const needed = project.resources.filter(({name, keepNamespace}) => keepNamespace || !destroyed.has(name));
  const kept = new Set(needed.flatMap(namespacesOf));
  return [...new Set(gone.flatMap(namespacesOf))].filter((name) => !kept.has(name) && !isSystemNamespace(name));
}

/**
 * The namespaces that a destroy takes away in its last phase: with `--delete-namespaces` those above, and those of `createNamespace` steps
 * with `deleteOnDestroy`, unless they have to stay.
 *
 * @param deleteNamespaces whether `--delete-namespaces` was given
 * @returns each once
 *
 * @internal
 */
export function namespacesThatGo(
  project: Project,
  destroyed: ReadonlySet<string>,
  deleteNamespaces: boolean,
): string[] {
  const declared = project.resources
    .filter(({name}) => destroyed.has(name))
    .flatMap(({steps}) => steps)
    .flatMap(({spec}) => (spec.kind === 'createNamespace' && spec.deleteOnDestroy ? [spec.name] : []))
    .filter((name) => whyNamespaceStays(project, name) === undefined);
  return [...new Set([...(deleteNamespaces ? namespacesToDelete(project, destroyed) : []), ...declared])];
}

/** Where a resource and its steps act. */
function namespacesOf(resource: Resource): string[] {
  const steps = resource.steps.flatMap(({namespace}) => (namespace === undefined ? [] : [namespace]));
  return [...new Set([resource.namespace, ...steps])];
}
