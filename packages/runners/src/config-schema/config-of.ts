import type {JsonSchema} from './json-schema.js';

/**
 * The TypeScript type of what a JSON Schema accepts. The schema has to be a literal (`as const`, or the argument of `configSchema`).
 * Understood are `type` (one or several), `const`, `enum`, `anyOf`, `oneOf`, `items`, `properties` with `required`, and a schema in
 * `additionalProperties`; what says nothing of these is `unknown`.
 *
 * @example
 * const schema = {type: 'object', properties: {size: {type: 'integer'}}, required: ['size']} as const;
 * type Config = ConfigOf<typeof schema>; // {size: number}
 */
export type ConfigOf<Schema> = Schema extends {const: infer Value}
  ? Value
  : Schema extends {enum: readonly (infer Value)[]}
    ? Value
    : Schema extends {anyOf: readonly (infer Form)[]} | {oneOf: readonly (infer Form)[]}
      ? ConfigOf<Form>
      : Schema extends {type: infer Type}
        ? OfType<Type extends readonly (infer Each)[] ? Each : Type, Schema>
        : unknown;

/** Once for each of several types. */
type OfType<Type, Schema> = Type extends 'string'
  ? string
  : Type extends 'number' | 'integer'
    ? number
    : Type extends 'boolean'
      ? boolean
      : Type extends 'null'
        ? null
        : Type extends 'array'
          ? (Schema extends {items: infer Items} ? ConfigOf<Items> : unknown)[]
          : Type extends 'object'
            ? ObjectOf<Schema>
            : unknown;

type ObjectOf<Schema> = Schema extends {properties: infer Properties}
  ? Flat<
      {[Name in Extract<keyof Properties, RequiredOf<Schema>>]: ConfigOf<Properties[Name]>} & {
        [Name in Exclude<keyof Properties, RequiredOf<Schema>>]?: ConfigOf<Properties[Name]>;
      }
    >
  : {
      [name: string]: Schema extends {additionalProperties: infer Values extends JsonSchema}
        ? ConfigOf<Values>
        : unknown;
    };

type RequiredOf<Schema> = Schema extends {required: readonly (infer Name)[]} ? Name : never;

/** One object type instead of an intersection: for the eyes, and to be compared. Nothing in it is read-only. */
type Flat<Type> = {-readonly [Name in keyof Type]: Type[Name]};
