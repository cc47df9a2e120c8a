import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {answer} from './answer.js';
import {programSource} from './program-source.js';
import type {CommandManifest} from './program-source.js';

/**
 * Answers a shell on stdout, straight from the command manifest: nothing that a command needs is loaded, since a key press of the user's waits for it.
 *
 * @param argv what stands behind `kflow __complete`
 * @param root directory of the package
 */
export async function answerShell(argv: readonly string[], root: string): Promise<void> {
  const {commands} = JSON.parse(readFileSync(join(root, 'oclif.manifest.json'), 'utf8')) as {
    commands: {[id: string]: CommandManifest};
  };
  const lines = await answer(argv, programSource(Object.values(commands)));
  if (lines.length > 0) await new Promise((resolve) => process.stdout.write(`${lines.join('\n')}\n`, resolve));
}
