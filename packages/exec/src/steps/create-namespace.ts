import type {CreateNamespaceSpec} from '@kflow/core';
import {KflowError} from '../errors/kflow-error.js';
import type {ObjectReference} from '../ports/cluster-reader.js';
import {kubectlApply} from '../tools/kubectl/kubectl-apply.js';
import {findNamespace} from './namespace/find-namespace.js';
import {namespaceManifest} from './namespace/namespace-manifest.js';
import {untilNamespaceGone} from './namespace/until-namespace-gone.js';
import {whyNamespaceStays} from './namespace/why-namespace-stays.js';
import type {StepContext, StepHandler, StepResult} from './step-handler.js';

/**
 * A Namespace: `kubectl apply` of it. With `ifNotExists` one that is there stays as it is. Reload applies. Destroy leaves
 * it; with `deleteOnDestroy` the last phase of a destroy deletes it.
 */
export const createNamespaceHandler: StepHandler = {kind: 'createNamespace', apply, reload: apply, destroy};

const nothing: StepResult = {changes: [], touched: [], state: {}};

async function apply(context: StepContext): Promise<StepResult> {
  const spec = specOf(context);
  const {name} = spec;
  const existing = await findNamespace(context, name);
  const isThere = existing !== undefined && existing !== 'unknown';
  const isGoing = isThere && existing.metadata.deletionTimestamp !== undefined;
  if (spec.ifNotExists && isThere && !isGoing) {
    return {...nothing, changes: [{object: `namespace/${name}`, action: 'unchanged'}], touched: [referenceTo(name)]};
  }
  if (isGoing && !context.dryRun) await untilNamespaceGone(context, name, context.timeout ?? 300);
  const stdin = namespaceManifest(spec);
  const {changes} = await kubectlApply(context.kubectl, {stdin, serverSide: context.step.serverSide});
  return {...nothing, changes, touched: [referenceTo(name)]};
}

/** Only says what stays: namespaces go in the last phase of a destroy, after everything that is in them. */
async function destroy(context: StepContext): Promise<StepResult> {
  const {name, deleteOnDestroy} = specOf(context);
  const kept = deleteOnDestroy ? whyNamespaceStays(context.project, name) : undefined;
  if (kept !== undefined) {
    context.emit({type: 'warning', message: `namespace ${name} is not deleted: ${kept}`, step: context.step.id});
  }
  return nothing;
}

function referenceTo(name: string): ObjectReference {
  return {group: '', version: 'v1', kind: 'Namespace', name};
}

function specOf({step}: StepContext): CreateNamespaceSpec {
  if (step.spec.kind === 'createNamespace') return step.spec;
  throw new KflowError('bug', 'KF901', `${step.id} is no createNamespace step`);
}
