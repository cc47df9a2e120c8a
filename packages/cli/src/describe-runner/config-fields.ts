import type {ConfigField} from '../json-output/runner-list.js';

/** As much of a JSON Schema as is told of. It is the user's, so that each part may be anything. */
export interface FieldSchema {
  $ref?: unknown;
  type?: unknown;
  const?: unknown;
  enum?: unknown;
  anyOf?: unknown;
  oneOf?: unknown;
  allOf?: unknown;
  items?: unknown;
  properties?: unknown;
  required?: unknown;
  additionalProperties?: unknown;
  default?: unknown;
  examples?: unknown;
  description?: unknown;
  writeOnly?: unknown;
  format?: unknown;
  minimum?: unknown;
}

/** A schema may refer to itself: deeper fields are not told of. */
const deepest = 6;

/** The fields that the schema of a config names, in its order, each before those inside of it. */
export function configFields(schema: object): ConfigField[] {
  return fieldsIn(resolved(schema, schema), schema, '', 1);
}

/** What `properties` holds, with the names that are required. */
export function propertiesOf(
  schema: FieldSchema,
  root: object,
): {name: string; schema: FieldSchema; required: boolean}[] {
  const parts = [schema, ...list(schema.allOf).map((each) => resolved(each, root))];
  const required = new Set(parts.flatMap((part) => list(part.required)));
  return parts.flatMap(({properties}) =>
    isObject(properties)
      ? Object.entries(properties).map(([name, each]) => ({
          name,
          schema: resolved(each, root),
          required: required.has(name),
        }))
      : [],
  );
}

/** The schema itself, or the one of the same document that it refers to. */
export function resolved(schema: unknown, root: object): FieldSchema {
  if (!isObject(schema)) return {};
  const {$ref, ...own} = schema as FieldSchema;
  if (typeof $ref !== 'string' || !/^#(\/|$)/.test($ref)) return schema as FieldSchema;
  const keys = $ref
    .slice(2)
    .split('/')
    .filter((key) => key !== '')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const target = keys.reduce<unknown>(
    (at, key) => (isObject(at) ? (at as {[key: string]: unknown})[key] : undefined),
    root,
  );
  // One step: what refers on to another is shown as it is.
  return isObject(target) ? {...target, ...own} : own;
}

function fieldsIn(schema: FieldSchema, root: object, path: string, depth: number): ConfigField[] {
  if (depth > deepest) return [];
  const named = propertiesOf(schema, root).flatMap(({name, schema: field, required}) =>
    fieldAndInner(field, root, path === '' ? name : `${path}.${name}`, required, depth),
  );
  const {additionalProperties: others} = schema;
  if (!isObject(others)) return named;
  const any = path === '' ? '*' : `${path}.*`;
  return [...named, ...fieldAndInner(resolved(others, root), root, any, false, depth)];
}

function fieldAndInner(
  schema: FieldSchema,
  root: object,
  path: string,
  required: boolean,
  depth: number,
): ConfigField[] {
  const {description, default: fallback, writeOnly, format} = schema;
  const field: ConfigField = {
    path,
    type: typeText(schema, root),
    required,
    ...(fallback !== undefined && {default: fallback}),
    ...(typeof description === 'string' && {description}),
    secret: writeOnly === true || format === 'password',
  };
  const items = isObject(schema.items) ? fieldsIn(resolved(schema.items, root), root, `${path}[]`, depth + 1) : [];
  return [field, ...fieldsIn(schema, root, path, depth + 1), ...items];
}

/** `text`, `whole number or empty`, `"a" or "b"`, `list of text`; `anything` where the schema does not say. */
export function typeText(schema: FieldSchema, root: object): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' or ');
  const forms = [...list(schema.anyOf), ...list(schema.oneOf)].map((each) => typeText(resolved(each, root), root));
  if (forms.length > 0) return [...new Set(forms)].join(' or ');
  const types = [schema.type].flat().filter((type) => typeof type === 'string');
  if (types.length === 0) return isObject(schema.properties) ? typeNames.object! : 'anything';
  return types
    .map((type) => (type === 'array' ? listText(schema.items, root) : (typeNames[type] ?? type)))
    .join(' or ');
}

/** Types as YAML's users call them. */
const typeNames: {[type: string]: string} = {
  object: 'map',
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  null: 'empty',
};

function listText(items: unknown, root: object): string {
  return isObject(items) ? `list of ${typeText(resolved(items, root), root)}` : 'list';
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
