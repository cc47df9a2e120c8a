import type {RunnerCheck} from '../runner-check.js';
import {abortCheck} from './abort.js';
import {configSchemaCheck} from './config-schema.js';
import {destroyTwiceCheck} from './destroy-twice.js';
import {dryRunCheck} from './dry-run.js';
import {idempotentApplyCheck} from './idempotent-apply.js';
import {looksOnlyCheck} from './looks-only.js';
import {reloadCheck} from './reload.js';

/** Everything that a runner has to hold to, in the order in which it is tested. */
export const runnerChecks: readonly RunnerCheck[] = [
  configSchemaCheck,
  idempotentApplyCheck,
  dryRunCheck,
  reloadCheck,
  destroyTwiceCheck,
  looksOnlyCheck,
  abortCheck,
];
