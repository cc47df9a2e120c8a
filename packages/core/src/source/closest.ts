/** Characters. */
const longest = 300;

/**
 * The name closest to what was typed, by Damerau-Levenshtein distance without regard to case; undefined when none is close
 * enough to be what was meant. Of equally close names the first wins.
 */
export function closest(typed: string, names: Iterable<string>): string | undefined {
  // No name that somebody meant: comparing takes the square of it.
  if (typed.length > longest) return undefined;
  const lower = typed.toLowerCase();
  // A third of the letters may be wrong; of a single letter none.
  let limit = Math.floor((typed.length + 1) / 3);
  let best: string | undefined;
  for (const name of names) {
    if (Math.abs(name.length - typed.length) > limit) continue;
    const steps = distance(lower, name.toLowerCase());
    if (steps > limit || (best !== undefined && steps === limit)) continue;
    best = name;
    limit = steps;
  }
  return best;
}

/** ``did you mean `x`?`` for a hint; undefined when nothing is close. */
export function didYouMean(typed: string, names: Iterable<string>): string | undefined {
  const name = closest(typed, names);
  return name === undefined ? undefined : `did you mean \`${name}\`?`;
}

/** Insertions, deletions, substitutions and swaps of neighbours that turn one text into the other. */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({length: b.length + 1}, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let steps = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        steps = Math.min(steps, (beforeLast[j - 2] ?? 0) + 1);
      row.push(steps);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
