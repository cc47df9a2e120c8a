import type {Project} from '@kflow/core';
import type {ApiResource, ClusterReader} from '../../ports/cluster-reader.js';
import {groupOf} from '../../cluster/readiness/readiness-of.js';
import {openStateStore} from '../../state/open-state-store.js';
import type {Kubectl} from '../../tools/kubectl.js';
import {accessChecks} from './access-checks.js';
import {reviewAccess} from './access-reviews.js';
import {boundedCheck} from './bounded-check.js';
import {checkSkew, checkUser, connect} from './cluster-checks.js';
import type {ClusterTarget} from './cluster-checks.js';
import {checkKinds} from './kind-check.js';
import {neededAccess} from './needed-access.js';
import {projectObjects} from './project-objects.js';
import {good, skipped} from './setup-check.js';
import type {SetupCheck} from './setup-check.js';
import {checkRemembered} from './state-checks.js';

/** A context that exists, and what is to be done with its cluster. */
export interface ClusterExamination extends ClusterTarget {
  project?: Project;
  kubectl: Kubectl;
  /** kubectl's. */
  version: string;
  /** Seconds that a single check may take. */
  seconds: number;
}

/** The checks that need an answer of the cluster: reachable, versions, user, identity, kinds and permissions. */
export async function examineCluster(examination: ClusterExamination): Promise<SetupCheck[]> {
  const {context, project, kubectl, version, clock, signal} = examination;
  const reader = await boundedCheck('cluster', examination, (signal) => connect({...examination, signal}));
  if ('outcome' in reader) return [reader];
  try {
    const server = await boundedCheck('cluster', examination, () => reader.serverVersion());
    if (typeof server !== 'string') return [server];
    const [user, same, rights] = await Promise.all([
      boundedCheck('user', examination, (signal) => checkUser(kubectl, signal)),
      boundedCheck('same cluster', examination, async () => {
        if (!project) return skipped('same cluster', 'no project to look at');
        const store = openStateStore({dir: project.stateDir, clock, readOnly: true});
        // That the state cannot be read is a check of its own.
        const state = await store.cluster(context.name).catch(() => undefined);
        return checkRemembered(context.name, state, await reader.identity());
      }),
      boundedCheck('access', examination, (signal) => projectChecks(examination, reader, signal)),
    ]);
    signal?.throwIfAborted();
    return [good('cluster', `Kubernetes ${server} answers`), checkSkew(version, server), user, same, rights].flat();
  } finally {
    await reader.close();
  }
}

/** What the project's own objects need of the cluster. */
async function projectChecks(
  {project, kubectl, context}: ClusterExamination,
  reader: ClusterReader,
  signal: AbortSignal,
): Promise<SetupCheck[]> {
  if (!project) return [skipped('kinds', 'no project to look at'), skipped('access', 'no project to look at')];
  const objects = await projectObjects(project, kubectl.with({signal}));
  const served = await servedKinds(project, objects.manifests, reader);
  const existing = await namespacesNow(project, reader);
  const needs = neededAccess({
    project,
    manifests: objects.manifests,
    defaultNamespace: context.namespace,
    served,
    exists: (namespace) => existing.get(namespace),
  });
  const {missing, unconfirmed} = await reviewAccess(kubectl, needs, signal);
  const checks = accessChecks(needs, missing);
  const known = objects.unknown.filter(({spec}) => spec.kind !== 'kustomize');
  if (known.length > 0) {
    const ids =
      known
        .slice(0, 3)
        .map(({id}) => id)
        .join(', ') + (known.length > 3 ? `, and ${known.length - 3} more` : '');
    checks.push(skipped('access of charts and code', `what ${ids} make themselves is not known before they run`));
  }
  if (unconfirmed > 0) {
    checks.push(skipped('access in full', `${unconfirmed} rights were judged by the rules alone: too many to ask for`));
  }
  return [checkKinds(objects, served), ...checks];
}

/** Resolves every kind that the project mentions, so that it can be looked up at once. */
async function servedKinds(
  project: Project,
  manifests: readonly {objects: readonly {kind: string; apiVersion: string}[]}[],
  reader: ClusterReader,
): Promise<(kind: string, group?: string) => ApiResource | undefined> {
  const wanted = new Map<string, [string, string | undefined]>();
  const want = (kind: string, group?: string) => wanted.set(keyOf(kind, group), [kind, group]);
  for (const {objects} of manifests) for (const object of objects) want(object.kind, groupOf(object));
  for (const kind of ['deployment', 'statefulset', 'daemonset']) want(kind);
  for (const {workloads, steps} of project.resources) {
    for (const {kind} of workloads) want(kind);
    for (const {spec} of steps) if (spec.kind === 'wait') want(spec.for.slice(0, spec.for.indexOf('/')));
  }
  const found = new Map<string, ApiResource>();
  // One after the other: a kind that is not served makes discovery ask again, and all of them at once would ask as often.
  for (const [key, [kind, group]] of wanted) {
    const resource = await reader.resolve(kind, group);
    if (resource) found.set(key, resource);
  }
  return (kind, group) => found.get(keyOf(kind, group));
}

function keyOf(kind: string, group: string | undefined): string {
  return `${group ?? '*'}/${kind.toLowerCase()}`;
}

/** Which of the project's namespaces are there; those that may not be read are left out. */
async function namespacesNow(project: Project, reader: ClusterReader): Promise<Map<string, boolean>> {
  const names = new Set(
    project.resources.flatMap(({namespace, steps}) => [namespace, ...steps.flatMap((step) => step.namespace ?? [])]),
  );
  const found = await Promise.all(
    [...names].map(async (name): Promise<[string, boolean][]> => {
      try {
        return [[name, (await reader.get({group: '', kind: 'Namespace', name})) !== undefined]];
      } catch {
        return [];
      }
    }),
  );
  return new Map(found.flat());
}
