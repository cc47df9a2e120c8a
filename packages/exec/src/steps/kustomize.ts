import {KflowError} from '../errors/kflow-error.js';
import type {ObjectReference} from '../ports/cluster-reader.js';
import {renderedObjects} from './kustomize/rendered-objects.js';
import {applyObjects} from './manifests/apply-objects.js';
import type {StepObjects} from './manifests/apply-objects.js';
import {changedObjects} from './manifests/changed-objects.js';
import {deleteObjects} from './manifests/delete-objects.js';
import {insistOn, stillThere, unnamedObjects} from './manifests/unnamed-objects.js';
import type {StepContext, StepHandler, StepResult} from './step-handler.js';

/** A kustomization: `kubectl apply -k`, `kubectl delete -k`. Reload applies. */
export const kustomizeHandler: StepHandler = {kind: 'kustomize', apply, reload: apply, destroy};

async function apply(context: StepContext): Promise<StepResult> {
  return await change(context, applyObjects, async (unnamed) => {
    await insistOn(context, unnamed);
    return unnamed;
  });
}

async function destroy(context: StepContext): Promise<StepResult> {
  return await change(context, deleteObjects, (unnamed) => stillThere(context, unnamed));
}

/** @param judge says which of the objects that kubectl said nothing of count */
async function change(
  context: StepContext,
  act: typeof applyObjects,
  judge: (unnamed: readonly ObjectReference[]) => Promise<readonly ObjectReference[]>,
): Promise<StepResult> {
  const {spec, id} = context.step;
  if (spec.kind !== 'kustomize') throw new KflowError('bug', 'KF901', `${id} is no kustomize step`);
  const rendered: StepObjects = await renderedObjects(context, spec.path);
  context.keepSecret?.(rendered.secrets);
  const changes = await act(context, rendered);
  const {objects, namespace} = rendered;
  const touched = await changedObjects(context, changes, objects, namespace);
  const unnamed = await judge(await unnamedObjects(context, changes, objects, namespace));
  return {changes, touched: [...touched, ...unnamed], state: {}};
}
