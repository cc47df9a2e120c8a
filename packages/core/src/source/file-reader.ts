/** What a path is, following symbolic links. */
export type FileKind = 'file' | 'directory' | 'missing';

/**
 * The port through which core sees files, so that it runs in a browser and in tests without any file system.
 * All paths are absolute and use `/`, except on Windows under `@kflow/core/node`.
 */
export interface FileReader {
  /** The text of a file (UTF-8). Rejects when it cannot be read; the message is shown to the user. */
  read(path: string): Promise<string>;
  /** What is at `path`; never rejects. */
  kind(path: string): Promise<FileKind>;
  /** The names in a directory, sorted by code point. Rejects when it is not a directory. */
  list(path: string): Promise<string[]>;
  /** The base for relative paths of the caller, e.g. the working directory. */
  cwd(): string;
  /** What `~` stands for. */
  home(): string;
}
