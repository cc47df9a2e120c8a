/** A mapping of anything. */
export interface AnyMap {
  [key: string]: unknown;
}

/** Whether a value is a mapping. */
export function isMap(value: unknown): value is AnyMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands at a path of keys; undefined where it leads nowhere. */
export function field(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((at, key) => (isMap(at) && Object.hasOwn(at, key) ? at[key] : undefined), value);
}

/** The same as a text; undefined for anything else, and for an empty one. */
export function text(value: unknown, ...path: string[]): string | undefined {
  const found = field(value, ...path);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** The items of a list at a path of keys; none when it is no list. */
export function items(value: unknown, ...path: string[]): unknown[] {
  const found = field(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The texts of a mapping at a path of keys; what is no text is left out. */
export function texts(value: unknown, ...path: string[]): {[key: string]: string} {
  const found = field(value, ...path);
  if (!isMap(found)) return {};
  return Object.fromEntries(
    Object.entries(found).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
