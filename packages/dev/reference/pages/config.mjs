// docs/reference/config.md: the fields of both kinds of files, from their schemas.
import {page} from '../markdown.mjs';
import {anchor, definitionsBelow, fieldTable, words} from '../schema-fields.mjs';
import {json} from '../sources.mjs';
import {kindsOf} from './steps.mjs';

export function configPages() {
  const config = json('packages/core/schema/config.schema.json');
  const resource = json('packages/core/schema/resource.schema.json');
  const kinds = new Map(kindsOf(resource).flatMap(({kind, definition}) => (definition ? [[definition, kind]] : [])));
  return {
    'config.md': page(
      'Files',
      'Every field of the two kinds of files. What they mean together: [Configuration](../configuration.md).',
      ...fileSections('Root config', config, kinds),
      ...fileSections('ResourceDefinition', resource, kinds),
    ),
  };
}

function fileSections(title, schema, kinds) {
  const {definitions = {}} = schema;
  const below = definitionsBelow(schema, definitions).filter((name) => !kinds.has(name) && !isOfKind(name));
  const heading = (name) => `${title}: ${words(name)}`;
  const link = (name) =>
    below.includes(name) ? anchor(heading(name)) : kinds.has(name) ? `steps/${kinds.get(name)}.md` : undefined;
  return [
    `## ${title}`,
    schema.description ?? '',
    fieldTable(schema, definitions, link),
    ...below.flatMap((name) => [
      `### ${heading(name)}`,
      definitions[name].description ?? '',
      fieldTable(definitions[name], definitions, link),
      ...(name === 'StepFile' ? ['Each kind has [a page of its own](steps/README.md).'] : []),
    ]),
  ];

  /** What is described on the page of its kind. */
  function isOfKind(name) {
    return [...kinds.keys()].some((kind) => definitionsBelow(definitions[kind] ?? {}, definitions).includes(name));
  }
}
