import type {ScriptSpec} from '@kflow/core';
import {KflowError} from '../errors/kflow-error.js';
import {quoteArgument, quoteCommand} from '../tools/report/quote.js';
import {Redactor} from '../tools/report/redact.js';
import {commandEnvironment} from './command/command-environment.js';
import {runCommand} from './command/run-command.js';
import type {StepContext, StepHandler, StepResult} from './step-handler.js';

/** The user's own bash script on the machine that runs kflow. */
export const scriptHandler: StepHandler = {
  kind: 'script',
  apply: (context) => run(context, ({run}) => run),
  destroy: (context) => run(context, ({onDestroy}) => onDestroy),
  reload: (context) => run(context, ({run, onReload}) => onReload ?? run),
};

async function run(context: StepContext, scriptOf: (spec: ScriptSpec) => string | undefined): Promise<StepResult> {
  const {spec, id} = context.step;
  if (spec.kind !== 'script') throw new KflowError('bug', 'KF901', `${id} is no script step`);
  const script = scriptOf(spec);
  if (script) {
    const env = commandEnvironment(context);
    const assignments = Object.entries(env).map(([name, value]) => `${name}=${quoteArgument(value)}`);
    // Only the text is masked: a secret that is a common word must not make holes into the paths.
    const bash = quoteCommand(['bash', '-c', new Redactor(context.secrets?.()).text(script)]);
    await runCommand(context, {
      tool: 'bash',
      args: ['-c', script],
      cwd: spec.workdir,
      env,
      shown: `cd ${quoteArgument(spec.workdir)} && ${[...assignments, bash].join(' ')}`,
      what: 'the script',
    });
  }
  return {changes: [], touched: [], state: {}};
}
