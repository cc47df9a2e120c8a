import type {HealthVerdict} from '@kflow/runners';
import type {ObjectChange} from '../engine/event.js';
import {KflowError} from '../errors/kflow-error.js';
import {callRunnerHooks} from '../runners/call/call-runner-hooks.js';
import type {RegisteredRunner} from '../runners/registry.js';
import {objectChange} from '../tools/kubectl/kubectl-changes.js';
import {locateChanges} from './manifests/locate-objects.js';
import type {StepContext, StepHandler, StepResult} from './step-handler.js';

/**
 * The user's own code: the hooks that belong to the operation, in order. What it applies with `ctx.applyManifest` is
 * waited for.
 */
export const runnerHandler: StepHandler = {kind: 'runner', apply: run, destroy: run, reload: run, restart: run};

/**
 * What the runner's `status` hook says; undefined when it has none, or says nothing.
 *
 * @throws KflowError `KF620` when the hook throws
 */
export async function runnerStatus(context: StepContext): Promise<string | undefined> {
  const runner = runnerOf(context);
  if (!runner.hooks.includes('status')) return undefined;
  const status = await callRunnerHooks(runner, context);
  return typeof status === 'string' ? status : undefined;
}

/**
 * The verdict of the runner's `health` hook; undefined when it has none of its own.
 *
 * @throws KflowError `KF620` when the hook throws, or returns no verdict
 */
export async function runnerHealth(context: StepContext): Promise<HealthVerdict | undefined> {
  const runner = runnerOf(context);
  if (!runner.hooks.includes('health')) return undefined;
  return (await callRunnerHooks(runner, context)) as HealthVerdict | undefined;
}

async function run(context: StepContext): Promise<StepResult> {
  const runner = runnerOf(context);
  const changes: ObjectChange[] = [];
  await callRunnerHooks(runner, context, {
    onApplied: (stdout) => changes.push(...stdout.split('\n').flatMap((line) => objectChange(line) ?? [])),
  });
  const {cluster, step, operation} = context;
  // Without the step's namespace it is not known where an object is, and waiting for it in the wrong place would
  // take forever.
  const namespaces = step.namespace === undefined ? [] : [step.namespace];
  const touched = cluster && operation !== 'destroy' ? await locateChanges(cluster, changes, () => namespaces) : [];
  return {changes, touched, state: {class: runner.name}};
}

function runnerOf({step, runners}: StepContext): RegisteredRunner {
  const {spec} = step;
  const runner = spec.kind === 'runner' ? runners.find(spec.class, spec.module?.path) : undefined;
  if (runner) return runner;
  throw new KflowError('bug', 'KF901', `the runner of ${step.id} is not loaded`);
}
