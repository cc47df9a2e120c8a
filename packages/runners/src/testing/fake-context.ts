import {resolve} from 'node:path';
import type {AnyConfig} from '../base-runner.js';
import type {ManifestObject, RunnerContext, RunnerOperation, RunnerResource} from '../context.js';
import {FakeTools} from './fake-tools.js';
import type {FakeAnswer, FakeCall} from './fake-tools.js';

/** What a test wants of its context. */
export interface FakeContextOptions<Config> {
  config: Config;
  /** What commands answer; see FakeAnswer. */
  answers?: FakeAnswer[];
  /** The pod that a selector finds; undefined: none runs. Default: `pod-0` for every selector. */
  pod?(selector: string): string | undefined;
  /** Default false. */
  dryRun?: boolean;
  /** Default `apply`. */
  operation?: RunnerOperation;
  /** Default `default`. */
  namespace?: string;
  /** Default: a resource `example` of the phase `default`. */
  resource?: Partial<RunnerResource>;
  /** Default `runner`. */
  step?: string;
  /** Default empty. */
  state?: {[key: string]: unknown};
  signal?: AbortSignal;
  /** What `ctx.path` is relative to. Default: the working directory. */
  dir?: string;
}

/** A RunnerContext that remembers what a runner did with it. */
export interface FakeContext<Config> extends RunnerContext<Config> {
  /** Every command, in order, also those that a dry run skipped. */
  readonly calls: FakeCall[];
  /** What `applyManifest` was given, in order; also in a dry run. */
  readonly applied: (string | ManifestObject)[];
  readonly logs: string[];
  readonly warnings: string[];
  /** What `mask` was given, in order. */
  readonly masked: string[];
}

/**
 * A context for the unit tests of a runner, without a cluster. It keeps the rules of the real one: mutating commands are skipped
 * in a dry run, failing ones throw unless `check` is false, an aborted signal ends everything.
 *
 * @example
 * const ctx = fakeContext({config: {database: 'app'}, answers: [{to: 'kubectl get pods', stdout: 'pod/db-0'}]});
 * await new DatabaseRunner(ctx.config).apply(ctx);
 * expect(ctx.calls.map((call) => call.command)).toEqual(['kubectl exec db-0 -- createdb app']);
 */
export function fakeContext<Config = AnyConfig>(options: FakeContextOptions<Config>): FakeContext<Config> {
  const {config, dryRun = false, namespace = 'default', operation = 'apply', step = 'runner'} = options;
  const signal = options.signal ?? new AbortController().signal;
  const tools = new FakeTools(options.answers ?? [], dryRun, signal);
  const podOf = options.pod ?? ((): string => 'pod-0');
  const applied: (string | ManifestObject)[] = [];
  const logs: string[] = [];
  const warnings: string[] = [];
  const masked: string[] = [];
  return {
    calls: tools.calls,
    applied,
    logs,
    warnings,
    masked,
    resource: {name: 'example', namespace, phase: 'default', workloads: [], ...options.resource},
    step,
    namespace,
    config,
    dryRun,
    operation,
    state: Object.freeze(structuredClone(options.state ?? {})),
    signal,
    kubectl: (args, call) => tools.run('kubectl', args, namespace, call),
    helm: (args, call) => tools.run('helm', args, namespace, call),
    async kubectlExec(command, {pod, selector, container, namespace: other, ...call}) {
      if ((pod === undefined) === (selector === undefined)) {
        throw new TypeError('kubectlExec takes either `pod` or `selector`');
      }
      const name = pod ?? podOf(selector!);
      if (name === undefined) {
        if (!dryRun) throw new Error(`no pod that matches ${selector} is running`);
        warnings.push(`no pod that matches ${selector} is running`);
        return {exitCode: 0, stdout: '', stderr: '', skipped: true};
      }
      const flags = [
        ...(call.stdin === undefined ? [] : ['--stdin']),
        ...(container ? ['--container', container] : []),
      ];
      return await tools.run('kubectl', ['exec', name, ...flags, '--', ...command], other ?? namespace, call);
    },
    async applyManifest(manifest) {
      if (typeof manifest === 'string') applied.push(manifest);
      else applied.push(...(Array.isArray(manifest) ? (manifest as ManifestObject[]) : [manifest as ManifestObject]));
      const stdin = typeof manifest === 'string' ? manifest : JSON.stringify(manifest);
      return await tools.run('kubectl', ['apply', '--filename', '-'], namespace, {stdin});
    },
    rolloutRestart: (workload) => tools.run('kubectl', ['rollout', 'restart', workload], namespace),
    async run([program = '', ...args], {stdin, onLine, ...call} = {}) {
      const text = typeof stdin === 'string' ? {stdin} : {};
      const outcome = await tools.run(program, args, namespace, {...call, ...text});
      if (!onLine || outcome.skipped) return outcome;
      for (const line of outcome.stdout.split(/\r?\n/).filter((each) => each !== '')) onLine(line);
      return {...outcome, stdout: ''};
    },
    mask: (secrets) => void masked.push(...secrets),
    path: (relative) => resolve(options.dir ?? process.cwd(), relative),
    log: (message) => void logs.push(message),
    warn: (message) => void warnings.push(message),
  };
}
