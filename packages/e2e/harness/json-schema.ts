import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {Ajv} from 'ajv';
import type {ValidateFunction} from 'ajv';

/** Where the schema of what a command prints under `--json` is committed. */
const schemas = {
  event: 'exec/schema/event',
  status: 'exec/schema/status',
  doctor: 'exec/schema/doctor',
  health: 'exec/schema/health',
  plan: 'core/schema/plan',
  graph: 'core/schema/graph',
  validate: 'cli/schema/validate',
  error: 'cli/schema/error',
  init: 'cli/schema/init',
  'init runner': 'cli/schema/init-runner',
  list: 'cli/schema/list',
  runners: 'cli/schema/runners',
  'runners describe': 'cli/schema/runners-describe',
  logs: 'cli/schema/logs',
  'state show': 'cli/schema/state-show',
  'state path': 'cli/schema/state-path',
  'state clear': 'cli/schema/state-clear',
} as const;

type SchemaName = keyof typeof schemas;

const streams: {[command: string]: SchemaName} = {
  apply: 'event',
  destroy: 'event',
  restart: 'event',
  reload: 'event',
  helm: 'event',
  logs: 'logs',
};

const ajv = new Ajv({strict: true, allowUnionTypes: true});
const compiled = new Map<SchemaName, ValidateFunction>();

function validatorOf(name: SchemaName): ValidateFunction {
  let validate = compiled.get(name);
  if (!validate) {
    const file = fileURLToPath(new URL(`../../${schemas[name]}.schema.json`, import.meta.url));
    validate = ajv.compile(JSON.parse(readFileSync(file, 'utf8')));
    compiled.set(name, validate);
  }
  return validate;
}

/**
 * Holds what a command printed under `--json` to the committed schemas: its own, or those of a refusal and of a failure outside of a run. Nothing at
 * all is allowed (a question that was answered no), and so is a last line that a kill cut off.
 *
 * @param args the command line
 * @throws Error that shows the document and what is wrong with it
 */
export function checkJson(args: readonly string[], stdout: string): void {
  const words = args.filter((arg) => /^[a-z]+$/.test(arg));
  if (args.includes('--runner')) words[1] = 'runner';
  const command = [`${words[0]} ${words[1]}`, words[0] ?? ''].find((name) => name in schemas || name in streams);
  if (command === undefined || stdout.trim() === '') return;
  const stream = streams[command];
  if (stream === undefined) return hold(command, JSON.parse(stdout), [command as SchemaName, 'validate', 'error']);
  const lines = stdout.split('\n');
  lines.pop();
  for (const line of lines) hold(command, JSON.parse(line), [stream, 'validate', 'error']);
}

function hold(command: string, document: unknown, names: readonly SchemaName[]): void {
  const validators = names.map(validatorOf);
  if (validators.some((validate) => validate(document))) return;
  const problems = [
    // Of the many alternatives of an event only the one of its type tells anything.
    ...alternative(document),
    ...(validators[0]!.errors ?? []).map(
      ({instancePath, message, params}) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    ),
  ];
  throw new Error(
    `what \`${command} --json\` printed does not fit its schema:\n${JSON.stringify(document)}\n${problems.join('\n')}`,
  );
}

function alternative(document: unknown): string[] {
  const {type} = document as {type?: string};
  const {definitions = {}} = validatorOf('event').schema as {definitions?: {[name: string]: any}};
  const name = Object.keys(definitions).find((each) => definitions[each].properties?.type?.enum?.[0] === type);
  if (type === undefined || name === undefined) return [];
  const validate = ajv.compile({...definitions[name], definitions});
  validate(document);
  return (validate.errors ?? []).map(
    ({instancePath, message, params}) => `${type}: ${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}
