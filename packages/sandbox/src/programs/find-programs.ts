import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {controlPlane} from '../build/control-plane.js';
import {helm3} from '../build/helm3.js';
import {platformName, thisPlatform} from '../build/platform.js';
import {builtProgram, ensureProgram, type BuildOptions} from '../build/program.js';
import {cacheDir} from '../cache-dir.js';
import {packageRoot} from '../package-root.js';
import {SandboxError} from '../sandbox-error.js';
import {linkPrograms} from './link-programs.js';
import {installedPackage, wantedPackage} from './platform-package.js';

/** Where the control plane's programs are. */
export interface ControlPlane {
  /** A folder with `kubectl` and `helm` (4), fit for `PATH`. */
  bin: string;
  /** A folder with a link a component, named as it is. */
  libexec: string;
}

/** Whether this is a work tree of the sources, which a published package is not: only there something is built without being asked for. */
const inWorkTree = existsSync(join(packageRoot, 'tsconfig.json'));

/**
 * Finds the control plane's programs: in this machine's platform package, else built in the cache. Builds them by itself only in a work
 * tree. Throws a SandboxError that says what to install, or to run, when there are none.
 */
export async function findControlPlane(options: BuildOptions = {}): Promise<ControlPlane> {
  const found = (await packagedControlPlane(options)) ?? (await builtProgram(controlPlane, options));
  if (found !== undefined) return foldersIn(found);
  if (inWorkTree) return foldersIn(await ensureProgram(controlPlane, options));
  const {name, version} = await wantedPackage();
  throw new SandboxError(
    `The sandbox's programs for ${platformName(thisPlatform)} are not installed: there is no ${name} beside @kflow/sandbox.`,
    `Install it: npm install --save-dev ${name}@${version} (installing with --omit=optional leaves it out).\n` +
      'Where there is none for your platform: kflow-sandbox build makes them, once, with Go or Python 3 (about 10 minutes).',
  );
}

/**
 * The control plane's programs, built (minutes, once a machine) where there is no platform package with them.
 * Throws a SandboxError if there is no Go to build with or the build fails.
 */
export async function buildControlPlane(options: BuildOptions = {}): Promise<ControlPlane> {
  return foldersIn((await packagedControlPlane(options)) ?? (await ensureProgram(controlPlane, options)));
}

/** Finds helm 3, a folder with `helm`, fit for `PATH`. No package has it: built in the cache; in a work tree it is built by itself. */
export async function findHelm3(options: BuildOptions = {}): Promise<string> {
  const found = (await builtProgram(helm3, options)) ?? (inWorkTree ? await ensureProgram(helm3, options) : undefined);
  if (found !== undefined) return join(found, 'bin');
  throw new SandboxError(
    'helm 3 is not there: the packages of the sandbox bring helm 4 only.',
    'kflow-sandbox build --helm3 makes it, once, with Go or Python 3 (a minute or two).',
  );
}

/** Builds helm 3 unless this machine has it already (a minute or two), and gives a folder with `helm`, fit for `PATH`. */
export async function buildHelm3(options: BuildOptions = {}): Promise<string> {
  return join(await ensureProgram(helm3, options), 'bin');
}

/** A folder with the links of the control plane of the platform package; undefined when that is not installed. */
async function packagedControlPlane({env = process.env}: BuildOptions): Promise<string | undefined> {
  const folder = await installedPackage(await wantedPackage());
  return folder && linkPrograms(join(folder, 'libexec'), controlPlane.links, cacheDir(env));
}

function foldersIn(installed: string): ControlPlane {
  return {bin: join(installed, 'bin'), libexec: join(installed, 'libexec')};
}
