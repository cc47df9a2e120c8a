import {readCommandLine} from './argv.js';
import {readProgram} from './command-manifest.js';
import {showHelp, showTopic} from './help/index.js';
import type {Load} from './launch/launch.js';
import {mentions} from './mentions.js';
import {ownLetters} from './own-letters.js';
import {watchOutput} from './terminal/output-failure.js';
import {runCommand} from './run-command.js';
import {openTerminal} from './terminal/terminal.js';

/** Commands whose `--json` is a stream, one object a line. */
const streaming = new Set(['apply', 'destroy', 'restart', 'reload', 'helm', 'logs']);

/**
 * Runs the command line `argv` (without `node` and the script) and gives the exit code. Everything that goes wrong is shown here.
 *
 * @param root directory of the package, with the command manifest
 * @param load gives what a file of the package exports
 */
export async function main(argv: readonly string[], root: string, load: Load): Promise<number> {
  const outputFailure = watchOutput();
  const code = await run(argv, root, load);
  const failure = await outputFailure();
  if (!failure) return code;
  const {stream, error} = failure;
  if (stream === 'stdout') process.stderr.write(`error KF006: cannot write to stdout: ${error.message}\n`);
  return code === 0 ? 1 : code;
}

async function run(argv: readonly string[], root: string, load: Load): Promise<number> {
  const terminal = openTerminal({'no-color': mentions(argv, '--no-color')});
  let id: string | undefined;
  // In order, once it could be put in order.
  let ordered = argv;
  // Such as a promise that a user's runner let fail without looking.
  process.once('uncaughtException', (error) => void report(error, true).then((code) => process.exit(code)));
  try {
    const program = readProgram(root);
    const {commands} = program;
    const line = readCommandLine(argv, {ids: commands.map((each) => each.id), own: ownLetters(commands)});
    switch (line.type) {
      case 'version':
        terminal.out.line(`kflow ${program.version}`);
        return 0;
      case 'help':
        await showHelp(program, line.id, terminal);
        return 0;
      case 'topic':
        await showTopic(program, line.words, terminal);
        return 0;
      case 'command':
        ({id, argv: ordered} = line);
        return await runCommand(
          commands.find((each) => each.id === line.id)!,
          line.argv,
          load,
        );
    }
  } catch (error) {
    return await report(error);
  }

  async function report(error: unknown, uncaught = false): Promise<number> {
    const {reportFailure} = await import('./problems/report-failure.js');
    return reportFailure(error, terminal, {
      json: mentions(ordered, '--json'),
      verbose: mentions(ordered, '--verbose') || Boolean(process.env.DEBUG),
      uncaught,
      stream: id !== undefined && streaming.has(id),
    });
  }
}
