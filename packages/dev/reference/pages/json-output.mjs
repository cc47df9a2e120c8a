// docs/reference/json-output.md and events.md, from the committed schemas.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {root} from '../../root.mjs';
import {jsonOutputs} from '../json-outputs.mjs';
import {code, page} from '../markdown.mjs';
import {anchor, definitionsBelow, fieldTable, words} from '../schema-fields.mjs';

/** One event of each type, as a run printed it. */
export const exampleEvents = readFileSync(join(root, 'packages/dev/reference/example-events.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

export function jsonPages() {
  const documents = jsonOutputs.filter(({title}) => title !== 'Events');
  return {
    'json-output.md': page(
      'JSON output',
      '`--json` prints one document on stdout; the commands that run steps print [events](events.md) instead, and `logs` an object for each line. ' +
        'Warnings for people stay on stderr.',
      ...documents.flatMap(outputSections),
      '## Events',
      '`kflow apply`, `destroy`, `restart`, `reload` and `helm` print [events](events.md), one a line.',
    ),
    'events.md': eventsPage(),
  };
}

function outputSections({commands, title, path, schema}) {
  const {definitions = {}, description = ''} = schema;
  const below = definitionsBelow(schema, definitions);
  const heading = (name) => `${title}: ${words(name)}`;
  const link = (name) => (below.includes(name) ? anchor(heading(name)) : undefined);
  const whose = commands.length > 0 ? `\`kflow ${commands[0]} --json\`. ` : '';
  return [
    `## ${title}`,
    `${whose}${description} [Schema](../../${path}).`,
    fieldTable(schema, definitions, link),
    ...below.flatMap((name) => [
      `### ${heading(name)}`,
      definitions[name].description ?? '',
      fieldTable(definitions[name], definitions, link),
    ]),
  ];
}

function eventsPage() {
  const {schema, path} = jsonOutputs.find(({title}) => title === 'Events');
  const {definitions} = schema;
  const events = schema.anyOf.map(({$ref}) => definitions[$ref.replace('#/definitions/', '')]);
  const shared = definitionsBelow({properties: Object.fromEntries(events.entries())}, definitions).filter(
    (name) => !events.includes(definitions[name]),
  );
  const link = (name) => (shared.includes(name) ? anchor(words(name)) : undefined);
  return page(
    'Events',
    'What `kflow apply`, `destroy`, `restart`, `reload` and `helm` print under `--json`, one a line, and what `onEvent` of `@kflow/exec` is given. The first is ' +
      '`run.started` and says the `version` of the events; the last is `run.finished`. Within a version fields and types of events are added, ' +
      `never taken away or given another meaning. [Schema](../../${path}).`,
    'A run that is refused before it begins prints what [`validate`](json-output.md#diagnostics) prints; one that cannot begin, [an error](json-output.md#an-error).',
    ...events.flatMap((event) => {
      const type = event.properties.type.enum?.[0] ?? event.properties.type.const;
      const example = exampleEvents.find((each) => each.type === type);
      return [
        `## ${type}`,
        event.description ?? '',
        fieldTable({...event, properties: withoutType(event.properties)}, definitions, link),
        ...(example ? [code('json', JSON.stringify(example))] : []),
      ];
    }),
    '## Parts of events',
    ...shared.flatMap((name) => [
      `### ${words(name)}`,
      definitions[name].description ?? '',
      fieldTable(definitions[name], definitions, link),
    ]),
  );
}

function withoutType({type: _type, ...properties}) {
  return properties;
}
