import {isKflowError} from '../../errors/kflow-error.js';
import {PartialFailure} from '../failure/partial-failure.js';
import {areBuiltIn} from './built-in-kinds.js';
import {callOnObjects, type ObjectSources, type ObjectsResult} from './kubectl-objects.js';
import type {Kubectl} from '../kubectl.js';

/** What to apply, and how. */
export interface ApplyRequest extends ObjectSources {
  /** Server-side apply. Default false. */
  serverSide?: boolean;
  /** Everything that the sources hold; absent when that is not known. */
  objects?: readonly {apiVersion: string; kind: string}[];
}

/**
 * kubectl works out a client-side patch from merge keys, which it takes from the API server's OpenAPI documents (parsed anew for every object:
 * nearly all the time that an unchanged object takes) or from its own types. For the kinds that it has built in both say the same:
 * packages/e2e/test/apply-patches.test.ts. Source: Patcher.patchSimple in k8s.io/kubectl/pkg/cmd/apply/patcher.go.
 */
export const ownTypes = '--openapi-patch=false';

/**
 * What a kubectl says that is too old for a field of the API server's, which the OpenAPI documents have (source:
 * k8s.io/apimachinery/pkg/util/strategicpatch and third_party/forked/golang/json), or that has the flag no more.
 */
const needsOpenApi = /unable to find api field in struct|unknown flag: --openapi-patch/;

/**
 * `kubectl apply` of one or many sources in one process. kubectl goes on after an object that fails and applies the rest; only a path
 * that does not exist stops it before it has begun. Wherever it can, the error for that says what went through.
 *
 * @throws PartialFailure, with `changes`, when some objects went through and others did not
 */
export async function kubectlApply(kubectl: Kubectl, request: ApplyRequest): Promise<ObjectsResult> {
  const flags = applyFlags(request);
  try {
    return await callOnObjects(kubectl, ['apply'], {...request, flags});
  } catch (error) {
    if (!flags.includes(ownTypes) || !isKflowError(error) || !needsOpenApi.test(error.command?.output ?? ''))
      throw error;
    const done = error instanceof PartialFailure ? error.changes : [];
    return await callOnObjects(kubectl, ['apply'], {...request, done: [...(request.done ?? []), ...done]});
  }
}

/** The flags of `kubectl apply` that say how. */
export function applyFlags({serverSide, objects}: Pick<ApplyRequest, 'serverSide' | 'objects'>): string[] {
  if (serverSide) return ['--server-side'];
  return objects !== undefined && areBuiltIn(objects) ? [ownTypes] : [];
}
