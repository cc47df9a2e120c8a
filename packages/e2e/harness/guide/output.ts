/** What differs from run to run, and what stands for it on both sides of a comparison. */
const masks: [RegExp, string][] = [
  [/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z?/g, '<time>'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<id>'],
  // The end of a pod's name: of a Deployment's, and of a Job's.
  [/-[0-9a-z]{8,10}-[0-9bcdfghjklmnpqrstvwxz]{5}\b/g, '-<pod>'],
  // An id or hash; a word without a digit is a word.
  [/\b(?=[a-f]*\d)[0-9a-f]{8,64}\b/g, '<id>'],
  [/(\b(127\.0\.0\.1|localhost)):\d+\b/g, '$1:<port>'],
  [/\b(\d+h ?)?(\d+m ?)?\d+(\.\d+)? ?(ms|s)\b/g, '<duration>'],
  [/\b\d+m\b/g, '<duration>'],
  [/\bv?\d+\.\d+\.\d+(-[0-9a-z.]+)?\b/g, '<version>'],
];

/**
 * A line as it is compared: times, durations, ids, ports of this machine and versions masked, runs of blanks inside it as one (columns
 * are as wide as what stands in them), none at its end.
 */
export function comparable(line: string): string {
  const masked = masks.reduce((text, [pattern, mask]) => text.replace(pattern, mask), line.trimEnd());
  return masked.replace(/(?<=\S) {2,}/g, ' ');
}

/** Where an output is not what a page shows: the first line of each side that the other does not have. */
export interface Difference {
  /** Undefined when the page ends before the output does. */
  expected: string | undefined;
  /** Undefined when the output ends before the page does. */
  actual: string | undefined;
}

/**
 * Compares the output of a command with what a page shows of it, as `comparable` has them. A line `...` on the page stands for any number of
 * lines, none among them. Blank lines at the end do not count.
 */
export function difference(expected: string, actual: string): Difference | undefined {
  const given = lines(actual);
  const runs = runsOf(lines(expected));
  let from = 0;
  for (const [index, run] of runs.entries()) {
    // The first begins where the output does, the last ends where it ends, the others are wherever they are found first.
    const isLast = index === runs.length - 1;
    const earliest = from;
    const latest = index === 0 ? 0 : Math.max(from, given.length - run.length);
    let best = {start: earliest, same: -1};
    for (let start = isLast ? latest : earliest; start <= latest && best.same < run.length; start++) {
      const same = sameLines(run, given, start);
      if (same > best.same) best = {start, same};
    }
    from = best.start + best.same;
    if (best.same < run.length) return {expected: run[best.same], actual: given[from]};
    if (isLast && from < given.length) return {expected: undefined, actual: given[from]};
  }
  return undefined;
}

function lines(text: string): string[] {
  return text.trim() === '' ? [] : text.trimEnd().split('\n');
}

/** The lines between the `...`: one run more than there are of those. */
function runsOf(expected: readonly string[]): string[][] {
  const runs: string[][] = [[]];
  for (const line of expected) {
    if (line.trim() === '...') runs.push([]);
    else runs.at(-1)!.push(line);
  }
  return runs;
}

/** How many lines of a run are there, in order, from a line of the output on. */
function sameLines(run: readonly string[], given: readonly string[], start: number): number {
  const differs = run.findIndex((line, index) => comparable(line) !== comparable(given[start + index] ?? '\0'));
  return differs === -1 ? run.length : differs;
}
