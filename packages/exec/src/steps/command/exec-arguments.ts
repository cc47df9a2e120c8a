import type {ExecSpec} from '@kflow/core';

/** The arguments of `kubectl` that run a command in a pod. */
export function execArguments({container}: ExecSpec, pod: string, command: readonly string[]): string[] {
  return ['exec', pod, ...(container === undefined ? [] : ['--container', container]), '--', ...command];
}
