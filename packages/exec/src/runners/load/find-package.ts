import {readFile, stat} from 'node:fs/promises';
import {dirname, join} from 'node:path';

/** What a package.json says, as far as runners are concerned. What stands in it is somebody else's, and not checked yet. */
export interface PackageManifest {
  name?: unknown;
  version?: unknown;
  /** `{runners: './dist/index.js'}`: the module with the runners. Without it, it is the one that is imported by the package's name. */
  kflow?: unknown;
  peerDependencies?: unknown;
}

/** An npm package that is installed. */
export interface InstalledPackage {
  /** The name under which it is installed. */
  name: string;
  /** Absolute path. */
  dir: string;
  manifest: PackageManifest;
}

/** The package's name of a specifier such as `acme`, `@acme/kflow` or `@acme/kflow/extra`. */
export function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/**
 * The package that a specifier means, seen from a directory: that of the nearest `node_modules` on the way up, as Node looks for it. Its
 * `exports` do not matter: they need not let anybody see package.json.
 *
 * @returns undefined when it is not installed there, or has no package.json that can be read
 */
export async function findPackage(specifier: string, from: string): Promise<InstalledPackage | undefined> {
  const name = packageName(specifier);
  for (let at = from; ; at = dirname(at)) {
    const dir = join(at, 'node_modules', name);
    if ((await stat(dir).catch(() => undefined))?.isDirectory()) {
      const manifest = await readManifest(dir);
      return manifest && {name, dir, manifest};
    }
    if (dirname(at) === at) return undefined;
  }
}

async function readManifest(dir: string): Promise<PackageManifest | undefined> {
  try {
    const manifest: unknown = JSON.parse(await readFile(join(dir, 'package.json'), 'utf8'));
    return typeof manifest === 'object' && manifest !== null ? manifest : undefined;
  } catch {
    return undefined;
  }
}
