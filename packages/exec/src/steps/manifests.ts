import type {ManifestsSpec} from '@kflow/core';
import {groupOf} from '../cluster/readiness/readiness-of.js';
import type {ObjectChange} from '../engine/event.js';
import {KflowError} from '../errors/kflow-error.js';
import type {ObjectReference} from '../ports/cluster-reader.js';
import {kubectlApply} from '../tools/kubectl/kubectl-apply.js';
import {deleteManifests} from './manifests/delete-manifests.js';
import {locateChanges} from './manifests/locate-objects.js';
import {readManifestFiles} from './manifests/manifest-files.js';
import type {ManifestFiles} from './manifests/manifest-files.js';
import {retryUntilServed} from './retry-until-served.js';
import type {StepContext, StepHandler, StepResult} from './step-handler.js';
import {urlObjects} from './manifests/url-objects.js';

/**
 * Kubernetes manifests: `kubectl apply` of all sources in declared order, `kubectl delete` in reverse. Reload applies.
 */
export const manifestsHandler: StepHandler = {kind: 'manifests', apply, reload: apply, destroy};

async function apply(context: StepContext): Promise<StepResult> {
  const spec = specOf(context);
  // Read before the apply: a file that is edited meanwhile then shows as drift, rather than being taken for applied.
  const files = await readManifestFiles(spec);
  context.keepSecret?.(files.secrets);
  const changes = await applySources(context, locations(spec), files);
  const objects = [...files.objects, ...(await needsUrls(context, files.urls, changes))];
  return {changes, touched: await references(context, changes, objects), state: {manifests: files.hashes}};
}

/** One kubectl process for all sources, and again while a custom resource's definition is not served yet. */
async function applySources(
  context: StepContext,
  sources: string[],
  {objects, secrets}: ManifestFiles,
): Promise<ObjectChange[]> {
  const {kubectl, step} = context;
  const changes = new Map<string, ObjectChange>();
  const defined = objects.flatMap(({defines}) => (defines ? [defines] : []));
  await retryUntilServed(context, defined, (onOutput) =>
    kubectlApply(kubectl, {
      files: sources,
      namespace: step.namespace,
      serverSide: step.serverSide,
      secrets,
      // What the first process did to an object counts: to those after it, the object is unchanged.
      onChange: (change) => changes.has(change.object) || changes.set(change.object, change),
      onOutput,
    }),
  );
  return [...changes.values()];
}

async function destroy(context: StepContext): Promise<StepResult> {
  const spec = specOf(context);
  const files = await readManifestFiles(spec);
  // Asked before the delete, since the objects are gone after it.
  const remote = context.step.namespace === undefined ? await urlObjects(context, files.urls) : [];
  const changes = await deleteManifests(context, locations(spec).reverse(), files);
  return {changes, touched: await references(context, changes, [...files.objects, ...remote]), state: {}};
}

/** Only in a step without a namespace does it matter what manifests behind URLs say about theirs. */
async function needsUrls(context: StepContext, urls: readonly string[], changes: readonly ObjectChange[]) {
  return context.step.namespace === undefined && changes.length > 0 ? await urlObjects(context, urls) : [];
}

/**
 * The objects that kubectl named. In a step with a namespace they are there (kubectl refuses manifests that name
 * another); without one they are where their manifest says, else where the context puts them.
 */
async function references(
  context: StepContext,
  changes: readonly ObjectChange[],
  objects: readonly {apiVersion: string; kind: string; name: string; namespace?: string}[],
): Promise<ObjectReference[]> {
  const {cluster, step, defaultNamespace = 'default'} = context;
  if (!cluster) return [];
  return await locateChanges(cluster, changes, ({kind, group, name}) => {
    if (step.namespace !== undefined) return [step.namespace];
    const declared = objects.filter(
      (object) => object.name === name && object.kind.toLowerCase() === kind && groupOf(object) === group,
    );
    return declared.length === 0 ? [defaultNamespace] : declared.map(({namespace}) => namespace ?? defaultNamespace);
  });
}

function locations(spec: ManifestsSpec): string[] {
  return spec.sources.map(({location}) => location);
}

function specOf({step}: StepContext): ManifestsSpec {
  if (step.spec.kind === 'manifests') return step.spec;
  throw new KflowError('bug', 'KF901', `${step.id} is no manifests step`);
}
