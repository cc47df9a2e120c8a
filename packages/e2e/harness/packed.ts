import {cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {lock} from 'proper-lockfile';
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
    const original = await once('project', installAll);
    const dir = mkdtempSync(join(tmpdir(), 'kflow-packed-'));
    // Links in node_modules/.bin are relative, and stay so.
    cpSync(original, dir, {recursive: true, verbatimSymlinks: true});
    return new Packed(dir, tarballsIn(join(dir, 'tarballs')));
  }

  /** Runs npm in the project; throws when it fails. */
  async npm(command: string, ...args: string[]): Promise<void> {
    await npm(this.dir, command, ...args);
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
  await npm(dir, 'install', ...Object.values(tarballsIn(tarballsDir)));
}

function tarballsIn(dir: string): {[name: string]: string} {
  return Object.fromEntries(
    readdirSync(dir).map((file) => [/^kflow-([a-z0-9-]+?)-\d+\./.exec(file)?.[1] ?? file, join(dir, file)]),
  );
}

async function npm(cwd: string, command: string, ...args: string[]): Promise<void> {
  const env = process.env;
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const {code, stdout, stderr} = await run('npm', [command, ...quiet, ...args], {cwd, env});
  if (code !== 0) throw new Error(`npm ${command} failed\n${stdout}\n${stderr}`);
}

/**
 * A folder that is made once a test run, whichever test files ask for it and in how many processes they run; the run's end removes it
 * (global-teardown). What fails leaves nothing that the next one would take for done.
 */
async function once(name: string, make: (dir: string) => Promise<void>): Promise<string> {
  const shared = process.env.KFLOW_E2E_SHARED;
  if (!shared) throw new Error('no shared directory: these tests run through packages/e2e/jest.config.mjs');
  const made = join(shared, name);
  // Packing and installing takes seconds; on a busy machine a minute. The lock of a process that died is taken over.
  const retries = {retries: 1000, factor: 1, minTimeout: 300};
  const release = await lock(made, {realpath: false, stale: 15_000, update: 3_000, retries});
  try {
    if (existsSync(made)) return made;
    const fresh = `${made}.making`;
    rmSync(fresh, {recursive: true, force: true});
    mkdirSync(fresh);
    await make(fresh);
    renameSync(fresh, made);
    return made;
  } finally {
    await release();
  }
}
