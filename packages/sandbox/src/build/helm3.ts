import {join} from 'node:path';
import {packageRoot} from '../package-root.js';
import {pinnedVersions} from './pinned-versions.js';
import type {Program} from './program.js';

/** helm 3, which is built only when it is asked for. */
export const helm3: Program = {
  title: 'helm 3',
  dir: join(packageRoot, 'helm3'),
  packages: ['helm.sh/helm/v3/cmd/helm'],
  stamps: (goMod) => [`helm.sh/helm/v3/internal/version.version=${pinnedVersions(goMod)['helm.sh/helm/v3'] ?? ''}`],
  links: {'bin/helm': '../libexec/helm'},
};
