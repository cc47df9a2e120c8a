import {plainSchema} from './plain-schema.js';
import type {Plugin} from '../plugin.js';

/** As much of the schema of a ResourceDefinition as matters here. */
export interface ResourceSchema {
  definitions: {StepFile: {properties: object}};
}

/**
 * The JSON Schema of a ResourceDefinition, for editors, with the step kinds of plugins.
 *
 * @param schema what this package publishes as `@kflow/core/schema/resource.schema.json`
 */
export function resourceSchemaWith<Schema extends ResourceSchema>(schema: Schema, plugins: readonly Plugin[]): Schema {
  const kinds = plugins.flatMap((plugin) => plugin.kinds);
  if (kinds.length === 0) return schema;
  const {definitions} = schema;
  const {StepFile} = definitions;
  const added = kinds.map(({name, description, schema: block, mayBeEmpty}) => [
    name,
    mayBeEmpty ? {description, anyOf: [plainSchema(block), {type: 'null'}]} : {...plainSchema(block), description},
  ]);
  const properties = {...StepFile.properties, ...Object.fromEntries(added)};
  return {...schema, definitions: {...definitions, StepFile: {...StepFile, properties}}};
}
