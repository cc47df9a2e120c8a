import {fakeContext} from '../testing/fake-context.js';
import type {FakeContext, FakeContextOptions} from '../testing/fake-context.js';
import type {FakeAnswer} from '../testing/fake-tools.js';
import type {CommandOutcome, ManifestObject} from '../context.js';
import type {AnyBlock, RunOptions, StepKindContext, StepKindOperation} from './step-kind-context.js';

/** What a test wants of its context. */
export interface FakeStepOptions<Block> extends Omit<FakeContextOptions<Block>, 'config' | 'operation'> {
  /** As the handler gets it: defaults filled in, paths absolute, durations in seconds. */
  block: Block;
  /** Default `apply`. */
  operation?: StepKindOperation;
  /** Default: neither a context nor a kubeconfig. */
  cluster?: StepKindContext['cluster'];
}

/** A program that a handler ran. */
export interface FakeRun extends RunOptions {
  program: string;
  args: string[];
  /** True when the dry run skipped it. */
  skipped: boolean;
}

/** A StepKindContext that remembers what a handler did with it. */
export interface FakeStepContext<Block>
  extends StepKindContext<Block>, Pick<FakeContext<Block>, 'calls' | 'applied' | 'logs' | 'warnings'> {
  /** Every program, in order, also those that a dry run skipped. */
  readonly runs: FakeRun[];
  /** What `deleteManifest` was given, in order; also in a dry run. */
  readonly deleted: (string | ManifestObject)[];
  /** What `waiting` was told. */
  readonly waits: string[];
  /** What `mask` was told. */
  readonly masked: string[];
}

/**
 * A context for the unit tests of a step kind's handler, without a cluster. It keeps the rules of the real one: what mutates is skipped in a dry run,
 * what fails throws unless `check` is false, an aborted signal ends everything.
 */
export function fakeStepContext<Block = AnyBlock>(options: FakeStepOptions<Block>): FakeStepContext<Block> {
  const {block, operation = 'apply', cluster = {}, ...rest} = options;
  const {config: _, operation: __, ...base} = fakeContext<Block>({...rest, config: block});
  const runs: FakeRun[] = [];
  const deleted: (string | ManifestObject)[] = [];
  const waits: string[] = [];
  const masked: string[] = [];
  return {
    ...base,
    block,
    operation,
    cluster,
    runs,
    deleted,
    waits,
    masked,
    async run(program, args, more = {}) {
      base.signal.throwIfAborted();
      const skipped = base.dryRun && more.mutating !== false;
      runs.push({program, args: [...args], ...more, skipped});
      const done: CommandOutcome = {exitCode: 0, stdout: '', stderr: '', skipped};
      const answer = skipped ? undefined : answerTo([program, ...args].join(' '), options.answers ?? []);
      const outcome = {...done, ...answer};
      if (outcome.exitCode !== 0 && more.check !== false)
        throw new Error(`${more.what ?? program} failed: it exited with ${outcome.exitCode}`);
      return outcome;
    },
    async deleteManifest(manifest) {
      deleted.push(
        ...(Array.isArray(manifest) ? (manifest as ManifestObject[]) : [manifest as string | ManifestObject]),
      );
      return await base.kubectl(['delete', '--ignore-not-found', '--filename', '-']);
    },
    waiting: (message) => void waits.push(message),
    mask: (...values) => void masked.push(...values),
  };
}

function answerTo(command: string, answers: readonly FakeAnswer[]): Partial<CommandOutcome> | undefined {
  const found = answers.find(({to}) => (typeof to === 'string' ? command.startsWith(to) : to.test(command)));
  if (!found) return undefined;
  const {exitCode = 0, stdout = '', stderr = ''} = found;
  return {exitCode, stdout, stderr};
}
