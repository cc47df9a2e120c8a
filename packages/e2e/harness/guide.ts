import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, relative, resolve} from 'node:path';
import {guideBlocks} from './guide/blocks.js';
import type {Block} from './guide/blocks.js';
import {difference} from './guide/output.js';
import {Shell} from './guide/shell.js';
import type {Shown} from './guide/shell.js';

/** A guide, and where and how it is followed. */
export interface GuideRequest {
  /** Path of the Markdown page. What its fences mean: `guideBlocks`. */
  page: string;
  /** Where a reader would begin. Files are written, as commands are run, where the commands so far have gone to. */
  dir: string;
  /** The environment of the reader's shell. Its PATH has what the page takes for granted, such as `kflow`. */
  env: NodeJS.ProcessEnv;
  /** What this run has in the place of something that the page shows, e.g. `{[context]: 'kflow-sandbox'}`; seen in output only. */
  shownAs?: {[actual: string]: string};
  /** How long a command or script may take, in milliseconds. Default: two minutes. */
  limit?: number;
}

/**
 * Follows a guide from top to bottom, as a reader does: writes its files, runs its commands in order, compares what they show. In
 * `console` blocks a line `...` stands for any lines, and times, durations, ids and versions may differ.
 *
 * @returns how many blocks were acted on
 * @throws an error that begins with `page:line` of the block or command, and shows what was expected and what came
 */
export async function followGuide({page, dir, env, shownAs = {}, limit = 120_000}: GuideRequest): Promise<number> {
  const blocks = guideBlocks(page, readFileSync(page, 'utf8'));
  const shell = new Shell(dir, env, limit);
  const run = async (script: string, line: number, exit: number): Promise<Shown> => {
    const shown = await shell.run(script);
    const output = Object.entries(shownAs).reduce(
      (text, [actual, name]) => text.replaceAll(actual, name),
      shown.output,
    );
    const ended = shown.tooLong ? `it did not end within ${limit / 1000} s` : `exit ${shown.code}`;
    if (shown.tooLong || shown.code !== exit)
      throw new Error(
        `${page}:${line}: expected exit ${exit}: ${ended}\n${indented(script)}\nit said\n${indented(output)}`,
      );
    return {...shown, output};
  };
  try {
    for (const block of blocks) await follow(block, {page, dir, shell, run});
  } finally {
    shell.end();
  }
  return blocks.length;
}

interface Reader {
  page: string;
  dir: string;
  shell: Shell;
  run: (script: string, line: number, exit: number) => Promise<Shown>;
}

async function follow(block: Block, {page, dir, shell, run}: Reader): Promise<void> {
  if (block.kind === 'file') {
    const path = resolve(shell.cwd, block.path);
    if (relative(dir, path).startsWith('..')) throw new Error(`${page}:${block.line}: ${block.path} is outside`);
    mkdirSync(dirname(path), {recursive: true});
    writeFileSync(path, block.text);
  } else if (block.kind === 'script') {
    await run(block.text, block.line, block.exit);
  } else {
    for (const command of block.commands) {
      const exit = command === block.commands.at(-1) ? block.exit : 0;
      const {output} = await run(command.command, command.line, exit);
      const differs = difference(command.output, output);
      if (!differs) continue;
      throw new Error(
        `${page}:${command.line}: $ ${command.command}\nexpected  ${differs.expected ?? '(the end of the output)'}\nactual    ${differs.actual ?? '(the end of the output)'}\nit said\n${indented(output)}`,
      );
    }
  }
}

function indented(text: string): string {
  return text.trimEnd().replaceAll(/^/gm, '    ');
}
