import {join} from 'node:path';
import type {Peer} from './peer.js';

/** kflow-py, with its defaults; `bin` is its command. */
export function kflowPy(bin: string): Peer<{dir: string}> {
  return {
    name: 'kflow-py',
    command(operation, {dir}) {
      const verb = operation === 'reapply' ? 'apply' : operation;
      // It takes a chart's path from where it was started, and the others from the file that names it: here the two are one.
      return {file: bin, args: ['--yes', '-c', '../kflow.yaml', verb], cwd: join(dir, 'resources')};
    },
  };
}
