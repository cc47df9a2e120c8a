import {resolve} from 'node:path';
import type {CommandOptions, CommandOutcome, ManifestObject, RunnerContext, RunnerOperation} from '@kflow/runners';
import type {StepContext} from '../../steps/step-handler.js';
import type {ClusterTool, ToolCall} from '../../tools/cluster-tool.js';
import {quoteCommand} from '../../tools/report/quote.js';
import {Redactor} from '../../tools/report/redact.js';
import {findPod, noPod} from './find-pod.js';
import {plainConfig} from '../check/plain-config.js';
import {runLocal} from './run-local.js';
import {secretValues, withoutSecretValues} from './secret-values.js';

/**
 * What else a runner's context can be told.
 *
 * @internal
 */
export interface RunnerContextOptions {
  /** Hears what each `applyManifest` printed (`deployment.apps/web created`, a line for each object). */
  onApplied?(stdout: string): void;
}

/**
 * A runner's context, and what masks the secrets that it was told of.
 *
 * @internal
 */
export interface StepRunnerContext {
  context: RunnerContext;
  /** Masks a text with every secret that the runner has named so far. */
  redact(text: string): string;
}

/**
 * The context of one call of a hook, over the context of its step: commands go through the run's own kubectl and helm, which
 * report them, mask them, and hold mutating ones back in a dry run.
 *
 * @internal
 */
export function createRunnerContext(step: StepContext, options: RunnerContextOptions = {}): StepRunnerContext {
  const {resource, signal, dryRun} = step;
  const {spec, namespace} = step.step;
  const secrets: string[] = [];
  const redact = (text: string): string => new Redactor([...secrets, ...(step.secrets?.() ?? [])]).text(text);
  const say = (stream: 'log' | 'warn', message: string): void => {
    for (const text of redact(String(message)).split('\n')) {
      step.emit({type: 'step.output', step: step.step.id, stream, text});
    }
  };
  const call = async (
    tool: ClusterTool,
    args: readonly string[],
    {mutating = true, ...rest}: CommandOptions = {},
    more: Partial<ToolCall> = {},
  ): Promise<CommandOutcome> => {
    secrets.push(...(rest.secrets ?? []));
    const given: ToolCall = {
      namespace,
      ...more,
      mutating,
      signal,
      stdin: rest.stdin,
      check: rest.check,
      // What a runner calls may take as long as the runner likes.
      timeout: rest.timeout ?? Infinity,
    };
    // A runner's standard input is its own business: a dry run shows that there is one.
    if (given.stdin !== undefined) given.shownStdin ??= '***';
    const {exitCode, stdout, stderr, skipped} = await tool.call(args.map(String), {...given, secrets: [...secrets]});
    return {exitCode, stdout, stderr, skipped};
  };
  const context: RunnerContext = {
    resource: {
      name: resource.name,
      namespace: resource.namespace,
      phase: resource.phase,
      ...(resource.selector !== undefined && {selector: resource.selector}),
      workloads: resource.workloads.map(({kind, name}) => `${kind}/${name}`),
    },
    step: step.step.name,
    namespace: namespace ?? resource.namespace,
    config: spec.kind === 'runner' ? plainConfig(spec.config) : {},
    dryRun,
    operation: operationOf(step.operation),
    state: deepFreeze(structuredClone({...step.state})),
    ...(step.contextName !== undefined && {kubeContext: step.contextName}),
    ...(step.kubeconfig !== undefined && {kubeconfig: step.kubeconfig}),
    signal,
    kubectl: (args, rest) => call(step.kubectl, args, rest),
    helm: (args, rest) => call(step.helm, args, rest),
    async kubectlExec(command, {pod, selector, container, namespace: other, ...rest}) {
      if ((pod === undefined) === (selector === undefined)) {
        throw new TypeError('kubectlExec takes either `pod` or `selector`');
      }
      const where = other ?? namespace;
      const name = pod ?? (await findPod(step, where, selector!));
      if (name === undefined) {
        const error = noPod(where, selector!);
        if (!dryRun) throw error;
        say('warn', `${error.message}; the command would run there: ${quoteCommand(command)}`);
        return {exitCode: 0, stdout: '', stderr: '', skipped: true};
      }
      const flags = [
        ...(rest.stdin === undefined ? [] : ['--stdin']),
        ...(container === undefined ? [] : ['--container', container]),
      ];
      return await call(step.kubectl, ['exec', name, ...flags, '--', ...command], rest, {namespace: where});
    },
    async applyManifest(manifest) {
      const objects = (typeof manifest === 'string' ? [] : [manifest].flat()) as ManifestObject[];
      const stdin = typeof manifest === 'string' ? manifest : documentOf(objects);
      secrets.push(...secretValues(objects));
      const shownStdin = redact(typeof manifest === 'string' ? manifest : documentOf(withoutSecretValues(objects)));
      const flags = step.step.serverSide ? ['--server-side'] : [];
      const outcome = await call(step.kubectl, ['apply', ...flags, '--filename', '-'], {stdin}, {shownStdin});
      options.onApplied?.(outcome.stdout);
      return outcome;
    },
    rolloutRestart: (workload) => call(step.kubectl, ['rollout', 'restart', workload]),
    run(command, rest = {}) {
      secrets.push(...(rest.secrets ?? []));
      return runLocal(step, command.map(String), rest, secrets);
    },
    mask(values) {
      secrets.push(...values);
      // A later hook, and what pods say of it, must not show them either.
      step.keepSecret?.(values);
    },
    path: (relative) => resolve(resource.dir, relative),
    log: (message) => say('log', message),
    warn: (message) => say('warn', message),
  };
  return {context, redact};
}

/** `helm` is an apply of some of the steps. */
function operationOf(operation: StepContext['operation']): RunnerOperation {
  return operation === 'helm' ? 'apply' : operation;
}

/** One object as itself, several as the List that kubectl takes them in. */
function documentOf(objects: readonly ManifestObject[]): string {
  const document = objects.length === 1 ? objects[0] : {apiVersion: 'v1', kind: 'List', items: objects};
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}
