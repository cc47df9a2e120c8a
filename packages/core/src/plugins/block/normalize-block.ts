import {parseDuration} from '../../config/normalize/duration.js';
import type {Plain} from '../../config/normalize/long-form.js';
import type {DeclaredPaths} from '../../config/read/declared-paths.js';
import type {Report} from '../../source/report.js';
import type {Cursor} from '../../source/yaml/cursor.js';
import type {Value} from '../../source/yaml/exact-value.js';
import {isPathFormat, schemaBelow, type BlockSchema} from '../schema/block-schema.js';

/** What a block is read with. */
export interface BlockReader {
  paths: DeclaredPaths;
  report: Report;
}

/** A block in its final form: paths are absolute, durations seconds. Paths that name nothing and durations that are none go to the report. */
export async function normalizeBlock(
  data: Plain,
  schema: BlockSchema,
  at: Cursor,
  reader: BlockReader,
): Promise<{[key: string]: Value}> {
  return ((await valueOf(data, schema, at, reader, '')) ?? {}) as {[key: string]: Value};
}

async function valueOf(
  data: Plain,
  schema: BlockSchema | undefined,
  at: Cursor,
  reader: BlockReader,
  key: string,
): Promise<Value | undefined> {
  if (data === undefined) return undefined;
  if (schema?.format === 'kflow-duration') return seconds(data, at, reader.report);
  if (typeof data === 'string' && isPathFormat(schema?.format)) return await path(data, schema!, at, reader, key);
  if (Array.isArray(data)) {
    const items = data.map((item, index) => valueOf(item, schemaBelow(schema, index), at.at(index), reader, key));
    return (await Promise.all(items)).filter((item) => item !== undefined);
  }
  if (typeof data === 'object' && data !== null) {
    const entries = Object.entries(data).map(
      async ([name, value]) =>
        [name, await valueOf(value, schemaBelow(schema, name), at.at(name), reader, name)] as const,
    );
    return Object.fromEntries((await Promise.all(entries)).filter(([, value]) => value !== undefined)) as Value;
  }
  // As written, whole numbers of any size exact; a default is written nowhere.
  return typeof data === 'number' && at.node ? at.value : data;
}

function seconds(data: Plain, at: Cursor, report: Report): number {
  const parsed = parseDuration(String(data));
  if (parsed === undefined) {
    report('KF210', at.location, `\`${String(data)}\` is no duration`, {
      hint: 'write a number of seconds, or something like `90s`, `5m` or `1h30m`',
    });
  }
  return parsed ?? 0;
}

async function path(
  text: string,
  {format, title, default: fallback}: BlockSchema,
  at: Cursor,
  {paths}: BlockReader,
  key: string,
): Promise<string> {
  const what = title ?? `\`${key}\``;
  // As with kflow's own kinds, an empty path takes the default where there is one.
  const declared = text === '' && typeof fallback === 'string' ? fallback : text;
  switch (format) {
    case 'kflow-file':
      return await paths.file(at, what, declared);
    case 'kflow-directory':
      return await paths.directory(at, what, declared);
    case 'kflow-path':
      return await paths.fileOrDirectory(at, what, declared);
    default:
      return paths.resolve(declared);
  }
}
