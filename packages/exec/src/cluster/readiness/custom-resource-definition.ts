import type {KubeObject} from '../../ports/cluster-reader.js';
import {conditionOf} from './conditions.js';
import {failed, progressing, ready, type Verdict} from './verdict.js';

/**
 * A CustomResourceDefinition is ready when its names are accepted and its kind is served. A name that another definition has taken
 * is a failure.
 * Source: the conditions of k8s.io/apiextensions-apiserver v1 (Established, NamesAccepted); sigs.k8s.io/cli-utils kstatus, crdConditions.
 */
export function definitionReadiness(definition: KubeObject): Verdict {
  const names = conditionOf(definition, 'NamesAccepted');
  if (names?.status === 'False')
    return failed(names.message ?? 'its names are taken', names.reason ?? 'NamesNotAccepted');
  if (names?.status === 'True' && conditionOf(definition, 'Established')?.status === 'True')
    return ready('established');
  return progressing('waiting to be established');
}
