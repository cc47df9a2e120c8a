import {KflowError} from '../errors/kflow-error.js';
import {renderedObjects} from './kustomize/rendered-objects.js';
import {applyObjects} from './manifests/apply-objects.js';
import type {StepObjects} from './manifests/apply-objects.js';
import {changedObjects} from './manifests/changed-objects.js';
import {deleteObjects} from './manifests/delete-objects.js';
import type {StepContext, StepHandler, StepResult} from './step-handler.js';

/** A kustomization: `kubectl apply -k`, `kubectl delete -k`. Reload applies. */
export const kustomizeHandler: StepHandler = {
  kind: 'kustomize',
  apply: (context) => change(context, applyObjects),
  reload: (context) => change(context, applyObjects),
  destroy: (context) => change(context, deleteObjects),
};

async function change(context: StepContext, act: typeof applyObjects): Promise<StepResult> {
  const {spec, id} = context.step;
  if (spec.kind !== 'kustomize') throw new KflowError('bug', 'KF901', `${id} is no kustomize step`);
  const rendered: StepObjects = await renderedObjects(context, spec.path);
  context.keepSecret?.(rendered.secrets);
  const changes = await act(context, rendered);
  return {changes, touched: await changedObjects(context, changes, rendered.objects, rendered.namespace), state: {}};
}
