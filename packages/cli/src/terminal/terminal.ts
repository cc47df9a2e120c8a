import picocolors from 'picocolors';
import {canMove} from './can-move.js';
import {colorsWanted} from './colors.js';
import {terminalText} from './shown-text.js';
import {symbolsFor} from './symbols.js';
import type {Symbols} from './symbols.js';

/** Paints text; every function returns the text as it is when colors are off. */
export type Colors = ReturnType<typeof picocolors.createColors>;

/** One of the two streams that a command writes to. */
export interface Channel {
  colors: Colors;
  /** Columns of the terminal; undefined in a pipe or file without `COLUMNS`, where nothing is fitted to a width. */
  width?: number;
  /** Writes a line; the newline is added. Whoever made it: control characters but colors are escaped, so that nothing can forget to. */
  line(text: string): void;
  /** Writes a line as it is, for a program that reads somebody's data (a container's log). Absent on a terminal. */
  raw?(text: string): void;
}

/** Where a command writes: results to `out` (stdout), progress, warnings and errors to `err` (stderr). */
export interface Terminal {
  out: Channel;
  err: Channel;
  symbols: Symbols;
  /** The streams, if stderr is a terminal on which lines can be taken back. */
  moving?: {stdout: NodeJS.WriteStream; stderr: NodeJS.WriteStream};
}

/** The terminal of this process, or one made of the given streams. */
export function openTerminal(
  flags: {'no-color': boolean},
  streams: {stdout: NodeJS.WriteStream; stderr: NodeJS.WriteStream} = process,
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): Terminal {
  const channel = (stream: NodeJS.WriteStream): Channel => ({
    colors: picocolors.createColors(colorsWanted(stream, flags['no-color'], env)),
    ...widthOf(stream, env),
    line: (text) => void stream.write(`${terminalText(text)}\n`),
    ...(stream.isTTY ? {} : {raw: (text: string) => void stream.write(`${text}\n`)}),
  });
  return {
    out: channel(streams.stdout),
    err: channel(streams.stderr),
    symbols: symbolsFor(env, platform),
    ...(canMove(streams.stderr, env) ? {moving: streams} : {}),
  };
}

/** The terminal's own width, else that of `COLUMNS`, which for example `watch` sets; a pseudo-terminal may say that it has no columns at all. */
function widthOf(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): {width?: number} {
  const told = Number(env.COLUMNS);
  const width = (stream.isTTY && stream.columns) || (Number.isInteger(told) && told > 0 ? told : undefined);
  return width ? {width} : {};
}
