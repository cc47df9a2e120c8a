import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {ensureProgram, type BuildOptions} from '@kflow/sandbox';

const folder = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));

/** Builds the program that measures, once a machine (a second), and gives its path. Throws a SandboxError when it cannot. */
export async function buildMeasure(options: BuildOptions): Promise<string> {
  const title = 'the program that measures';
  const program = {title, dir: folder('measure'), packages: ['.'], stamps: () => [], links: {}};
  return join(await ensureProgram(program, options), 'libexec', 'measure');
}

/** The helmfile that is measured beside. */
export const helmfileVersion = '1.8.0';

/** Builds helmfile, once a machine (some minutes), and gives its path. Throws a SandboxError when it cannot. */
export async function buildHelmfile(options: BuildOptions): Promise<string> {
  const program = {
    ...{title: 'helmfile', dir: folder('helmfile'), packages: ['github.com/helmfile/helmfile'], links: {}},
    stamps: () => [`go.szostok.io/version.version=v${helmfileVersion}`],
  };
  return join(await ensureProgram(program, options), 'libexec', 'helmfile');
}
