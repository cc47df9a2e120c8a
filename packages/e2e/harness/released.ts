import {copyFileSync, existsSync, mkdirSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {makeOnceInRun} from './make-once.js';
import {tarballsIn} from './packed.js';
import {run} from './run.js';
import type {Outcome} from './run.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A release of what is in the work tree, as `npm run release` makes it, but for the programs of other platforms than this one. */
export interface Released {
  /** A clone of the work tree, with everything in it committed. */
  clone: string;
  /** The release's directory: tarballs, checksums and `publish.sh`. */
  dir: string;
  /** Paths of the tarballs, by the packages' names without scope. */
  tarballs: {[name: string]: string};
}

/** This machine's, as the packages of the sandbox's programs are named: `linux-x64`. */
export const thisPlatform = `${process.platform}-${process.arch}`;

/** The release of this test run: made once, in about a minute, by the first test file that asks. Nobody may change anything in it. */
export async function released(): Promise<Released> {
  const made = await makeOnceInRun('released', async (folder) => {
    const clone = join(folder, 'clone');
    await cloneWorkTree(clone);
    const {code, stdout, stderr} = await release(clone, '--dry-run', '--platforms', thisPlatform);
    if (code !== 0) throw new Error(`npm run release failed\n${stdout}\n${stderr}`);
  });
  const clone = join(made, 'clone');
  const dir = join(clone, 'node_modules', '.release');
  return {clone, dir, tarballs: tarballsIn(dir)};
}

/** Runs `npm run release` in a clone. */
export async function release(clone: string, ...flags: string[]): Promise<Outcome> {
  // What turbo built from the same files needs not be built again. All work trees of a repository share what it keeps.
  const repository = (await git(root, 'rev-parse', '--path-format=absolute', '--git-common-dir')).trim();
  const env = {...process.env, TURBO_CACHE_DIR: join(dirname(repository), '.turbo/cache')};
  return run('npm', ['run', '--silent', 'release', '--', ...flags], {cwd: clone, env});
}

/** Runs git in a clone, and gives its stdout; throws when it fails. */
export async function git(clone: string, ...args: string[]): Promise<string> {
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  const {code, stdout, stderr} = await run('git', ['-C', clone, ...identity, ...args], {env: process.env});
  if (code !== 0) throw new Error(`git ${args.join(' ')} failed\n${stdout}\n${stderr}`);
  return stdout;
}

/** A repository of its own with the files that are, or would be, committed in the work tree, as they are now. */
export async function cloneWorkTree(folder: string): Promise<void> {
  const files = await git(root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard');
  for (const file of files.split('\0')) {
    if (file === '' || !existsSync(join(root, file))) continue;
    mkdirSync(dirname(join(folder, file)), {recursive: true});
    copyFileSync(join(root, file), join(folder, file));
  }
  await git(folder, 'init', '--quiet');
  await git(folder, 'add', '--all');
  await git(folder, 'commit', '--quiet', '--message', 'the work tree');
}
