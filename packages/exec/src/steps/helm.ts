import {manifestObjects} from '@kflow/core';
import type {HelmSpec} from '@kflow/core';
import {KflowError} from '../errors/kflow-error.js';
import type {ObjectReference} from '../ports/cluster-reader.js';
import {processEnvironment} from '../ports/environment.js';
import {didNothing} from '../tools/failure/did-nothing.js';
import {helmGetManifest, helmUninstall} from '../tools/helm/helm-release.js';
import {helmUpgrade} from '../tools/helm/helm-upgrade.js';
import {unlocking} from './helm/unlocking.js';
import {locateObjects} from './manifests/locate-objects.js';
import {untilGone} from './manifests/until-applied.js';
import {retryUntilServed} from './retry-until-served.js';
import type {StepContext, StepHandler, StepResult} from './step-handler.js';

/** A helm release: `helm upgrade --install`, `helm uninstall`. Reload upgrades. */
export const helmHandler: StepHandler = {kind: 'helm', apply, reload: apply, destroy};

async function apply(context: StepContext): Promise<StepResult> {
  const {helm, resource, commands, dryRun, signal, env = processEnvironment()} = context;
  const {spec, release, namespace} = releaseOf(context);
  const sources = {commands, cwd: resource.dir, env};
  for (;;) {
    const {changes, secrets} = await unlocking(context, release, namespace, (onFailure) =>
      retryUntilServed(context, [], (onOutput) =>
        helmUpgrade(helm, {spec, namespace, sources, dryRun, signal, onOutput, onFailure}),
      ),
    );
    context.keepSecret?.(secrets);
    const touched = dryRun ? [] : await objectsOf(context, () => true);
    if (touched === undefined) {
      throw didNothing('helm', `there is no release ${release}`);
    }
    // helm takes objects that are still being deleted, by an uninstall that was not waited for, for its own, and says nothing.
    if (await untilGone(context, touched)) continue;
    return {changes, touched, state: {release: {name: release, namespace}}};
  }
}

async function destroy(context: StepContext): Promise<StepResult> {
  const {helm, dryRun, signal} = context;
  const {release, namespace} = releaseOf(context);
  // Asked before the uninstall, which takes the manifest away. What helm keeps is not waited for.
  const found = dryRun ? [] : await objectsOf(context, (policy) => policy !== 'keep');
  const {removed} = await helmUninstall(helm, {release, namespace, signal});
  // One that was there and now is not was removed by a try that seemed to fail: its objects have to be seen gone all the same.
  const isRemoved = removed || (!dryRun && found !== undefined && context.cluster !== undefined);
  const changes = isRemoved ? [{object: `release/${release}`, namespace, action: 'uninstalled'}] : [];
  return {changes, touched: found ?? [], state: {release: {name: release, namespace}}};
}

/**
 * The objects of the release's manifest; undefined when there is no release. Hooks are not in it: helm waits for them
 * itself.
 */
async function objectsOf(
  context: StepContext,
  isWanted: (resourcePolicy: string | undefined) => boolean,
): Promise<ObjectReference[] | undefined> {
  const {cluster, helm, signal} = context;
  if (!cluster) return [];
  const {release, namespace} = releaseOf(context);
  // Nobody asked for the manifest, so what helm prints is not shown.
  const quiet = helm.with({onLine: undefined});
  const manifest = await helmGetManifest(quiet, {release, namespace, signal});
  if (manifest === undefined) return undefined;
  // Source of the annotation: helm's pkg/kube/resource_policy.go, which ignores case and space.
  const objects = manifestObjects(manifest).filter(({annotations}) =>
    isWanted(annotations['helm.sh/resource-policy']?.trim().toLowerCase()),
  );
  return await locateObjects(objects, {cluster, namespace});
}

/** helm has no calls without a namespace: a step with `noNamespace` acts in the resource's. */
function releaseOf({step, resource}: StepContext): {spec: HelmSpec; release: string; namespace: string} {
  const {spec} = step;
  if (spec.kind !== 'helm') throw new KflowError('bug', 'KF901', `${step.id} is no helm step`);
  return {spec, release: spec.release, namespace: step.namespace ?? resource.namespace};
}
