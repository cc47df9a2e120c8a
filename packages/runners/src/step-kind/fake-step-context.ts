import type {ManifestObject} from '../context.js';
import {fakeContext} from '../testing/fake-context.js';
import type {FakeContext, FakeContextOptions} from '../testing/fake-context.js';
import type {AnyBlock, StepKindContext, StepKindOperation} from './step-kind-context.js';

/** What a test wants of its context. */
export interface FakeStepOptions<Block> extends Omit<FakeContextOptions<Block>, 'config' | 'operation'> {
  /** As the handler gets it: defaults filled in, paths absolute, durations in seconds. */
  block: Block;
  /** Default `apply`. */
  operation?: StepKindOperation;
}

/** A StepKindContext that remembers what a handler did with it. */
export interface FakeStepContext<Block>
  extends StepKindContext<Block>, Pick<FakeContext<Block>, 'calls' | 'applied' | 'logs' | 'warnings' | 'masked'> {
  /** What `deleteManifest` was given, in order; also in a dry run. */
  readonly deleted: (string | ManifestObject)[];
  /** What `waiting` was told. */
  readonly waits: string[];
}

/**
 * A context for the unit tests of a step kind's handler, without a cluster. It keeps the rules of the real one: what mutates is skipped in a dry run,
 * what fails throws unless `check` is false, an aborted signal ends everything.
 */
export function fakeStepContext<Block = AnyBlock>(options: FakeStepOptions<Block>): FakeStepContext<Block> {
  const {block, operation = 'apply', step = 'step', ...rest} = options;
  const {config: _, operation: __, ...base} = fakeContext<Block>({...rest, step, config: block});
  const deleted: (string | ManifestObject)[] = [];
  const waits: string[] = [];
  return {
    ...base,
    block,
    operation,
    deleted,
    waits,
    async deleteManifest(manifest) {
      deleted.push(...([manifest].flat() as (string | ManifestObject)[]));
      return await base.kubectl(['delete', '--ignore-not-found', '--wait=false', '--filename', '-']);
    },
    waiting: (message) => void waits.push(message),
  };
}
