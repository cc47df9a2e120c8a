import {manifestObjects} from '@kflow/core';
import type {ManifestObject, StepKindContext, StepKindOperation, TouchedObject} from '@kflow/runners';
import type {ObjectChange} from '../engine/event.js';
import {createRunnerContext} from '../runners/call/runner-context.js';
import {secretValues} from '../runners/call/secret-values.js';
import type {StepContext} from '../steps/step-handler.js';
import {objectChange} from '../tools/kubectl/kubectl-changes.js';

/** A handler's context, what it did with the objects of the cluster, and what masks the secrets that it was told of. */
export interface OpenStepKindContext {
  context: StepKindContext;
  /** What kubectl said that it did with the objects of `applyManifest` and `deleteManifest`. */
  changes: ObjectChange[];
  /** The objects that were given to `deleteManifest`. */
  deleted: TouchedObject[];
  redact(text: string): string;
}

/**
 * The context of one call of a step kind's handler, over the context of its step. It is that of a runner, and a little more.
 *
 * @param secrets texts in the block that are secrets
 */
export function createStepKindContext(
  step: StepContext,
  block: {[key: string]: unknown},
  secrets: readonly string[],
): OpenStepKindContext {
  const changes: ObjectChange[] = [];
  const deleted: TouchedObject[] = [];
  const heard = (stdout: string): void =>
    void changes.push(...stdout.split('\n').flatMap((line) => objectChange(line) ?? []));
  const {context, redact} = createRunnerContext(step, {onApplied: heard});
  context.mask(secrets);
  const {config: _, operation: __, ...base} = context;
  const began = step.clock.monotonic();
  const made: StepKindContext = {
    ...base,
    block: deepFreeze(structuredClone(block)),
    operation: operationOf(step.operation),
    async deleteManifest(manifest) {
      const given = typeof manifest === 'string' ? [] : ([manifest].flat() as ManifestObject[]);
      const objects = typeof manifest === 'string' ? manifestObjects(manifest) : given.map(nameOf);
      deleted.push(...objects.map(({apiVersion, kind, name, namespace}) => ({apiVersion, kind, name, namespace})));
      const stdin =
        typeof manifest === 'string' ? manifest : JSON.stringify({apiVersion: 'v1', kind: 'List', items: given});
      const {exitCode, stdout, stderr, skipped} = await step.kubectl.call(
        ['delete', '--ignore-not-found', '--wait=false', '--filename', '-'],
        {
          namespace: step.step.namespace,
          mutating: true,
          signal: step.signal,
          stdin,
          secrets: [...secrets, ...secretValues(given)],
          timeout: Infinity,
        },
      );
      heard(stdout);
      return {exitCode, stdout, stderr, skipped};
    },
    waiting: (message) =>
      step.emit({
        type: 'step.waiting',
        step: step.step.id,
        message: redact(String(message)),
        seconds: (step.clock.monotonic() - began) / 1000,
      }),
    mask(values) {
      base.mask(values);
      // Also for what others show later: pods that log them, errors.
      step.keepSecret?.(values);
    },
  };
  return {context: made, changes, deleted, redact};
}

function nameOf({apiVersion, kind, metadata}: ManifestObject): TouchedObject {
  return {apiVersion, kind, name: metadata.name, namespace: metadata.namespace};
}

/** `helm` is an apply of some of the steps; a handler has no part in looking. */
function operationOf(operation: StepContext['operation']): StepKindOperation {
  return operation === 'destroy' || operation === 'reload' || operation === 'restart' ? operation : 'apply';
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}
