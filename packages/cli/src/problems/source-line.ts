import {readFileSync, statSync} from 'node:fs';
import type {Location} from '@kflow/core';

/** Bytes: larger ones, and pipes, which have been read already, are not read for the sake of a line. */
const largest = 8 * 1024 * 1024;

/** Reads lines of the files that diagnostics point into, each file once. */
export class SourceLines {
  private readonly files = new Map<string, string[]>();

  /** The line of a location; what the location itself remembers of it when the file cannot be read (any more). */
  line({file, line, text}: Location): string | undefined {
    let lines = this.files.get(file);
    if (lines === undefined) {
      lines = read(file);
      this.files.set(file, lines);
    }
    return lines[line - 1] ?? text;
  }
}

function read(file: string): string[] {
  try {
    const found = statSync(file);
    if (!found.isFile() || found.size > largest) return [];
    return readFileSync(file, 'utf8').split(/\r?\n/);
  } catch {
    return [];
  }
}
