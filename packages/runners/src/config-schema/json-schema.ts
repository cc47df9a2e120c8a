/** The types that a JSON Schema can name. */
export type JsonTypeName = 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'array' | 'object';

/** As much of a JSON Schema (draft-07 or 2020-12) as types are read from; other keywords (`pattern`, `minimum` ...) are checked at run time only. */
export interface JsonSchema {
  readonly type?: JsonTypeName | readonly JsonTypeName[];
  /** A sentence for `kflow runners describe`. */
  readonly description?: string;
  /** What the runner takes when there is none. kflow shows it, and does not fill it in. */
  readonly default?: unknown;
  /** The first one stands in the example of `kflow runners describe`. */
  readonly examples?: readonly unknown[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: {readonly [name: string]: JsonSchema};
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  /** True for a secret: kflow masks the value in everything that it shows. */
  readonly writeOnly?: boolean;
  readonly [keyword: string]: unknown;
}
