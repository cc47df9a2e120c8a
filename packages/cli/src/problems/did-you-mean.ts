import {closest} from '@kflow/core';

/** ``did you mean `x`?`` for a hint; undefined when nothing is close. */
export function didYouMean(typed: string, names: Iterable<string>): string | undefined {
  const name = closest(typed, names);
  return name === undefined ? undefined : `did you mean \`${name}\`?`;
}
