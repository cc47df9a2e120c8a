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
import {thisPlatform, type Platform} from './platform.js';
import {LICENCES_FILE, writeThirdPartyLicences} from './third-party-licences.js';

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
  /** What to build for; default this machine. Go needs nothing more to build for another one. */
  platform?: Platform;
  onProgress?: OnProgress;
  signal?: AbortSignal;
}

/** Where a program's binaries are or will be, and what they are built from. */
async function placeOf(program: Program, {env = process.env, platform = thisPlatform}: BuildOptions) {
  const goMod = await readFile(join(program.dir, 'go.mod'), 'utf8');
  const stamps = program.stamps(goMod);
  const flags = [...buildFlags(stamps), ...program.packages, ...Object.entries(program.links).flat()];
  const hash = await fingerprint(program.dir, flags, platform);
  return {goMod, stamps, installed: join(cacheDir(env), 'sandbox', hash)};
}

/** The folder of a program's binaries if this machine has built it; undefined if it has not. */
export async function builtProgram(program: Program, options: BuildOptions): Promise<string | undefined> {
  const {installed} = await placeOf(program, options);
  return existsSync(installed) ? installed : undefined;
}

/**
 * Gives the folder of a program's binaries, building them first if no process of this machine has done so yet. A second process
 * that asks at the same time waits for the first. A build that fails or is killed leaves nothing that would be taken for a result.
 */
export async function ensureProgram(program: Program, options: BuildOptions): Promise<string> {
  const {env = process.env, platform = thisPlatform, onProgress, signal} = options;
  const cache = cacheDir(env);
  const {dir, title, packages} = program;
  const {goMod, stamps, installed} = await placeOf(program, options);
  if (existsSync(installed)) return installed;

  const onWait = (): void =>
    onProgress?.({
      stage: 'wait',
      done: 0,
      total: 0,
      message: `another process is building ${title}: waiting for it`,
    });
  return withLock(`${installed}.build`, {signal, onWait}, async () => {
    if (existsSync(installed)) return installed;
    const go = await findGo(requiredGo(goMod), {env, cache, onProgress, signal});
    await removeLeftovers(installed);
    const fresh = `${installed}.building-${process.pid}`;
    try {
      const target = join(fresh, 'libexec');
      await mkdir(target, {recursive: true});
      await goBuild({title, dir, packages, stamps, target, go, cache, platform, env, onProgress, signal});
      await writeThirdPartyLicences({dir, packages, go, cache, platform, env, target: fresh, signal});
      for (const [path, to] of Object.entries(program.links)) {
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

/**
 * The same for a program that is passed on to others: the licences of what is built into it lie beside it, in `THIRD-PARTY-LICENSES.txt`,
 * also where it was built before they were collected.
 */
export async function ensureProgramWithLicences(program: Program, options: BuildOptions): Promise<string> {
  const installed = await ensureProgram(program, options);
  if (existsSync(join(installed, LICENCES_FILE))) return installed;
  const {env = process.env, platform = thisPlatform, onProgress, signal} = options;
  const cache = cacheDir(env);
  const {dir, packages} = program;
  const go = await findGo(requiredGo(await readFile(join(dir, 'go.mod'), 'utf8')), {env, cache, onProgress, signal});
  await writeThirdPartyLicences({dir, packages, go, cache, platform, env, target: installed, signal});
  return installed;
}

/** Removes what builds of the same program left behind when they were killed. Only who holds its lock may call this. */
async function removeLeftovers(installed: string): Promise<void> {
  const parent = dirname(installed);
  for (const entry of await readdir(parent)) {
    if (entry.startsWith(`${basename(installed)}.building-`))
      await rm(join(parent, entry), {recursive: true, force: true});
  }
}
