import {readFileSync} from 'node:fs';
import type {Location} from '@kflow/core';

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
    return readFileSync(file, 'utf8').split(/\r?\n/);
  } catch {
    return [];
  }
}
