// Tables of fields from JSON Schemas.
import {table} from './markdown.mjs';

/** The table of an object's fields. `link` gives the address of a definition's own table, where it has one. */
export function fieldTable({properties = {}, required = []}, definitions, link = () => undefined) {
  return table(
    ['field', 'type', 'required', 'what it is'],
    Object.entries(properties).map(([name, schema]) => [
      `\`${name}\``,
      typeName(schema, definitions, link),
      required.includes(name) ? 'yes' : '',
      describe(schema, definitions),
    ]),
  );
}

/** The definitions that an object's fields lead to and that have fields of their own, each once, in order of appearance. */
export function definitionsBelow(schema, definitions, seen = new Set()) {
  for (const name of namesIn(schema.properties ?? {})) {
    const below = definitions[name];
    if (seen.has(name) || below?.properties === undefined) continue;
    seen.add(name);
    definitionsBelow(below, definitions, seen);
  }
  return [...seen];
}

function namesIn(node) {
  if (typeof node !== 'object' || node === null) return [];
  const own = typeof node.$ref === 'string' ? [nameOf(node.$ref)] : [];
  return [...own, ...Object.values(node).flatMap(namesIn)];
}

function nameOf(reference) {
  return reference.replace('#/definitions/', '');
}

/** A type in words: `list of text`, `one of \`a\`, \`b\``, `map of text`. */
export function typeName(schema, definitions, link = () => undefined) {
  if (schema.$ref !== undefined) {
    const name = nameOf(schema.$ref);
    const below = definitions[name];
    const target = link(name);
    if (target !== undefined) return `[${words(name)}](${target})`;
    return below?.properties === undefined ? typeName(below ?? {}, definitions, link) : words(name);
  }
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${value}\``).join(', ');
  const either = schema.anyOf ?? schema.oneOf;
  if (either !== undefined) return [...new Set(either.map((each) => typeName(each, definitions, link)))].join(' or ');
  if (Array.isArray(schema.type))
    return schema.type.map((type) => typeName({...schema, type}, definitions, link)).join(' or ');
  if (schema.type === 'array')
    return `list of ${schema.items ? typeName(schema.items, definitions, link) : 'anything'}`;
  if (schema.type === 'object' || schema.additionalProperties) {
    const {additionalProperties: values} = schema;
    return typeof values === 'object' && Object.keys(values).length > 0
      ? `map of ${typeName(values, definitions, link)}`
      : schema.properties === undefined
        ? 'map'
        : 'object';
  }
  return {string: 'text', integer: 'number', null: 'nothing'}[schema.type] ?? schema.type ?? 'anything';
}

function describe({description = '', $ref, items}, definitions) {
  if (description !== '') return description;
  const below = definitions[nameOf($ref ?? items?.$ref ?? '')];
  return below?.description ?? '';
}

/** `WorkloadProgress` -> `workload progress`; names of file types lose their `File`. */
export function words(name) {
  return name
    .replace(/File$/, '')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
}

/** The heading's anchor, as GitHub makes it. */
export function anchor(text) {
  return `#${text
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-')}`;
}

/** A section with a table for the object itself, and one for each definition below it. */
export function objectSections(schema, definitions) {
  const below = definitionsBelow(schema, definitions);
  const link = (name) => (below.includes(name) ? anchor(words(name)) : undefined);
  return [
    fieldTable(schema, definitions, link),
    ...below.flatMap((name) => [
      `### ${words(name)}`,
      definitions[name].description ?? '',
      fieldTable(definitions[name], definitions, link),
    ]),
  ];
}
