import type {CodeEntry} from './codes.js';

/** A catalogue of codes. Its type has the codes and not their texts: how something is worded is no part of the API. */
export function codeCatalogue<Code extends string>(entries: {
  [code in Code]: CodeEntry;
}): {readonly [code in Code]: CodeEntry} {
  return entries;
}
