import {manifestObjects} from '@kflow/core';
import type {HelmSpec} from '@kflow/core';
import {KflowError} from '../errors/kflow-error.js';
import type {KubeObject, ObjectReference} from '../ports/cluster-reader.js';
import {didNothing} from '../tools/failure/did-nothing.js';
import {helmGetManifest, helmUninstall} from '../tools/helm/helm-release.js';
import {helmUpgrade} from '../tools/helm/helm-upgrade.js';
import {readRecord} from '../tools/helm/release-record.js';
import {unlocking} from './helm/unlocking.js';
import {locateObjects} from './manifests/locate-objects.js';
import {untilGone} from './manifests/until-applied.js';
import {retryUntilServed} from './retry-until-served.js';
import type {StepContext, StepHandler, StepResult} from './step-handler.js';

/** A helm release: `helm upgrade --install`, `helm uninstall`. Reload upgrades. */
export const helmHandler: StepHandler = {kind: 'helm', apply, reload: apply, destroy};

async function apply(context: StepContext): Promise<StepResult> {
  const {helm, resource, commands, dryRun, signal, clock} = context;
  const {spec, release, namespace} = releaseOf(context);
  const sources = {commands, cwd: resource.dir};
  for (;;) {
    const began = clock.now();
    const {changes, secrets, record} = await unlocking(context, release, namespace, (onFailure) =>
      retryUntilServed(context, [], (onOutput) =>
        helmUpgrade(helm, {spec, namespace, sources, dryRun, signal, onOutput, onFailure}),
      ),
    );
    context.keepSecret?.(secrets);
    const manifest = dryRun ? '' : (recordedManifest(record, began) ?? (await manifestOf(context)));
    if (manifest === undefined) {
      throw didNothing('helm', `there is no release ${release}`);
    }
    const touched = await objectsOf(context, manifest);
    // helm takes objects that are still being deleted, by an uninstall that was not waited for, for its own, and says nothing.
    if (await untilGone(context, touched)) continue;
    return {changes, touched, state: {release: {name: release, namespace}}};
  }
}

async function destroy(context: StepContext): Promise<StepResult> {
  const {helm, dryRun, signal} = context;
  const {release, namespace} = releaseOf(context);
  // Asked before the uninstall, which takes the manifest away. What helm keeps is not waited for.
  const manifest = dryRun ? '' : await manifestOf(context);
  const found = manifest === undefined ? undefined : await objectsOf(context, manifest, (policy) => policy !== 'keep');
  const {removed} = await helmUninstall(helm, {release, namespace, signal});
  // One that was there and now is not was removed by a try that seemed to fail: its objects have to be seen gone all the same.
  const isRemoved = removed || (!dryRun && found !== undefined && context.cluster !== undefined);
  const changes = isRemoved ? [{object: `release/${release}`, namespace, action: 'uninstalled'}] : [];
  return {changes, touched: found ?? [], state: {release: {name: release, namespace}}};
}

/**
 * The manifest that stands in helm's record of a revision, which spares a process; undefined when the record is older than the upgrade
 * (of another HELM_DRIVER, say) or has none.
 *
 * @param began `clock.now()` when the upgrade began: helm dates the record by the same clock
 */
function recordedManifest(record: KubeObject | undefined, began: number): string | undefined {
  const found = record && readRecord(record);
  return found && Date.parse(found.lastDeployed) >= began ? found.manifest : undefined;
}

/** The manifest of the release, of helm itself; undefined when there is no release. Hooks are not in it: helm waits for them itself. */
async function manifestOf(context: StepContext): Promise<string | undefined> {
  const {cluster, helm, signal} = context;
  if (!cluster) return '';
  const {release, namespace} = releaseOf(context);
  // Nobody asked for the manifest, so what helm prints is not shown.
  return await helmGetManifest(helm.with({onLine: undefined}), {release, namespace, signal});
}

/** The objects of a release's manifest. */
async function objectsOf(
  context: StepContext,
  manifest: string,
  isWanted: (resourcePolicy: string | undefined) => boolean = () => true,
): Promise<ObjectReference[]> {
  const {cluster} = context;
  if (!cluster) return [];
  // Source of the annotation: helm's pkg/kube/resource_policy.go, which ignores case and space.
  const objects = manifestObjects(manifest).filter(({annotations}) =>
    isWanted(annotations['helm.sh/resource-policy']?.trim().toLowerCase()),
  );
  return await locateObjects(objects, {cluster, namespace: releaseOf(context).namespace});
}

/** helm has no calls without a namespace: a step with `noNamespace` acts in the resource's. */
function releaseOf({step, resource}: StepContext): {spec: HelmSpec; release: string; namespace: string} {
  const {spec} = step;
  if (spec.kind !== 'helm') throw new KflowError('bug', 'KF901', `${step.id} is no helm step`);
  return {spec, release: spec.release, namespace: step.namespace ?? resource.namespace};
}
