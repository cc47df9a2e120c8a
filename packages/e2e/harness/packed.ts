import {mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
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

  /** Packs all, and installs them from the tarballs; their dependencies come from the registry, as a user's would. */
  static async install(): Promise<Packed> {
    const dir = mkdtempSync(join(tmpdir(), 'kflow-packed-'));
    const tarballsDir = join(dir, 'tarballs');
    const packed = await run(process.execPath, [join(root, 'packages/dev/pack.mjs'), tarballsDir], {env: process.env});
    if (packed.code !== 0) throw new Error(packed.stderr);
    const tarballs = Object.fromEntries(
      readdirSync(tarballsDir).map((file) => [/^kflow-([a-z-]+)-\d/.exec(file)?.[1] ?? file, join(tarballsDir, file)]),
    );
    writeFileSync(join(dir, 'package.json'), '{"name": "consumer", "private": true}');
    const all = new Packed(dir, tarballs);
    await all.npm('install', ...Object.values(tarballs));
    return all;
  }

  /** Runs npm in the project; throws when it fails. */
  async npm(command: string, ...args: string[]): Promise<void> {
    const {code, stdout, stderr} = await run('npm', [command, '--no-audit', '--no-fund', '--loglevel=error', ...args], {
      cwd: this.dir,
      env: process.env,
    });
    if (code !== 0) throw new Error(`npm ${command} failed\n${stdout}\n${stderr}`);
  }

  /** Writes a file into the project. */
  write(path: string, text: string): void {
    writeFileSync(join(this.dir, path), text);
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
