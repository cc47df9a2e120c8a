import {join} from 'node:path';

/** Where a named sandbox is kept. */
export interface NamedFiles {
  root: string;
  record: string;
  /** What the supervisor itself writes; empty unless something went wrong. */
  log: string;
  /** The private directory of its control plane. */
  run: string;
  /** Held while it is started or stopped. */
  lock: string;
}

/** The files of the sandbox of that name. */
export function namedFiles(cache: string, name: string): NamedFiles {
  const parent = join(cache, 'sandboxes');
  const root = join(parent, name);
  return {
    root,
    record: join(root, 'record.json'),
    log: join(root, 'supervisor.log'),
    run: join(root, 'run'),
    lock: `${root}.lock`,
  };
}
