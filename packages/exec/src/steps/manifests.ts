import type {ManifestsSpec} from '@kflow/core';
import type {ObjectChange} from '../engine/event.js';
import {KflowError} from '../errors/kflow-error.js';
import {applyObjects} from './manifests/apply-objects.js';
import {changedObjects} from './manifests/changed-objects.js';
import {deleteObjects} from './manifests/delete-objects.js';
import {declaredObjects} from './manifests/locate-objects.js';
import {readManifestFiles} from './manifests/manifest-files.js';
import type {StepContext, StepHandler, StepResult} from './step-handler.js';
import {insistOn, stillThere, unnamedObjects} from './manifests/unnamed-objects.js';
import {urlObjects} from './manifests/url-objects.js';

/**
 * Kubernetes manifests: `kubectl apply` of all sources in declared order, `kubectl delete` in reverse. Reload applies.
 */
export const manifestsHandler: StepHandler = {kind: 'manifests', apply, reload: apply, destroy};

async function apply(context: StepContext): Promise<StepResult> {
  const spec = specOf(context);
  const {namespace} = context.step;
  // Read before the apply: a file that is edited meanwhile then shows as drift, rather than being taken for applied.
  const files = await readManifestFiles(spec);
  context.keepSecret?.(files.secrets);
  const {changes, isMute} = await applyObjects(context, {...files, from: {files: locations(spec)}, namespace});
  const objects = [...files.objects, ...(await needsUrls(context, files.urls, changes))];
  const touched = await changedObjects(context, changes, objects, namespace);
  const unnamed = await unnamedObjects(context, isMute, files.objects, namespace);
  await insistOn(context, unnamed);
  return {changes, touched: [...touched, ...unnamed], state: {manifests: files.hashes}};
}

async function destroy(context: StepContext): Promise<StepResult> {
  const spec = specOf(context);
  const {namespace} = context.step;
  const files = await readManifestFiles(spec);
  // Asked before the delete, since the objects are gone after it.
  const remote = namespace === undefined ? await urlObjects(context, files.urls) : [];
  const {changes, isMute} = await deleteObjects(context, {
    ...files,
    from: {files: locations(spec).reverse()},
    namespace,
  });
  if (context.dryRun) return {changes, touched: await declaredObjects(context, files.objects, namespace), state: {}};
  const touched = await changedObjects(context, changes, [...files.objects, ...remote], namespace);
  const unnamed = await unnamedObjects(context, isMute, files.objects, namespace);
  return {changes, touched: [...touched, ...(await stillThere(context, unnamed))], state: {}};
}

/** Only in a step without a namespace does it matter what manifests behind URLs say about theirs. */
async function needsUrls(context: StepContext, urls: readonly string[], changes: readonly ObjectChange[]) {
  return context.step.namespace === undefined && changes.length > 0 ? await urlObjects(context, urls) : [];
}

function locations(spec: ManifestsSpec): string[] {
  return spec.sources.map(({location}) => location);
}

function specOf({step}: StepContext): ManifestsSpec {
  if (step.spec.kind === 'manifests') return step.spec;
  throw new KflowError('bug', 'KF901', `${step.id} is no manifests step`);
}
