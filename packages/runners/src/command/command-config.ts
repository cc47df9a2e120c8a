import {hookNames} from './hook-names.js';
import type {HookName} from './hook-names.js';

/** The `config` of a step with `class: command`. */
export interface CommandConfig {
  /** The program and its arguments. */
  command: string[];
  /** The hooks that it has; the others are not called. */
  hooks: HookName[];
  /** The directory it runs in, relative to the file that declares the resource. Default: that file's. */
  workdir?: string;
  /** Added to its environment. */
  env?: {[name: string]: string | number | boolean};
  /** How long a hook may take: seconds, or a text like `90s` or `5m`. Default: as long as it likes. */
  timeout?: number | string;
  /** It keeps its hands off under `--dry-run`, so that it can be started. Default false: it is printed, and not run. */
  dryRun?: boolean;
  /** Its standard input stays open, and its requests are answered there. Default false. */
  answers?: boolean;
  /** Handed on to it. */
  config?: {[key: string]: unknown};
}

const text = {type: 'string', minLength: 1};

/** What a step's `config` has to be. */
export const commandConfigSchema = {
  type: 'object',
  properties: {
    command: {type: 'array', items: {type: 'string'}, minItems: 1, description: 'The program and its arguments.'},
    hooks: {
      type: 'array',
      items: {enum: hookNames},
      minItems: 1,
      uniqueItems: true,
      description: 'The hooks that it has; the others are not called.',
    },
    workdir: {...text, description: "The directory it runs in; that of the resource's file by default."},
    env: {
      type: 'object',
      additionalProperties: {type: ['string', 'number', 'boolean']},
      description: 'Added to its environment.',
    },
    timeout: {
      type: ['number', 'string'],
      exclusiveMinimum: 0,
      pattern: '^(?=.)(\\d+h)?(\\d+m)?(\\d+s?)?$',
      description: 'How long a hook may take: seconds, or `90s`, `5m`, `1h30m`.',
    },
    dryRun: {type: 'boolean', description: 'It may be started under --dry-run.'},
    answers: {type: 'boolean', description: 'Its standard input stays open, and its requests are answered there.'},
    config: {type: 'object', description: 'Handed on to it.'},
  },
  required: ['command', 'hooks'],
  additionalProperties: false,
} as const;

/** Seconds of `90`, `90s`, `5m`, `1h30m`; undefined for none. */
export function timeoutSeconds({timeout}: Pick<CommandConfig, 'timeout'>): number | undefined {
  if (typeof timeout !== 'string') return timeout;
  const [, hours = 0, minutes = 0, seconds = 0] = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?$/.exec(timeout) ?? [];
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
