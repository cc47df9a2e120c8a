import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {cacheDir} from '@kflow/sandbox';
import {makeOnce} from './make-once.js';
import {npm} from './npm.js';

/** The oldest Node that kflow runs on, and a newer one. */
const versions = {20: '20.20.2', 22: '22.23.2'};

/** A major version of Node that is tested with. */
export type NodeMajor = keyof typeof versions;

/**
 * The path of a Node of that major version: the one that runs this if it is such a one, else one that npm fetches once a machine. A package
 * of it for each platform holds the program and nothing to be run at installation.
 */
export async function nodeOf(major: NodeMajor): Promise<string> {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const platform = `${process.platform}-${process.arch}`;
  const name = platform === 'darwin-arm64' ? `node-bin-${platform}` : `node-${platform}`;
  const folder = join(cacheDir(process.env), 'test-tools', `${name}-${versions[major]}`);
  await makeOnce(folder, async (fresh) => {
    writeFileSync(
      join(fresh, 'package.json'),
      JSON.stringify({private: true, dependencies: {[name]: versions[major]}}),
    );
    await npm(fresh, ['install', '--ignore-scripts']);
  });
  return join(folder, 'node_modules', name, 'bin', 'node');
}
