import {manifestObjects} from '@kflow/core';
import type {Step} from '@kflow/core';
import type {Kubectl} from '../../tools/kubectl.js';
import type {StepObjects} from '../manifests/apply-objects.js';

/**
 * What a kustomization makes, as `kubectl kustomize` renders it: the objects, the values of the Secrets that it
 * generates, and the namespace that kubectl is to be called with. That is the step's, unless an object names another
 * one: kubectl would refuse the call, and the kustomization has its own idea of where its objects go.
 *
 * @param path absolute, of the directory with the kustomization
 * @throws what kubectl failed of, when the kustomization cannot be rendered
 */
export async function renderedObjects(
  {kubectl, step}: {kubectl: Kubectl; step: Pick<Step, 'namespace'>},
  path: string,
): Promise<StepObjects> {
  // It prints Secrets, and nobody asked to see any of it.
  const {stdout} = await kubectl.with({onLine: undefined}).call(['kustomize', path], {mutating: false});
  const objects = manifestObjects(stdout);
  const isElsewhere = objects.some(({namespace}) => namespace !== undefined && namespace !== step.namespace);
  return {
    from: {kustomize: path},
    ...(step.namespace === undefined || isElsewhere ? {} : {namespace: step.namespace}),
    objects,
    secrets: objects.flatMap(({secrets}) => secrets),
  };
}
