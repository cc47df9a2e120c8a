// Compiled by config-schema.test.ts, never run: what has to compile, and, behind @ts-expect-error, what must not.
import {BaseRunner, configSchema} from '../../src/index.js';
import type {ConfigOf, RunnerContext} from '../../src/index.js';

interface Config {
  readonly database: string;
  port?: number;
  mode: 'create' | 'migrate';
  tables?: readonly {name: string; rows: number | null}[];
  labels?: {[name: string]: string};
  anything?: unknown;
  both?: string | boolean;
}

const properties = {
  database: {type: 'string', pattern: '^[a-z]+$', description: 'which one'},
  port: {type: 'integer', default: 5432},
  mode: {enum: ['create', 'migrate']},
  tables: {
    type: 'array',
    items: {
      type: 'object',
      properties: {name: {type: 'string'}, rows: {type: ['integer', 'null']}},
      required: ['name', 'rows'],
    },
  },
  labels: {type: 'object', additionalProperties: {type: 'string'}},
  anything: {},
  both: {anyOf: [{type: 'string'}, {type: 'boolean'}]},
} as const;

export class Good extends BaseRunner<Config> {
  static override configSchema = configSchema<Config>()({type: 'object', properties, required: ['database', 'mode']});
  override async apply(ctx: RunnerContext<Config>): Promise<void> {
    ctx.log(ctx.config.database.toUpperCase() + (ctx.config.port ?? 0).toFixed());
  }
}

/** Another one of another config, as a class that extends it may have. */
export class Better extends Good {
  static override configSchema = configSchema<{other: boolean}>()({
    type: 'object',
    properties: {other: {type: 'boolean'}},
    required: ['other'],
  });
}

interface Small {
  name: string;
  size?: number;
}

configSchema<Small>()({
  type: 'object',
  properties: {name: {type: 'string'}, size: {type: 'number'}},
  required: ['name'],
});

// @ts-expect-error `name` is of another type
configSchema<Small>()({
  type: 'object',
  properties: {name: {type: 'number'}, size: {type: 'number'}},
  required: ['name'],
});

// @ts-expect-error `name` is not required by the schema
configSchema<Small>()({type: 'object', properties: {name: {type: 'string'}, size: {type: 'number'}}});

const two = {name: {type: 'string'}, size: {type: 'number'}} as const;
// @ts-expect-error `size` is not required by the type
configSchema<Small>()({type: 'object', properties: two, required: ['name', 'size']});

// @ts-expect-error the schema lacks `size`
configSchema<Small>()({type: 'object', properties: {name: {type: 'string'}}, required: ['name']});

const three = {...two, extra: {type: 'string'}} as const;
// @ts-expect-error the type lacks `extra`
configSchema<Small>()({type: 'object', properties: three, required: ['name']});

// @ts-expect-error another set of words
configSchema<{mode: 'a' | 'b'}>()({type: 'object', properties: {mode: {enum: ['a', 'c']}}, required: ['mode']});

const inner = {list: {type: 'array', items: {type: 'string'}}} as const;
// @ts-expect-error a list of something else, inside of a field
configSchema<{deep: {list: number[]}}>()({
  type: 'object',
  properties: {deep: {type: 'object', properties: inner, required: ['list']}},
  required: ['deep'],
});

// @ts-expect-error no type of that name
configSchema<{a: string}>()({type: 'object', properties: {a: {type: 'text'}}, required: ['a']});

/** Fails to compile unless the two are the same. */
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : never;

const _schema = {
  type: 'object',
  properties: {
    kind: {const: 'postgres'},
    size: {oneOf: [{type: 'string'}, {type: 'object', properties: {gigabytes: {type: 'number'}}}]},
    free: {type: 'object'},
    list: {type: 'array'},
  },
  required: ['kind'],
} as const;
interface Expected {
  kind: 'postgres';
  size?: string | {gigabytes?: number};
  free?: {[name: string]: unknown};
  list?: unknown[];
}
export const types: [Equal<ConfigOf<typeof _schema>, Flat<Expected>>, Equal<ConfigOf<object>, unknown>] = [true, true];
type Flat<T> = {[K in keyof T]: T[K]};
