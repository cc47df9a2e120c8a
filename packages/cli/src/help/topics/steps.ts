import resourceSchema from '@kflow/core/schema/resource.schema.json' with {type: 'json'};
import {stepKindNames} from '@kflow/core';
import type {StepKind} from '@kflow/core';
import type {HelpTopic} from './help-topic.js';
import {fieldLines} from './schema-fields.js';
import type {FieldSchema} from './schema-fields.js';

interface Block extends FieldSchema {
  type?: string | string[];
  $ref?: string;
  anyOf?: {$ref?: string; type?: string}[];
}

const definitions: {[name: string]: Block} = resourceSchema.definitions;
const step = definitions.StepFile as {properties: {[field: string]: Block}; required?: string[]};

/** A step of each kind, as short as it makes sense. */
const examples: {[kind in StepKind]: string} = {
  manifests: 'manifests: [../manifests/web.yaml, ../manifests/extra/]',
  helm: 'helm: {chart: ../charts/web, valuesFiles: [../values/web.yaml], values: {replicas: 2}}',
  runner: 'runner: {class: Migrate, file: ../runners/migrate.ts, config: {database: shop}}',
  kustomize: 'kustomize: {path: ../overlays/production}',
  wait: 'wait: {for: deployment/web, condition: Available, timeout: 3m}',
  rolloutWait: 'rolloutWait: {kinds: [deployment], selector: app=web}',
  script: 'script: {run: ./seed.sh, onDestroy: ./unseed.sh}',
  exec: 'exec: {selector: app=database, command: [psql, -c, "select 1"]}',
  secret: 'secret: {name: web, fromEnv: {password: WEB_PASSWORD}}',
  configmap: 'configmap: {name: web, literals: {mode: production}}',
  dockerBuild: 'dockerBuild: {context: .., tag: "registry.example.com/web:1", push: true}',
  createNamespace: 'createNamespace: {name: shop, labels: {team: shop}}',
};

/** What a step is, and the kinds that there are. */
export const stepsTopic: HelpTopic = {
  name: 'steps',
  summary: 'what a step is, and the kinds of steps',
  body: `\
A resource is brought up by its steps, in declared order, and taken down by them in reverse. \`manifests\`, \`helm\` and \`runners\` of a resource are short for steps of that name, before those under \`steps\`.

Every step may have:

${fieldLines({properties: without(step.properties, stepKindNames), required: step.required})}

and has exactly one of:

${fieldLines({properties: Object.fromEntries(stepKindNames.map((kind) => [kind, step.properties[kind]!]))})}

  steps:
    - name: deploy
      manifests: [../manifests/web.yaml]
    - name: seed
      dependsOn: [database.migrate]
      script: {run: ./seed.sh}

\`kflow help steps <kind>\` tells the fields of one kind, such as \`kflow help steps helm\`. Plugins, under \`plugins\` of the root config, bring more kinds: \`kflow runners\` lists them.`,
};

/** A topic for each kind: its fields, from the schema that editors use, and an example. */
export const stepKindTopics: readonly HelpTopic[] = stepKindNames.map((kind) => {
  const field = step.properties[kind]!;
  const block = blockOf(field);
  const about = block?.description ?? field.description ?? '';
  return {
    name: `steps ${kind}`,
    summary: field.description ?? about,
    body: [
      about,
      ...(block?.properties ? [`Fields of \`${kind}\`:`, fieldLines(block)] : ['Its value is a list of texts.']),
      `  steps:\n    - name: example\n      ${examples[kind]}`,
      'What every step may have besides: kflow help steps.',
    ].join('\n\n'),
  };
});

/** The definition that a field refers to, by itself or next to `null`. */
function blockOf({$ref, anyOf}: Block): Block | undefined {
  const reference = $ref ?? anyOf?.find((each) => each.$ref !== undefined)?.$ref;
  return reference === undefined ? undefined : definitions[reference.replace('#/definitions/', '')];
}

function without<Value>(fields: {[field: string]: Value}, names: readonly string[]): {[field: string]: Value} {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}
