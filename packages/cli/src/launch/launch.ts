import {join} from 'node:path';
import type * as completion from '../completion/answer-shell.js';
import type * as program from '../main.js';
import {mentions} from '../mentions.js';
import {cacheFile} from './cache-file.js';
import {ChunkLoader} from './chunk-loader.js';
import {CodeCache} from './code-cache.js';
import {expectShortRun} from './expect-short-run.js';

/** A number of the bundle's own, for what is kept of it: bundle.mjs makes it of all of its files. */
declare const KFLOW_BUNDLE: string;

/**
 * Runs the bundled kflow, and keeps what V8 made of it for the next run of the same command.
 *
 * @param argv the command line without `node` and the script
 * @param root directory of the package, with `dist/` and the command manifest
 * @returns the exit code. Everything is written when it resolves; something that a library left open may keep the process
 */
export async function launch(argv: readonly string[], root: string): Promise<number> {
  // Also for what takes minutes, since it spends them waiting. First: V8 takes nothing that was made with other flags.
  expectShortRun();
  const dist = join(root, 'dist');
  const cache = CodeCache.open(cacheFile(argv, dist), KFLOW_BUNDLE);
  const chunks = new ChunkLoader(dist, require, cache);
  const load = <Exports>(...path: string[]) => chunks.load(join(root, ...path)) as Exports;
  const code = await run(argv, root, load);
  // A dry run writes nothing anywhere.
  if (!mentions(argv, '--dry-run')) cache?.save(code === 0);
  return code;
}

/** Gives what a file of the package exports, by its path below the package's directory. */
export type Load = <Exports>(...path: string[]) => Exports;

async function run(argv: readonly string[], root: string, load: Load): Promise<number> {
  const [first, ...rest] = argv;
  if (first === '__complete') {
    // A key press of the user's waits for it: past everything that a command needs.
    const {answerShell} = load<typeof completion>('dist/completion/answer-shell.cjs');
    await answerShell(rest, root);
    return 0;
  }
  const {main} = load<typeof program>('dist/main.cjs');
  return main(argv, root, load);
}
