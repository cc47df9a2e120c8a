import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import type {Environment} from '../cache-dir.js';
import type {OnProgress} from '../progress.js';
import {SandboxError} from '../sandbox-error.js';
import {commandOutput} from './command-output.js';
import {goEnvironment} from './go-environment.js';
import type {Platform} from './platform.js';

/** One run of Go's compiler. */
export interface GoBuild {
  /** What the user reads: `the control plane`. */
  title: string;
  /** The folder of the module. */
  dir: string;
  /** Packages to build, as `go build` takes them. */
  packages: string[];
  /** Values to set with the linker, `path.variable=value`. */
  stamps: string[];
  /** The folder that the programs are written to. */
  target: string;
  go: string;
  cache: string;
  /** What it is built for. */
  platform: Platform;
  env: Environment;
  onProgress?: OnProgress;
  signal?: AbortSignal;
}

/** The flags that decide what comes out; a part of the fingerprint. */
export function buildFlags(stamps: readonly string[]): string[] {
  return ['-trimpath', '-ldflags', ['-s -w', ...stamps.map((each) => `-X ${each}`)].join(' ')];
}

/**
 * Downloads what a module needs and builds it, telling how far it is: a module downloaded at a time, a package compiled at a time.
 * Throws a SandboxError with the last lines that Go wrote.
 */
export async function goBuild(build: GoBuild): Promise<void> {
  const {go, dir, packages, cache, signal} = build;
  for (const each of ['tmp', 'path']) await mkdir(join(cache, 'go', each), {recursive: true});
  const env = await goEnvironment(go, build.env, cache, build.platform);
  const tell = (stage: 'download' | 'compile', done: number, total: number, message: string): void =>
    build.onProgress?.({stage, done, total, message});
  const failed = (what: string, stderr: string): SandboxError =>
    new SandboxError(
      `${what} failed: Go says\n${stderr.trim()}`,
      `Try it again; nothing was installed. Go's files are in ${join(cache, 'go')}.`,
    );

  let modules = 0;
  tell('download', 0, 0, `fetching the modules of ${build.title}`);
  const listed = await commandOutput({
    ...{file: go, args: ['list', '-deps', ...packages], cwd: dir, env, signal},
    onLine: (line) => {
      if (line.startsWith('go: downloading')) {
        modules++;
        tell('download', modules, 0, `fetching the modules of ${build.title}: ${modules} so far`);
      }
    },
  });
  if (listed.code !== 0) throw failed(`Fetching the modules of ${build.title}`, listed.stderr);
  const total = listed.stdout.trim().split('\n').length;

  let compiled = 0;
  const message = (): string =>
    `building ${build.title}: ${compiled.toLocaleString('en')} of ${total.toLocaleString('en')} packages`;
  tell('compile', 0, total, message());
  const built = await commandOutput({
    ...{file: go, cwd: dir, env, signal},
    args: ['build', '-v', ...buildFlags(build.stamps), '-o', join(build.target, '/'), ...packages],
    onLine: (line) => {
      // A package path a line; anything with a space is a message.
      if (/^\S+$/.test(line)) tell('compile', ++compiled, total, message());
    },
  });
  if (built.code !== 0) throw failed(`Building ${build.title}`, built.stderr);
}
