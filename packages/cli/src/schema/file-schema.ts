import config from '@kflow/core/schema/config.schema.json' with {type: 'json'};
import resource from '@kflow/core/schema/resource.schema.json' with {type: 'json'};

/** The JSON Schemas of kflow's two kinds of files. */
export const fileSchemas = {config, resource};

/**
 * One schema for both: what a document's `kflow.kind` says decides. For editors that map a schema to a folder, where both kinds lie side by side.
 */
export function anyFileSchema(): object {
  const {$schema, definitions: ofConfig, ...Config} = config;
  const {$schema: _, definitions: ofResource, ...ResourceDefinition} = resource;
  const kflow = {type: 'object', properties: {kind: {type: 'string', const: 'Config'}}, required: ['kind']};
  return {
    $schema,
    title: 'kflow file',
    description: 'A root config or a ResourceDefinition, by its `kflow.kind`.',
    if: {type: 'object', properties: {kflow}, required: ['kflow']},
    then: {$ref: '#/definitions/Config'},
    else: {$ref: '#/definitions/ResourceDefinition'},
    definitions: {...ofConfig, ...ofResource, Config, ResourceDefinition},
  };
}
