import * as Flags from '@oclif/core/flags';
import type {ExecuteOptions} from '@kflow/exec';
import {countFlag, durationFlag} from './flag-values.js';

/** The flags of the commands that run steps. */
export const operationFlags = {
  'no-wait': Flags.boolean({summary: 'do not wait for what was started or deleted'}),
  timeout: Flags.string({summary: "how long each resource's wait may take (default: 300s)", helpValue: 'DURATION'}),
  concurrency: Flags.string({summary: 'how many processes of steps run at once (default: 8)', helpValue: 'N'}),
  'keep-going': Flags.boolean({summary: 'after a failure go on with what does not depend on it, inside the phase'}),
  'wait-lock': Flags.string({
    summary: 'how long to wait for another run on the same cluster (default: not at all)',
    helpValue: 'DURATION',
  }),
  profile: Flags.string({
    summary: 'write what took how long as a Chrome trace, for ui.perfetto.dev or about:tracing',
    helpValue: 'FILE',
  }),
  'new-cluster': Flags.boolean({
    summary: 'the context points at another cluster than before, on purpose: forget what was recorded of the old one',
  }),
};

/** Those of them that bring something up. */
export const rolloutFlags = {
  ...operationFlags,
  grace: Flags.string({
    summary: 'how long to bear a sign of failure that may pass, such as a crash loop (default: 30s)',
    helpValue: 'DURATION',
  }),
};

/** Their values, as oclif parses them. */
export interface OperationFlagValues {
  'no-wait': boolean;
  timeout?: string;
  grace?: string;
  concurrency?: string;
  'keep-going': boolean;
  'wait-lock'?: string;
  'new-cluster': boolean;
  profile?: string;
  /** Of `apply` alone. */
  resume?: boolean;
}

/**
 * What they mean to the engine.
 *
 * @throws Refusal `KF003` for a value that makes no sense.
 */
export function executeOptions(flags: OperationFlagValues): ExecuteOptions {
  return {
    wait: !flags['no-wait'],
    timeout: durationFlag('timeout', flags.timeout),
    grace: durationFlag('grace', flags.grace),
    concurrency: countFlag('concurrency', flags.concurrency),
    keepGoing: flags['keep-going'],
    newCluster: flags['new-cluster'],
    resume: flags.resume,
    waitLock: durationFlag('wait-lock', flags['wait-lock']),
  };
}
