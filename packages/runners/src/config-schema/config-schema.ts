import type {ConfigOf} from './config-of.js';
import type {JsonSchema} from './json-schema.js';

/**
 * The JSON Schema of a runner's `config`, held to its TypeScript type by the compiler: a field that only one of them has, that is of
 * another type, or that only one of them requires, does not compile.
 *
 * @typeParam Config the type that the hooks work with
 * @returns a function that returns the schema as it is. (Two calls, since TypeScript takes either all type parameters or none.)
 *
 * @example
 * interface Config {
 *   database: string;
 *   size?: number;
 * }
 *
 * class DatabaseRunner extends BaseRunner<Config> {
 *   static override configSchema = configSchema<Config>()({
 *     type: 'object',
 *     properties: {database: {type: 'string'}, size: {type: 'integer'}},
 *     required: ['database'],
 *     additionalProperties: false,
 *   });
 * }
 */
export function configSchema<Config>(): <const Schema extends JsonSchema>(
  schema: Schema & Agreement<Config, ConfigOf<Schema>>,
) => JsonSchema {
  return (schema) => schema;
}

/** Anything when the two types are the same; else a type that nothing fits, and that names the fields they differ in. */
type Agreement<Config, Schema> =
  Same<Plain<Config>, Plain<Schema>> extends true
    ? unknown
    : {'the schema and the type differ in': Difference<Plain<Config>, Plain<Schema>>};

/** The names of fields that are not the same in both. Of two types that are no objects: the types themselves. */
type Difference<Config, Schema> = [Config, Schema] extends [object, object]
  ? {
      [Name in keyof Config | keyof Schema]: Same<
        Pick<Config, Extract<keyof Config, Name>>,
        Pick<Schema, Extract<keyof Schema, Name>>
      > extends true
        ? never
        : Name;
    }[keyof Config | keyof Schema]
  : {type: Config; schema: Schema};

/** True only for types that are identical; being assignable both ways would not tell `{a?: string}` from `{}`. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** The type without what makes no difference in YAML: `readonly`, and `| undefined` of what may be left out. */
type Plain<Type> = Type extends readonly (infer Item)[]
  ? Plain<Item>[]
  : Type extends object
    ? {-readonly [Name in keyof Type]: Plain<Exclude<Type[Name], undefined>>}
    : Type;
