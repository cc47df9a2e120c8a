import {fileURLToPath} from 'node:url';
import type {Operation, Peer} from './peer.js';

/** The built CLI of this work tree. */
export const kflowBin = fileURLToPath(new URL('../../../cli/bin/kflow.cjs', import.meta.url));

const args: {[operation in Operation]: readonly string[]} = {
  apply: ['apply'],
  reapply: ['apply'],
  status: ['status'],
  health: ['health'],
  destroy: ['destroy', '--yes'],
};

/** kflow as built in this work tree, with its defaults. */
export const kflow: Peer<{dir: string}> = {
  name: 'kflow',
  command: (operation, {dir}) => ({file: process.execPath, args: [kflowBin, ...args[operation]], cwd: dir}),
};
