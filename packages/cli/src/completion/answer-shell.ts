import {readProgram} from '../command-manifest.js';
import {answer} from './answer.js';
import {programSource} from './program-source.js';

/**
 * Answers a shell on stdout, straight from the command manifest: nothing that a command needs is loaded, since a key press of the user's waits for it.
 *
 * @param argv what stands behind `kflow __complete`
 * @param root directory of the package
 */
export async function answerShell(argv: readonly string[], root: string): Promise<void> {
  const lines = await answer(argv, programSource(readProgram(root).commands));
  if (lines.length > 0) await new Promise((resolve) => process.stdout.write(`${lines.join('\n')}\n`, resolve));
}
