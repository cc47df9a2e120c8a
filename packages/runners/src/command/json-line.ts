/**
 * A value as JSON in one line, with its end. Whole numbers that no double holds, which a step's `config` has as bigints, keep all their
 * digits; what JSON does not know is left out as JSON.stringify does.
 */
export function jsonLine(value: unknown): string {
  return `${json(value) ?? 'null'}\n`;
}

function json(value: unknown): string | undefined {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return `[${value.map((item) => json(item) ?? 'null').join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) as string | undefined;
  const members = Object.entries(value).flatMap(([key, inner]) => {
    const text = json(inner);
    return text === undefined ? [] : [`${JSON.stringify(key)}:${text}`];
  });
  return `{${members.join(',')}}`;
}
