import type {ExecSpec} from '@kflow/core';
import {isKflowError, KflowError} from '../errors/kflow-error.js';
import {findPod, noPod} from '../runners/call/find-pod.js';
import {describeExec} from './command/describe-exec.js';
import {execArguments} from './command/exec-arguments.js';
import type {StepContext, StepHandler, StepResult} from './step-handler.js';

/** A command in a pod: `kubectl exec`. On destroy, a pod that is gone already is no failure. */
export const execHandler: StepHandler = {
  kind: 'exec',
  apply: (context) => run(context, ({command}) => command),
  destroy: (context) => run(context, ({onDestroy}) => onDestroy),
  reload: (context) => run(context, ({command, onReload}) => onReload ?? command),
};

async function run(context: StepContext, commandOf: (spec: ExecSpec) => string[] | undefined): Promise<StepResult> {
  const {spec, id} = context.step;
  if (spec.kind !== 'exec') throw new KflowError('bug', 'KF901', `${id} is no exec step`);
  const command = commandOf(spec);
  if (command) await execute(context, spec, command);
  return {changes: [], touched: [], state: {}};
}

async function execute(context: StepContext, spec: ExecSpec, command: readonly string[]): Promise<void> {
  const {step, resource, kubectl, dryRun, operation, emit, signal} = context;
  const namespace = step.namespace ?? resource.namespace;
  const warn = (message: string): void => emit({type: 'warning', message, step: step.id});
  const pod = spec.pod ?? (await findPod(context, namespace, spec.selector ?? ''));
  if (pod === undefined) {
    const error = noPod(namespace, spec.selector ?? '');
    if (operation === 'destroy') return warn(`${error.message}: nothing was run there`);
    if (!dryRun) throw error;
    warn(`${error.message} yet`);
    const shown = await describeExec(context, {spec, command, namespace});
    return emit({type: 'step.command', step: step.id, command: shown, mutating: true, ran: false});
  }
  if (dryRun && spec.pod !== undefined && context.cluster) {
    const found = await context.cluster.get({group: '', version: 'v1', kind: 'Pod', namespace, name: spec.pod});
    if (!found) warn(`there is no pod ${spec.pod} in namespace ${namespace}${operation === 'destroy' ? '' : ' yet'}`);
  }
  try {
    const secrets = context.secrets?.();
    await kubectl.call(execArguments(spec, pod, command), {
      mutating: true,
      namespace,
      signal,
      secrets,
      timeout: Infinity,
    });
  } catch (error) {
    if (operation !== 'destroy' || !isPodGone(error, pod)) throw error;
    warn(`there is no pod ${pod} in namespace ${namespace} any more: nothing was run there`);
  }
}

/** What the API server says, and not what the command may have said. */
function isPodGone(error: unknown, pod: string): boolean {
  if (!isKflowError(error)) return false;
  const lines = error.command?.output.split('\n') ?? [];
  return lines.some(
    (line) => line.startsWith('Error from server (NotFound):') && line.includes(`pods "${pod}" not found`),
  );
}
