import type {CreateNamespaceSpec} from '@kflow/core';
import {isSystemNamespace} from '@kflow/core';
import {KflowError} from '../errors/kflow-error.js';
import type {ObjectReference} from '../ports/cluster-reader.js';
import {objectChange} from '../tools/kubectl/kubectl-changes.js';
import {kubectlApply} from '../tools/kubectl/kubectl-apply.js';
import {retried} from '../tools/retried.js';
import {findNamespace} from './namespace/find-namespace.js';
import {namespaceManifest} from './namespace/namespace-manifest.js';
import {untilNamespaceGone} from './namespace/until-namespace-gone.js';
import type {StepContext, StepHandler, StepResult} from './step-handler.js';

/**
 * A Namespace: `kubectl apply` of it. With `ifNotExists` one that is there stays as it is. Reload applies. Destroy leaves
 * it, unless `deleteOnDestroy` says otherwise.
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

async function destroy(context: StepContext): Promise<StepResult> {
  const {name, deleteOnDestroy} = specOf(context);
  if (!deleteOnDestroy) return nothing;
  const kept = whyKept(context, name);
  if (kept !== undefined) {
    context.emit({type: 'warning', message: `namespace ${name} is not deleted: ${kept}`, step: context.step.id});
    return nothing;
  }
  const args = ['delete', 'namespace', name, '--ignore-not-found', '--wait=false'];
  const {stdout} = await retried(context.kubectl, () => context.kubectl.call(args, {mutating: true}));
  const changes = stdout.split('\n').flatMap((line) => objectChange(line) ?? []);
  return {...nothing, changes, touched: changes.length > 0 ? [referenceTo(name)] : []};
}

/** Why a namespace has to stay, whatever the step says; undefined when it need not. */
function whyKept({project}: StepContext, name: string): string | undefined {
  if (isSystemNamespace(name)) return 'it belongs to Kubernetes';
  const keeper = project.resources.find(
    ({keepNamespace, namespace, steps}) =>
      keepNamespace && (namespace === name || steps.some((step) => step.namespace === name)),
  );
  return keeper && `resource ${keeper.name} keeps it (\`keepNamespace\`)`;
}

function referenceTo(name: string): ObjectReference {
  return {group: '', version: 'v1', kind: 'Namespace', name};
}

function specOf({step}: StepContext): CreateNamespaceSpec {
  if (step.spec.kind === 'createNamespace') return step.spec;
  throw new KflowError('bug', 'KF901', `${step.id} is no createNamespace step`);
}
