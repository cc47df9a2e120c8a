import type {CommandManifest} from './command-manifest.js';
import type {KflowCommand} from './kflow-command.js';
import type {Load} from './launch/launch.js';

/**
 * Runs a command and gives its exit code. Without oclif's Config, which looks for plugins, hooks and versions that kflow has none of, at
 * the price of a tenth of a short run.
 *
 * @param argv the command's arguments
 * @param load gives what a file of the package exports
 */
export async function runCommand({relativePath}: CommandManifest, argv: string[], load: Load): Promise<number> {
  const {default: Command} = load<{default: new (argv: string[]) => KflowCommand}>(...relativePath);
  return new Command(argv).run();
}
