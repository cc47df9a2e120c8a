/** Lines of a Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

/** Milliseconds, for people: `85 ms`, `1.24 s`, `107 s`. */
export function time(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return '';
  if (milliseconds < 1000) return `${milliseconds.toFixed(0)} ms`;
  return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : milliseconds < 100_000 ? 1 : 0)} s`;
}

/** Bytes, for people: `12 kB`, `3.4 MB`. */
export function bytes(count: number | undefined): string {
  if (count === undefined) return '';
  return count < 1e6 ? `${(count / 1000).toFixed(0)} kB` : `${(count / 1e6).toFixed(1)} MB`;
}

/** KiB, as MB. */
export function memory(kib: number | undefined): string {
  return kib === undefined ? '' : `${((kib * 1024) / 1e6).toFixed(0)} MB`;
}

/** How many times: `0.42x`, `3.1x`, `48x`. */
export function times(value: number | undefined): string {
  if (value === undefined) return '';
  return `${value.toFixed(value < 1 ? 3 : value < 3 ? 2 : value < 20 ? 1 : 0)}x`;
}
