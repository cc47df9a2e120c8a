import type {DockerBuildSpec} from '@kflow/core';
import {KflowError} from '../errors/kflow-error.js';
import {quoteArgument, quoteCommand} from '../tools/report/quote.js';
import {Redactor} from '../tools/report/redact.js';
import {isSecretName} from '../values/secret-name.js';
import {dockerBuildCommand} from './command/docker-build-command.js';
import {runCommand} from './command/run-command.js';
import type {StepContext, StepHandler, StepResult} from './step-handler.js';

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
  const secrets = Object.entries(spec.buildArgs).flatMap(([name, value]) => (isSecret(name, value) ? [value] : []));
  const redactor = new Redactor([...(context.secrets?.() ?? []), ...secrets]);
  const assignments = Object.entries(env).map(([name, value]) => `${name}=${quoteArgument(redactor.text(value))}`);
  const words = ['docker', ...redactor.args(args)];
  // Paths inside of arguments (a local cache) are relative to the resource's file, like all others.
  const shown = `cd ${quoteArgument(cwd)} && ${[...assignments, quoteCommand(words)].join(' ')}`;
  await runCommand(context, {tool: 'docker', args, env, secrets, cwd, shown, what: 'docker buildx build'});
  return nothing;
}

/** Whether a build argument is shown nowhere, nor in what BuildKit prints: the others, such as `NODE_ENV`, are there to be read. */
function isSecret(name: string, value: string): boolean {
  return isSecretName(name) && value !== '';
}

function specOf({step: {spec, id}}: StepContext): DockerBuildSpec {
  if (spec.kind === 'dockerBuild') return spec;
  throw new KflowError('bug', 'KF901', `${id} is no dockerBuild step`);
}
