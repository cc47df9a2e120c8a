import type {CodeEntry} from './codes.js';

/** A catalogue of codes. Its type has the codes, in their order, and not their texts: how something is worded is no part of the API. */
export function codeCatalogue<Entries extends {[code: string]: CodeEntry}>(
  entries: Entries,
): {readonly [code in keyof Entries]: CodeEntry} {
  return entries;
}
