import type {Location} from '../source/diagnostic.js';

/** The same text for the same place, so that entries of `dependsOn` can be told apart by where they stand. */
export function placeKey({file, line, column}: Location): string {
  return `${line}:${column}:${file}`;
}
