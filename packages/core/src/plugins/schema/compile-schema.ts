import type {ErrorObject, ValidateFunction} from 'ajv';
import type {BlockSchema} from './block-schema.js';
import {SchemaFlaw} from './inline-schema.js';
import {plainSchema} from './plain-schema.js';

/** What is wrong with a block, in the validator's words; nothing when it is right. The block's `kflow-text`s are texts already. */
export type CheckBlock = (block: unknown) => ErrorObject[];

/**
 * Makes a validator of a step kind's schema. The compiler is large, and loaded for a project with plugins only.
 *
 * @param schema with its `$ref`s resolved
 * @throws SchemaFlaw when it is no schema, or has a default that it does not allow itself
 */
export async function compileSchema(schema: BlockSchema): Promise<CheckBlock> {
  const {Ajv} = await import('ajv');
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    strictTuples: false,
    // A format is a hint for editors.
    validateFormats: false,
    logger: false,
    code: {regExp: await patternEngine(schema)},
  });
  const compile = (part: BlockSchema, path: readonly string[]): ValidateFunction => {
    try {
      return ajv.compile(plainSchema(part, 'string'));
    } catch (error) {
      throw new SchemaFlaw(path, error instanceof Error ? error.message : String(error));
    }
  };
  const validate = compile(schema, []);
  for (const [path, part] of withDefaults(schema, [])) {
    const check = compile(part, path);
    if (check(part.default)) continue;
    throw new SchemaFlaw([...path, 'default'], `the default ${ajv.errorsText(check.errors, {dataVar: 'value'})}`);
  }
  return (block) => (validate(block) ? [] : (validate.errors ?? []));
}

/** The parts of a schema that have a default. */
function withDefaults(schema: BlockSchema, path: readonly string[]): [path: readonly string[], part: BlockSchema][] {
  const {properties = {}, additionalProperties: others, items} = schema;
  const below: [string[], BlockSchema][] = [
    ...Object.entries(properties).map(([key, part]): [string[], BlockSchema] => [['properties', key], part]),
    ...(typeof others === 'object' ? [[['additionalProperties'], others] as [string[], BlockSchema]] : []),
    ...(typeof items === 'object' && !Array.isArray(items) ? [[['items'], items] as [string[], BlockSchema]] : []),
  ];
  return below.flatMap(([steps, part]) => {
    if (typeof part !== 'object') return [];
    const here = [...path, ...steps];
    return [...('default' in part ? [[here, part] as [string[], BlockSchema]] : []), ...withDefaults(part, here)];
  });
}

/**
 * What matches the patterns of a schema: RE2, in linear time. With JavaScript's own expressions a pattern that is made for it would take for ever,
 * and looking at a project is to be safe before anybody has read it.
 */
async function patternEngine(schema: BlockSchema) {
  const engine: RegExpEngine = JSON.stringify(schema).includes('"pattern')
    ? (
        (RE2JS) => (pattern: string) =>
          RE2JS.compile(pattern)
      )((await import('re2js')).RE2JS)
    : (pattern: string) => new RegExp(pattern, 'u');
  // ajv names it in code that it would write to a file, which it is not asked for.
  return Object.assign(engine, {code: 'new RegExp'});
}

type RegExpEngine = (pattern: string, flags: string) => {test(text: string): boolean};
