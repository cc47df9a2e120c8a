import type {CommandRequest, CommandResult, CommandRunner} from '../../../ports/command-runner.js';
import {LineOutput} from '../../report/line-output.js';
import {objectChange} from '../kubectl-changes.js';

/**
 * Runs a `kubectl apply` of which another has done a part already: what that one did to an object counts, and is told only once.
 *
 * @param told the objects that it named
 */
export async function runAgain(
  commands: CommandRunner,
  request: CommandRequest,
  told: ReadonlySet<string>,
): Promise<CommandResult> {
  const {onOutput} = request;
  if (told.size === 0 || !onOutput) return await commands.run(request);
  const lines = new LineOutput((line) => {
    if (!told.has(objectChange(line)?.object ?? '')) onOutput('stdout', `${line}\n`);
  });
  const result = await commands.run({
    ...request,
    onOutput: (stream, text) => (stream === 'stdout' ? lines.write(text) : onOutput(stream, text)),
  });
  lines.end();
  return result;
}
