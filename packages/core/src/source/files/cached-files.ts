import type {FileKind, FileReader} from '../file-reader.js';

/** How many files are read at the same time: systems limit how many a process may have open. */
const readLimit = 32;

/** A view of the files that asks about each path once, since many steps name the same files. Texts are not kept. */
export function cachedFiles(files: FileReader): FileReader {
  const kinds = new Map<string, Promise<FileKind>>();
  const lists = new Map<string, Promise<string[]>>();
  const waiting: (() => void)[] = [];
  let reading = 0;
  return {
    async read(path) {
      if (reading >= readLimit) await new Promise<void>((resolve) => waiting.push(resolve));
      reading++;
      try {
        return await files.read(path);
      } finally {
        reading--;
        waiting.shift()?.();
      }
    },
    kind: (path) => remembered(kinds, path, () => files.kind(path)),
    list: (path) => remembered(lists, path, () => files.list(path)),
    cwd: () => files.cwd(),
    home: () => files.home(),
  };
}

function remembered<T>(known: Map<string, Promise<T>>, path: string, ask: () => Promise<T>): Promise<T> {
  let answer = known.get(path);
  if (!answer) known.set(path, (answer = ask()));
  return answer;
}
