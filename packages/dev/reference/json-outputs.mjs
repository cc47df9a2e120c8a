// What commands print under `--json`, and where its schema is.
import {json} from './sources.mjs';
import {anchor} from './schema-fields.mjs';

const outputs = [
  ['plan', 'packages/core/schema/plan.schema.json', 'The plan', 'one document'],
  ['graph', 'packages/core/schema/graph.schema.json', 'The graph', 'one document'],
  ['list', 'packages/cli/schema/list.schema.json', 'The list of phases and resources', 'one document'],
  ['init', 'packages/cli/schema/init.schema.json', 'What init wrote', 'one document'],
  ['init', 'packages/cli/schema/init-runner.schema.json', 'What init --runner wrote', 'one document'],
  ['validate', 'packages/cli/schema/validate.schema.json', 'Diagnostics', 'one document'],
  ['runners', 'packages/cli/schema/runners.schema.json', 'The list of runners', 'one document'],
  ['runners describe', 'packages/cli/schema/runners-describe.schema.json', 'A runner', 'one document'],
  ['status', 'packages/exec/schema/status.schema.json', 'Status', 'one document'],
  ['health', 'packages/exec/schema/health.schema.json', 'Health', 'one document'],
  ['doctor', 'packages/exec/schema/doctor.schema.json', 'What doctor found', 'one document'],
  ['logs', 'packages/cli/schema/logs.schema.json', 'Lines of logs', 'an object for each line'],
  ['state show', 'packages/cli/schema/state-show.schema.json', 'State', 'one document'],
  ['state path', 'packages/cli/schema/state-path.schema.json', 'The path of the state', 'one document'],
  ['state clear', 'packages/cli/schema/state-clear.schema.json', 'What was forgotten', 'one document'],
  ['', 'packages/cli/schema/error.schema.json', 'An error', 'one document'],
];

/** Each with its schema; `title` is its heading on the page of JSON output, `anchor` leads there. */
export const jsonOutputs = [
  ...outputs.map(([command, path, title, what]) => ({
    commands: command === '' ? [] : [command],
    path,
    title,
    what,
    anchor: anchor(title),
    schema: json(path),
  })),
  {
    commands: ['apply', 'destroy', 'restart', 'reload', 'helm'],
    path: 'packages/exec/schema/event.schema.json',
    title: 'Events',
    what: 'an event a line',
    anchor: '#events',
    schema: json('packages/exec/schema/event.schema.json'),
  },
];
