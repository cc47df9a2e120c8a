import {join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import type {Jiti} from 'jiti';

/** Loads users' modules, TypeScript included. */
export interface ModuleImporter {
  /** The file that an npm package's name stands for, seen from a directory; undefined when it is not installed there. */
  resolve(specifier: string, from: string): string | undefined;
  /** Rejects with what the module threw. */
  import(file: string): Promise<unknown>;
}

/**
 * A loader in which `@kflow/runners` is kflow's own copy, so that a runner need not have it installed. Loaded on first use only,
 * as it takes a while. Nothing is cached on disk: not in the user's tree, and not in a directory that others may write to, since
 * what is in there is run. Every option is given, because the loader takes those that are not from `JITI_*` in the environment.
 */
export async function moduleImporter(): Promise<ModuleImporter> {
  const [{createJiti}, sdk] = await Promise.all([import('jiti'), import('@kflow/runners')]);
  const jiti: Jiti = createJiti(import.meta.url, {
    fsCache: false,
    rebuildFsCache: false,
    moduleCache: true,
    debug: false,
    sourceMaps: false,
    interopDefault: true,
    extensions: ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.json'],
    alias: {},
    nativeModules: [],
    transformModules: [],
    tryNative: false,
    esmEvalTempFile: false,
    jsx: false,
    tsconfigPaths: false,
    virtualModules: {'@kflow/runners': {...sdk}},
  });
  return {
    resolve(specifier, from) {
      const parentURL = pathToFileURL(join(from, 'kflow.yaml')).href;
      const url = jiti.esmResolve(specifier, {parentURL, try: true} as {parentURL: string});
      return url?.startsWith('file:') ? fileURLToPath(url) : undefined;
    },
    import: (file) => jiti.import(file),
  };
}
