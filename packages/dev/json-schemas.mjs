// Makes the JSON Schemas of everything that kflow prints as JSON, from the TypeScript types: `npm run schemas`. They are committed; a test compares.
import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import tjs from 'typescript-json-schema';
import {compilerOptions, format, schemaOptions} from '../core/generate.mjs';
import {root} from './root.mjs';

/** By path of the schema: the type, and the file that declares it. */
export const schemas = {
  'packages/core/schema/plan.schema.json': ['Plan', 'packages/core/src/plan/plan.ts', 'kflow plan --json'],
  'packages/core/schema/graph.schema.json': ['Graph', 'packages/core/src/graph/graph.ts', 'kflow graph --json'],
  'packages/exec/schema/event.schema.json': [
    'KflowEvent',
    'packages/exec/src/engine/event.ts',
    'a line of kflow apply, destroy, restart, reload and helm under --json',
  ],
  'packages/exec/schema/state.schema.json': [
    'StateFile',
    'packages/exec/src/state/state-file.ts',
    'state.json in the state directory',
  ],
  'packages/exec/schema/journal.schema.json': [
    'JournalLine',
    'packages/exec/src/journal/journal-file.ts',
    'a line of a journal in the state directory',
  ],
  'packages/exec/schema/status.schema.json': [
    'StatusReport',
    'packages/exec/src/operations/live/reports.ts',
    'kflow status --json',
  ],
  'packages/exec/schema/doctor.schema.json': [
    'SetupReport',
    'packages/exec/src/operations/doctor/setup-check.ts',
    'kflow doctor --json',
  ],
  'packages/exec/schema/health.schema.json': [
    'HealthReport',
    'packages/exec/src/operations/live/reports.ts',
    'kflow health --json',
  ],
  'packages/cli/schema/validate.schema.json': [
    'RefusalDocument',
    'packages/cli/src/json-output/refusal-document.ts',
    'kflow validate --json, and any command that is refused for bad input',
  ],
  'packages/cli/schema/error.schema.json': [
    'ErrorDocument',
    'packages/cli/src/json-output/error-document.ts',
    'any command under --json that fails outside of a run',
  ],
  'packages/cli/schema/init.schema.json': ['InitReport', 'packages/cli/src/init/init-report.ts', 'kflow init --json'],
  'packages/cli/schema/init-runner.schema.json': [
    'RunnerPackageReport',
    'packages/cli/src/init/runner-package/runner-package-report.ts',
    'kflow init --runner --json',
  ],
  'packages/cli/schema/list.schema.json': ['ProjectList', 'packages/cli/src/list-project.ts', 'kflow list --json'],
  'packages/cli/schema/runners.schema.json': [
    'RunnerList',
    'packages/cli/src/json-output/runner-list.ts',
    'kflow runners --json',
  ],
  'packages/cli/schema/runners-describe.schema.json': [
    'RunnerDescription',
    'packages/cli/src/json-output/runner-list.ts',
    'kflow runners describe --json',
  ],
  'packages/cli/schema/logs.schema.json': [
    'LogDocument',
    'packages/cli/src/json-output/log-document.ts',
    'a line of kflow logs --json',
  ],
  'packages/cli/schema/state-show.schema.json': [
    'StateDocument',
    'packages/cli/src/json-output/state-documents.ts',
    'kflow state show --json',
  ],
  'packages/cli/schema/state-path.schema.json': [
    'StatePathDocument',
    'packages/cli/src/json-output/state-documents.ts',
    'kflow state path --json',
  ],
  'packages/cli/schema/state-clear.schema.json': [
    'StateClearDocument',
    'packages/cli/src/json-output/state-documents.ts',
    'kflow state clear --json',
  ],
  'packages/runners/schema/hook-call.schema.json': [
    'HookCallDocument',
    'packages/runners/src/command/protocol.ts',
    'the first line of the standard input of a hook of the command runner',
  ],
  'packages/runners/schema/hook-message.schema.json': [
    'HookMessage',
    'packages/runners/src/command/protocol.ts',
    'a JSON line that a hook of the command runner prints',
  ],
  'packages/runners/schema/hook-answer.schema.json': [
    'HookAnswer',
    'packages/runners/src/command/protocol.ts',
    'a line of the standard input of a hook of the command runner that has answers, after the first',
  ],
};

/** The text of every schema by its path. */
export function makeSchemas() {
  const sources = [...new Set(Object.values(schemas).map(([, source]) => join(root, source)))];
  const options = {
    ...compilerOptions,
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
    // The sources, so that a build is not needed first.
    paths: Object.fromEntries(
      ['core', 'exec', 'runners'].map((name) => [`@kflow/${name}`, [join(root, `packages/${name}/src/index.ts`)]]),
    ),
  };
  const program = tjs.getProgramFromFiles(sources, options, root);
  const generator = tjs.buildGenerator(program, schemaOptions);
  if (!generator) throw new Error('typescript-json-schema made nothing of the types');
  return Object.fromEntries(
    Object.entries(schemas).map(([path, [type, , title]]) => {
      const {$schema, ...rest} = generator.getSchemaForSymbol(type);
      return [path, format({$schema, title, ...rest})];
    }),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of Object.entries(makeSchemas())) {
    mkdirSync(dirname(join(root, path)), {recursive: true});
    writeFileSync(join(root, path), text);
  }
}
