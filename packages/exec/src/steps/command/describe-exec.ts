import type {ExecSpec} from '@kflow/core';
import type {StepContext} from '../step-handler.js';
import {execArguments} from './exec-arguments.js';

/** A command for a pod that is not there yet. */
export interface FutureExec {
  spec: ExecSpec;
  command: readonly string[];
  namespace: string;
}

/** Stands for the pod until its place in the command is known. Needs no quotes. */
const placeholder = 'kflow-pod-to-be';

/** The command of a dry run for a pod that is not there yet: one that finds it when it is pasted into a shell later. */
export async function describeExec(context: StepContext, {spec, command, namespace}: FutureExec): Promise<string> {
  const show = async (args: readonly string[]): Promise<string> => {
    let shown = '';
    const kubectl = context.kubectl.with({report: ({command}) => void (shown = command)});
    // Under a dry run, a call that would change something is told of only.
    await kubectl.call(args, {mutating: true, namespace, secrets: context.secrets?.()});
    return shown;
  };
  const running = ['--field-selector', 'status.phase=Running'];
  const find = await show(['get', 'pods', '--selector', spec.selector ?? '', ...running, '--output', 'name']);
  const exec = await show(execArguments(spec, placeholder, command));
  return exec.replace(placeholder, () => `"$(${find} | head -n 1)"`);
}
