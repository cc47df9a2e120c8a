import type {ConfigMapSpec, SecretSpec} from '@kflow/core';
import type {KubeObject, ObjectReference} from '../../ports/cluster-reader.js';
import {kubectlApply} from '../../tools/kubectl/kubectl-apply.js';
import {objectChange} from '../../tools/kubectl/kubectl-changes.js';
import {retried} from '../../tools/retried.js';
import {untilApplied} from '../manifests/until-applied.js';
import {insistOn, stillThere} from '../manifests/unnamed-objects.js';
import type {StepContext, StepHandler, StepResult} from '../step-handler.js';
import {readData} from './read-data.js';
import type {Data} from './read-data.js';

/** In what a Secret and a ConfigMap differ. */
export interface DataKind<Spec extends SecretSpec | ConfigMapSpec> {
  /** As the API calls it. */
  kind: 'Secret' | 'ConfigMap';
  specOf(context: StepContext): Spec;
  /** Makes the object. */
  build(name: string, data: Data): KubeObject;
  /** What of it must be shown nowhere. */
  secretsOf(object: KubeObject): string[];
  /** The object as a dry run shows it. */
  shown(object: KubeObject): KubeObject;
}

/**
 * A handler for objects whose data come from sources: `kubectl apply` of the object on standard input, `kubectl
 * delete`. With `ifNotExists` an object that is there stays as it is, and destroy leaves it. Reload applies.
 */
export function dataHandler<Spec extends SecretSpec | ConfigMapSpec>(
  type: Spec['kind'],
  {kind, specOf, build, secretsOf, shown}: DataKind<Spec>,
): StepHandler {
  return {kind: type, apply, reload: apply, destroy};

  async function apply(context: StepContext): Promise<StepResult> {
    const {kubectl, step, dryRun, signal} = context;
    const spec = specOf(context);
    const reference = referenceTo(context, spec.name);
    // Asked before anything is read: what makes the values may make new ones each time.
    if (spec.ifNotExists && (await context.cluster?.get(reference)) !== undefined) {
      return result([{object: `${type}/${spec.name}`, action: 'unchanged'}]);
    }
    const object = build(spec.name, await readData(context, spec));
    const secrets = secretsOf(object);
    context.keepSecret?.(secrets);
    const {changes, isMute} = await untilApplied(
      context,
      async () => [reference],
      (onOutput) =>
        kubectlApply(kubectl, {
          stdin: toText(object),
          shownStdin: toText(shown(object)),
          // What a dry run shows is masked by key: a value that is a word would make holes into names.
          secrets: dryRun ? [] : secrets,
          namespace: reference.namespace,
          serverSide: step.serverSide,
          signal,
          onOutput,
        }),
    );
    if (isMute) await insistOn(context, [reference]);
    return result(changes);
  }

  async function destroy(context: StepContext): Promise<StepResult> {
    const {name, ifNotExists} = specOf(context);
    // It may have been there before, and what it holds may exist nowhere else.
    if (ifNotExists) return result([]);
    const reference = referenceTo(context, name);
    const args = ['delete', type, name, '--ignore-not-found', '--wait=false'];
    const {kubectl, dryRun} = context;
    const {namespace} = reference;
    const {stdout} = await retried(kubectl, () => kubectl.call(args, {mutating: true, namespace}));
    const changes = stdout.split('\n').flatMap((line) => objectChange(line) ?? []);
    if (changes.length > 0 || dryRun) return result(changes, changes.length > 0 ? [reference] : []);
    return result(changes, await stillThere(context, [reference]));
  }

  function referenceTo({step, resource}: StepContext, name: string): ObjectReference {
    return {group: '', version: 'v1', kind, namespace: step.namespace ?? resource.namespace, name};
  }
}

function result(changes: StepResult['changes'], touched: ObjectReference[] = []): StepResult {
  return {changes, touched, state: {}};
}

function toText(object: KubeObject): string {
  return `${JSON.stringify(object, undefined, 2)}\n`;
}
