import type {DockerBuildSpec} from '@kflow/core';
import {KflowError} from '../errors/kflow-error.js';
import {quoteArgument, quoteCommand} from '../tools/report/quote.js';
import {mask} from '../tools/report/redact-secret-data.js';
import {Redactor} from '../tools/report/redact.js';
import {isSecretName} from '../values/secret-name.js';
import {dockerBuildCommand} from './command/docker-build-command.js';
import {runCommand} from './command/run-command.js';
import type {StepContext, StepHandler, StepResult} from './step-handler.js';

/** Characters that make a build argument a secret, whatever its name. */
const longEnough = 8;

const nothing: StepResult = {changes: [], touched: [], state: {}};

/** An image: `docker buildx build`. Reload builds again unless told to skip; destroy leaves the image where it is. */
export const dockerBuildHandler: StepHandler = {
  kind: 'dockerBuild',
  apply: build,
  reload: async (context) => (specOf(context).onReload === 'skip' ? nothing : await build(context)),
  destroy: async () => nothing,
};

async function build(context: StepContext): Promise<StepResult> {
  const spec = specOf(context);
  const {args, env} = dockerBuildCommand(spec);
  const cwd = context.resource.dir;
  const masked = args.map((arg, index) => (args[index - 1] === '--build-arg' ? arg.replace(/=.*/s, `=${mask}`) : arg));
  const assignments = Object.keys(env).map((name) => `${name}='${mask}'`);
  const words = ['docker', ...new Redactor(context.secrets?.()).args(masked)];
  // Paths inside of arguments (a local cache) are relative to the resource's file, like all others.
  const shown = `cd ${quoteArgument(cwd)} && ${[...assignments, quoteCommand(words)].join(' ')}`;
  const secrets = Object.entries(spec.buildArgs).flatMap(([name, value]) => (isSecret(name, value) ? [value] : []));
  await runCommand(context, {tool: 'docker', args, env, secrets, cwd, shown, what: 'docker buildx build'});
  return nothing;
}

/** Whether docker may not say it (BuildKit prints the commands that it runs): `true` and `18` are left to be read. */
function isSecret(name: string, value: string): boolean {
  return value.length >= longEnough || isSecretName(name);
}

function specOf({step: {spec, id}}: StepContext): DockerBuildSpec {
  if (spec.kind === 'dockerBuild') return spec;
  throw new KflowError('bug', 'KF901', `${id} is no dockerBuild step`);
}
