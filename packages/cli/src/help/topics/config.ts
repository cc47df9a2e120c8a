import configSchema from '@kflow/core/schema/config.schema.json' with {type: 'json'};
import resourceSchema from '@kflow/core/schema/resource.schema.json' with {type: 'json'};
import {fieldLines} from './schema-fields.js';
import type {HelpTopic} from './help-topic.js';

/** Files and their fields. */
export const configTopic: HelpTopic = {
  name: 'config',
  summary: 'the files that kflow reads, and their fields',
  body: `\
kflow starts from one root config (-c, else KFLOW_CONFIG, else ./kflow.yaml) and follows the paths that it declares; nothing is found by itself. A file of kflow's has a top-level \`kflow\` block; YAML without one is a Kubernetes manifest and goes to kubectl byte for byte. Every path is relative to the file that declares it; \`~\` is your home directory.

The root config:

${fieldLines(configSchema)}

A ResourceDefinition:

${fieldLines(resourceSchema)}

A small project:

  # kflow.yaml
  kflow: {version: v1, kind: Config}
  phases: [storage, apps]
  resources: [resources]

  # resources/web.yaml
  kflow: {version: v1, kind: ResourceDefinition}
  name: web
  namespace: shop
  phase: apps
  dependsOn: [database]
  manifests: [../manifests/web.yaml]

See also: kflow help steps, kflow help references, kflow schema (for your editor), kflow validate.`,
};
