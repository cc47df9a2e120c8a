import {stringify} from 'yaml';
import type {RegisteredRunner} from '@kflow/exec';
import {propertiesOf, resolved} from './config-fields.js';
import type {FieldSchema} from './config-fields.js';

/** How the step has to name the class. */
export interface NamedAs {
  class: string;
  /** Path of the module, as it is written in a step. */
  file?: string;
}

/** Fields inside of fields are filled in so deep. */
const deepest = 6;

/** A step with the runner, as YAML to paste into a resource: what is required filled in, what is not as comments. */
export function exampleBlock({name, configSchema}: RegisteredRunner, named: NamedAs): string {
  const lines = ['steps:', `  - name: ${text(stepName(name))}`, '    runner:', `      class: ${text(named.class)}`];
  if (named.file !== undefined) lines.push(`      file: ${text(named.file)}`);
  const fields = configSchema ? propertiesOf(resolved(configSchema, configSchema), configSchema) : [];
  if (fields.length > 0) lines.push('      config:');
  for (const {name: field, schema, required} of fields) {
    const yaml = stringify({[field]: exampleOf(field, schema, configSchema!, 1)}, {lineWidth: 0}).trimEnd();
    lines.push(...yaml.split('\n').map((line) => `        ${required ? '' : '# '}${line}`));
  }
  return `${lines.join('\n')}\n`;
}

/** `PostgresDatabase` -> `postgres-database`: a name that says what the step does. */
function stepName(name: string): string {
  return name
    .replace(/Runner$/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-');
}

/** A value of the field: its default, else what its schema gives as an example, else something of the right type. */
function exampleOf(name: string, schema: FieldSchema, root: object, depth: number): unknown {
  if (schema.default !== undefined) return schema.default;
  const [example] = Array.isArray(schema.examples) ? schema.examples : [];
  if (example !== undefined) return example;
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const [form] = [schema.anyOf, schema.oneOf].flatMap((forms) => (Array.isArray(forms) ? forms : []));
  if (form !== undefined) return exampleOf(name, resolved(form, root), root, depth);
  const [type = 'string'] = [schema.type ?? (schema.properties ? 'object' : undefined)].flat();
  switch (type) {
    case 'integer':
    case 'number':
      return typeof schema.minimum === 'number' ? schema.minimum : 1;
    case 'boolean':
      return false;
    case 'null':
      return null;
    case 'array':
      return depth < deepest && schema.items ? [exampleOf(name, resolved(schema.items, root), root, depth + 1)] : [];
    case 'object': {
      const inner = depth < deepest ? propertiesOf(schema, root).filter(({required}) => required) : [];
      return Object.fromEntries(inner.map((each) => [each.name, exampleOf(each.name, each.schema, root, depth + 1)]));
    }
    default:
      return `<${name}>`;
  }
}

function text(value: string): string {
  return stringify(value, {lineWidth: 0}).trimEnd();
}
