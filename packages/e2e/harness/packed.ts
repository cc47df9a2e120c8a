import {cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {makeOnceInRun} from './make-once.js';
import {npm} from './npm.js';
import {run} from './run.js';
import type {Outcome} from './run.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The tarballs that would be published, and a project outside the workspace in which they are installed. */
export class Packed {
  private constructor(
    readonly dir: string,
    /** Paths of the tarballs, by the packages' names without scope. */
    readonly tarballs: {[name: string]: string},
  ) {}

  /**
   * A new project with all packages installed from their tarballs; their dependencies come from the registry, as a user's would. They
   * are packed and installed once a test run, by the first test file that asks; each gets a copy of its own.
   */
  static async install(): Promise<Packed> {
    const original = await makeOnceInRun('packed', installAll);
    const dir = mkdtempSync(join(tmpdir(), 'kflow-packed-'));
    // Links in node_modules/.bin are relative, and stay so.
    cpSync(original, dir, {recursive: true, verbatimSymlinks: true});
    return new Packed(dir, tarballsIn(join(dir, 'tarballs')));
  }

  /** The command line that is installed, for Node to run. */
  get kflow(): string {
    return join(this.dir, 'node_modules/@kflow/cli/bin/kflow.cjs');
  }

  /** Runs npm in the project; throws when it fails. */
  async npm(command: string, ...args: string[]): Promise<void> {
    await npm(this.dir, [command, ...args]);
  }

  /** Writes a file into the project, with the folders on its way. */
  write(path: string, text: string): void {
    const file = join(this.dir, path);
    mkdirSync(dirname(file), {recursive: true});
    writeFileSync(file, text);
  }

  /** Runs a program in the project, with nothing of the workspace in its environment. */
  run(command: string, ...args: string[]): Promise<Outcome> {
    const {PATH, HOME} = process.env;
    return run(command, args, {cwd: this.dir, env: {PATH, HOME, KUBECONFIG: join(this.dir, 'none')}});
  }

  remove(): void {
    rmSync(this.dir, {recursive: true});
  }
}

/** Packs all into `tarballs`, and installs them. */
async function installAll(dir: string): Promise<void> {
  const tarballsDir = join(dir, 'tarballs');
  const packed = await run(process.execPath, [join(root, 'packages/dev/pack.mjs'), tarballsDir], {env: process.env});
  if (packed.code !== 0) throw new Error(`packing failed\n${packed.stdout}\n${packed.stderr}`);
  writeFileSync(join(dir, 'package.json'), '{"name": "consumer", "private": true}');
  await npm(dir, ['install', ...Object.values(tarballsIn(tarballsDir))]);
}

/** Paths of the tarballs in a folder, by the packages' names without scope. */
export function tarballsIn(dir: string): {[name: string]: string} {
  return Object.fromEntries(
    readdirSync(dir)
      .filter((file) => file.endsWith('.tgz'))
      .map((file) => [/^kflow-([a-z0-9-]+?)-\d+\./.exec(file)?.[1] ?? file, join(dir, file)]),
  );
}
