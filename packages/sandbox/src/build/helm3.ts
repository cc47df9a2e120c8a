import {join} from 'node:path';
import {packageRoot} from '../package-root.js';
import {pinnedVersions} from './pinned-versions.js';
import {ensureProgram, type BuildOptions, type Program} from './program.js';

const program: Program = {
  title: 'helm 3',
  dir: join(packageRoot, 'helm3'),
  packages: ['helm.sh/helm/v3/cmd/helm'],
  stamps: (goMod) => [`helm.sh/helm/v3/internal/version.version=${pinnedVersions(goMod)['helm.sh/helm/v3'] ?? ''}`],
  links: {'bin/helm': '../libexec/helm'},
};

/** Builds helm 3 unless this machine has it already (about a minute), and gives a folder with `helm`, fit for `PATH`. */
export async function buildHelm3(options: BuildOptions = {}): Promise<string> {
  return join(await ensureProgram(program, options), 'bin');
}
