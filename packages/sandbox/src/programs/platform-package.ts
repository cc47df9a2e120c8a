import {createRequire} from 'node:module';
import {readFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {platformName, thisPlatform} from '../build/platform.js';
import {packageRoot} from '../package-root.js';
import {SandboxError} from '../sandbox-error.js';

/** A package with the sandbox's programs for one platform. */
export interface PlatformPackage {
  /** `@kflow/sandbox-linux-x64` */
  name: string;
  /** That of this package, always: they are released together. */
  version: string;
}

/** The package that this machine needs, whether there is such a one or not. */
export async function wantedPackage(): Promise<PlatformPackage> {
  const {version} = await manifestOf(packageRoot);
  return {name: `@kflow/sandbox-${platformName(thisPlatform)}`, version};
}

/**
 * The folder of this machine's platform package, as Node finds it from here; undefined when it is not installed. Throws a SandboxError
 * when the one that is installed belongs to another version of this package.
 */
export async function installedPackage(wanted: PlatformPackage): Promise<string | undefined> {
  let folder: string;
  try {
    folder = dirname(createRequire(import.meta.url).resolve(`${wanted.name}/package.json`));
  } catch {
    return undefined;
  }
  const {version} = await manifestOf(folder);
  if (version !== wanted.version) {
    throw new SandboxError(
      `@kflow/sandbox is ${wanted.version}, and ${wanted.name} is ${version}: they have to be of one version.`,
      `Install it: npm install --save-dev ${wanted.name}@${wanted.version}`,
    );
  }
  return folder;
}

async function manifestOf(folder: string): Promise<{version: string}> {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {version: string};
}
