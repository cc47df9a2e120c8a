/**
 * The JSON Schema (draft-07) of a block or of a part of it, with every `$ref` resolved. Only what kflow itself looks at is listed; the rest is the
 * validator's business.
 */
export interface BlockSchema {
  type?: string | string[];
  /** What a path is called in messages. */
  title?: string;
  description?: string;
  format?: string;
  /** Filled in where the key is absent. */
  default?: unknown;
  /** A secret: it is never shown. */
  writeOnly?: boolean;
  properties?: {[key: string]: BlockSchema};
  additionalProperties?: boolean | BlockSchema;
  items?: BlockSchema;
  [keyword: string]: unknown;
}

/** kflow's own formats, and what becomes of a value that has one. */
export const blockFormats = {
  'kflow-text': 'text; a number or a boolean counts as it is written',
  'kflow-duration': 'a number of seconds, or `90s`, `5m`, `1h30m`; the handler gets seconds',
  'kflow-path': 'the path of a file or a directory that has to exist; the handler gets it absolute',
  'kflow-file': 'the same of a file',
  'kflow-directory': 'the same of a directory',
  'kflow-new-path': 'a path of something that need not exist; the handler gets it absolute',
} as const;

/** Whether a value of this schema is a path. */
export function isPathFormat(format: string | undefined): boolean {
  return format !== undefined && /^kflow-(path|file|directory|new-path)$/.test(format);
}

/** Whether a value of this schema, with all that is in it, must not be shown. */
export function isSecretSchema({writeOnly, format}: BlockSchema): boolean {
  return writeOnly === true || format === 'password';
}

/** The schema of what a key, or an item, of a value holds; undefined where none is declared. */
export function schemaBelow(schema: BlockSchema | undefined, step: string | number): BlockSchema | undefined {
  if (typeof step === 'number') return schema?.items;
  const {properties, additionalProperties: others} = schema ?? {};
  if (properties && Object.hasOwn(properties, step)) return properties[step];
  return typeof others === 'object' ? others : undefined;
}

/** Whether the value at a path is a secret, by itself or as a part of one. */
export function isSecretPath(schema: BlockSchema, path: readonly (string | number)[]): boolean {
  let here: BlockSchema | undefined = schema;
  for (const step of path) {
    here = schemaBelow(here, step);
    if (here === undefined) return false;
    if (isSecretSchema(here)) return true;
  }
  return false;
}
