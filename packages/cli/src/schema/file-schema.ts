import {resourceSchemaWith} from '@kflow/core';
import type {Plugin} from '@kflow/core';
import config from '@kflow/core/schema/config.schema.json' with {type: 'json'};
import plugin from '@kflow/core/schema/plugin.schema.json' with {type: 'json'};
import resource from '@kflow/core/schema/resource.schema.json' with {type: 'json'};

/** The JSON Schemas of kflow's kinds of files, that of resources with the step kinds of these plugins. */
export function fileSchemas(plugins: readonly Plugin[] = []) {
  return {config, resource: resourceSchemaWith(resource, plugins), plugin};
}

/**
 * One schema for both kinds of YAML: what a document's `kflow.kind` says decides. For editors that map a schema to a folder, where both kinds lie side by side.
 */
export function anyFileSchema(plugins: readonly Plugin[] = []): object {
  const {$schema, definitions: ofConfig, ...Config} = config;
  const {$schema: _, definitions: ofResource, ...ResourceDefinition} = resourceSchemaWith(resource, plugins);
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
