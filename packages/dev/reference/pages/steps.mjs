// docs/reference/steps: a page a step kind, from the schema, the table of what each does, and an example that a test loads.
import {code, page, table} from '../markdown.mjs';
import {anchor, definitionsBelow, fieldTable, words} from '../schema-fields.mjs';
import {json, text} from '../sources.mjs';
import {behaviours} from '../step-behaviours.mjs';

/** The kinds in the order of the schema: `definition` is undefined for one that is a list. */
export function kindsOf({properties, definitions}) {
  const step = definitions[properties.steps.items.$ref.replace('#/definitions/', '')];
  return Object.keys(behaviours).map((kind) => {
    const schema = step.properties[kind];
    const reference = schema.$ref ?? schema.anyOf?.find(({$ref}) => $ref)?.$ref;
    return {kind, schema, definition: reference?.replace('#/definitions/', '')};
  });
}

export function stepPages() {
  const resource = json('packages/core/schema/resource.schema.json');
  const {definitions} = resource;
  const kinds = kindsOf(resource);
  const summaryOf = ({schema, definition}) => schema.description ?? definitions[definition]?.description ?? '';
  return {
    'steps/README.md': page(
      'Step kinds',
      'A step does exactly one of these. What every step takes besides (`name`, `dependsOn`, `namespace` ...): [Files](../config.md#resourcedefinition-step).',
      table(
        ['kind', 'what it does'],
        kinds.map((each) => [`[\`${each.kind}\`](${each.kind}.md)`, summaryOf(each)]),
      ),
    ),
    ...Object.fromEntries(kinds.map((each) => [`steps/${each.kind}.md`, stepPage(each, summaryOf(each), definitions)])),
  };
}

function stepPage({kind, schema, definition}, summary, definitions) {
  const own = definitions[definition] ?? {};
  const below = definitionsBelow(own, definitions);
  const link = (name) => (below.includes(name) ? anchor(words(name)) : undefined);
  const fields =
    definition === undefined
      ? ['## Fields', `A list of text: ${schema.description}`]
      : [
          '## Fields',
          fieldTable(own, definitions, link),
          ...below.flatMap((name) => [
            `### ${words(name)}`,
            definitions[name].description ?? '',
            fieldTable(definitions[name], definitions, link),
          ]),
        ];
  return page(
    `Step kind: ${kind}`,
    summary,
    code('yaml', text(`packages/dev/reference/step-examples/${kind}.yaml`)),
    ...fields,
    '## What the commands do with it',
    table(['', ''], Object.entries(behaviours[kind])).map((line, index) =>
      index === 0 ? '| when | what happens |' : line,
    ),
    `The guide: [Configuration](../../configuration.md#steps). Fields that every step takes: [Files](../config.md#resourcedefinition-step).`,
  );
}
