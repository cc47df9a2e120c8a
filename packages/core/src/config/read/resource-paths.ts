import {closest} from '../../source/closest.js';
import type {Cursor} from '../../source/yaml/cursor.js';
import type {FileReader} from '../../source/file-reader.js';
import {baseName, extension} from '../../source/files/path.js';
import type {Report} from '../../source/report.js';
import type {DeclaredPaths} from './declared-paths.js';
import {isGlob} from './expand-glob.js';

/** A file that `resources` leads to. */
export interface ResourcePath {
  path: string;
  /** The entry of `resources`. */
  at: Cursor;
  /** True when the entry is the file itself, false when it is the file's directory. */
  explicit: boolean;
}

/** The files that the entries of `resources` lead to, in order, each once. */
export async function resourcePaths(
  entries: Cursor[],
  paths: DeclaredPaths,
  files: FileReader,
  report: Report,
): Promise<ResourcePath[]> {
  const lists = await Promise.all(entries.map((at) => pathsOf(at, paths, files, report)));
  const first = new Map<string, ResourcePath>();
  for (const found of lists.flat()) {
    const before = first.get(found.path);
    if (!before) {
      first.set(found.path, found);
      continue;
    }
    report('KF506', found.at.location, `${baseName(found.path)} is listed twice, and read once`, {
      hint: 'remove one of the two entries',
      related: [{message: 'first here', at: before.at.location}],
    });
  }
  return [...first.values()];
}

async function pathsOf(at: Cursor, paths: DeclaredPaths, files: FileReader, report: Report): Promise<ResourcePath[]> {
  const text = at.text ?? '';
  const path = paths.resolve(text);
  const kind = text === '' ? 'missing' : await files.kind(path);
  if (kind === 'file') return [{path, at, explicit: true}];
  if (kind === 'missing') {
    if (isGlob(text)) {
      report('KF503', at.location, `\`${text}\` does not exist`, {
        hint: '`resources` takes no globs: name the directory to read all of its files',
      });
    } else {
      await paths.file(at, 'resource');
    }
    return [];
  }
  const names = (await files.list(path)).filter((name) => ['.yaml', '.yml'].includes(extension(name)));
  const kinds = await Promise.all(names.map((name) => files.kind(`${path}/${name}`)));
  const found = names.filter((_, index) => kinds[index] === 'file');
  if (found.length === 0) {
    const similar = closest('resources', await files.list(path));
    report('KF505', at.location, `directory \`${text}\` has no resource files`, {
      hint:
        similar === undefined
          ? 'files that end in `.yaml` or `.yml` count, without those of subdirectories'
          : `did you mean \`${text.replace(/\/$/, '')}/${similar}\`?`,
    });
  }
  return found.map((name) => ({path: `${path === '/' ? '' : path}/${name}`, at, explicit: false}));
}
