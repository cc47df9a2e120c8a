import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import type {CommandManifest} from './command-manifest.js';
import type {KflowCommand} from './kflow-command.js';

/**
 * Runs a command and gives its exit code. Without oclif's Config, which looks for plugins, hooks and versions that kflow has none of, at
 * the price of a tenth of a short run.
 *
 * @param argv the command's arguments
 * @param root directory of the package
 */
export async function runCommand({relativePath}: CommandManifest, argv: string[], root: string): Promise<number> {
  const {default: Command}: {default: new (argv: string[]) => KflowCommand} = await import(
    pathToFileURL(join(root, ...relativePath)).href
  );
  return new Command(argv).run();
}
