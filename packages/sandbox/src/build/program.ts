import {existsSync} from 'node:fs';
import {mkdir, readdir, readFile, rename, rm, symlink} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {cacheDir, type Environment} from '../cache-dir.js';
import {withLock} from '../file-lock.js';
import type {OnProgress} from '../progress.js';
import {findGo} from './find-go.js';
import {fingerprint} from './fingerprint.js';
import {buildFlags, goBuild} from './go-build.js';
import {requiredGo} from './go-version.js';

/** A Go module that pins all it needs, and what becomes of it. */
export interface Program {
  /** What the user reads: `the control plane`. */
  title: string;
  /** The module's folder, absolute. */
  dir: string;
  packages: string[];
  /** Values to set with the linker, from the text of go.mod. */
  stamps: (goMod: string) => string[];
  /** Links to make, from their path to their target's, both from the installed folder. */
  links: {[path: string]: string};
}

/** How to build. */
export interface BuildOptions {
  /** Environment variables; default `process.env`. Decides the cache directory, `PATH`, and Go's and pip's own settings. */
  env?: Environment;
  onProgress?: OnProgress;
  signal?: AbortSignal;
}

/**
 * Gives the folder of a program's binaries, building them first if no process of this machine has done so yet. A second process
 * that asks at the same time waits for the first. A build that fails or is killed leaves nothing that would be taken for a result.
 */
export async function ensureProgram(program: Program, options: BuildOptions): Promise<string> {
  const {env = process.env, onProgress, signal} = options;
  const cache = cacheDir(env);
  const {dir} = program;
  const goMod = await readFile(join(dir, 'go.mod'), 'utf8');
  const stamps = program.stamps(goMod);
  const links = Object.entries(program.links);
  const hash = await fingerprint(dir, [...buildFlags(stamps), ...program.packages, ...links.flat()]);
  const installed = join(cache, 'sandbox', hash);
  if (existsSync(installed)) return installed;

  const onWait = (): void =>
    onProgress?.({
      stage: 'wait',
      done: 0,
      total: 0,
      message: `another process is building ${program.title}: waiting for it`,
    });
  return withLock(`${installed}.build`, {signal, onWait}, async () => {
    if (existsSync(installed)) return installed;
    const go = await findGo(requiredGo(goMod), {env, cache, onProgress, signal});
    await removeLeftovers(installed);
    const fresh = `${installed}.building-${process.pid}`;
    try {
      const target = join(fresh, 'libexec');
      await mkdir(target, {recursive: true});
      const {title, packages} = program;
      await goBuild({title, dir, packages, stamps, target, go, cache, env, onProgress, signal});
      for (const [path, to] of links) {
        await mkdir(dirname(join(fresh, path)), {recursive: true});
        await symlink(to, join(fresh, path));
      }
      await rename(fresh, installed);
    } finally {
      await rm(fresh, {recursive: true, force: true});
    }
    return installed;
  });
}

/** Removes what builds of the same program left behind when they were killed. Only who holds its lock may call this. */
async function removeLeftovers(installed: string): Promise<void> {
  const parent = dirname(installed);
  for (const entry of await readdir(parent)) {
    if (entry.startsWith(`${basename(installed)}.building-`))
      await rm(join(parent, entry), {recursive: true, force: true});
  }
}
