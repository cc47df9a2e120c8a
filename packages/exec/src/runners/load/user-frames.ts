import {dirname, resolve, sep} from 'node:path';
import {fileURLToPath} from 'node:url';
import {readFile} from 'node:fs/promises';
import type {Location} from '@kflow/core';

const kflowRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../..') + sep;
const jitiFile = /[\\/]jiti[\\/](?:dist|lib)[\\/]/;
const frame = /(?:\(|\bat (?:async )?)((?:file:\/\/|\/|[A-Za-z]:[\\/])[^()]*?):(\d+):(\d+)\)?$/;

/** A place in a stack. `column` counts from 1. */
export interface Frame {
  file: string;
  line: number;
  column: number;
}

/** The frames of an error that are in the user's own code or what it imports: neither Node's, nor kflow's, nor of the loader. */
export function userFrames(error: unknown): Frame[] {
  const stack = textOf(error, 'stack');
  const frames = stack.split('\n').flatMap((line): Frame[] => {
    const [, file, row, column] = frame.exec(line) ?? [];
    return file === undefined ? [] : [{file: toPath(file), line: Number(row), column: Number(column)}];
  });
  // What called the loader comes after its last frame.
  const end = frames.findLastIndex(({file}) => jitiFile.test(file));
  return (end === -1 ? frames : frames.slice(0, end)).filter(
    ({file}) => !jitiFile.test(file) && !file.startsWith(kflowRoot) && !/[\\/]@kflow[\\/]/.test(file),
  );
}

/**
 * Where in the user's code an error comes from: for a syntax error the place of that, else the innermost frame outside of
 * node_modules, else the innermost one. Undefined when the error does not say.
 */
export async function userLocation(error: unknown): Promise<Location | undefined> {
  const frames = userFrames(error);
  const place = syntaxPlace(error) ?? frames.find(({file}) => !/[\\/]node_modules[\\/]/.test(file)) ?? frames[0];
  if (!place) return undefined;
  const source = await readFile(place.file, 'utf8').catch(() => '');
  const text = source.split(/\r?\n/)[place.line - 1]?.trim();
  return {...place, ...(text ? {text} : {})};
}

/** The loader puts the place of a syntax error at the end of the message (its column counts from 0); Node at the top of the stack, without a column. */
function syntaxPlace(error: unknown): Frame | undefined {
  const [, file, line, column] = /^ParseError: [^]*\n\s*(.+):(\d+):(\d+)\s*$/.exec(textOf(error, 'message')) ?? [];
  if (file !== undefined) return {file, line: Number(line), column: Number(column) + 1};
  if (textOf(error, 'name') !== 'SyntaxError') return undefined;
  const [, top, row] = /^((?:file:\/\/|\/|[A-Za-z]:[\\/]).*):(\d+)\n/.exec(textOf(error, 'stack')) ?? [];
  return top === undefined ? undefined : {file: toPath(top), line: Number(row), column: 1};
}

/** What an error says, in one line: without places and `Require stack`, which are shown otherwise. */
export function thrownMessage(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const message = textOf(error, 'message').trim();
  const first = (message.split('\n')[0] ?? '').trim().replace(/^ParseError: /, 'syntax error: ');
  const name = textOf(error, 'name');
  if (first === '') return name || 'an error without a message';
  return name === '' || name === 'Error' ? first : `${name}: ${first}`;
}

/** By name, as an error may come from another realm or be no Error at all. */
function textOf(error: unknown, property: string): string {
  if (typeof error !== 'object' || error === null) return '';
  const value = (error as {[name: string]: unknown})[property];
  return typeof value === 'string' ? value : '';
}

function toPath(file: string): string {
  return file.startsWith('file://') ? fileURLToPath(file) : file;
}
