import type {DockerBuildSpec} from '@kflow/core';
import {KflowError} from '../errors/kflow-error.js';
import {quoteArgument, quoteCommand} from '../tools/report/quote.js';
import {Redactor} from '../tools/report/redact.js';
import {dockerBuildArguments} from './command/docker-build-arguments.js';
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
  const args = dockerBuildArguments(specOf(context));
  const cwd = context.resource.dir;
  const words = ['docker', ...new Redactor(context.secrets?.()).args(args)];
  // Paths inside of arguments (a local cache) are relative to the resource's file, like all others.
  const shown = `cd ${quoteArgument(cwd)} && ${quoteCommand(words)}`;
  await runCommand(context, {tool: 'docker', args, cwd, shown, what: 'docker buildx build'});
  return nothing;
}

function specOf({step: {spec, id}}: StepContext): DockerBuildSpec {
  if (spec.kind === 'dockerBuild') return spec;
  throw new KflowError('bug', 'KF901', `${id} is no dockerBuild step`);
}
