// Writes the folder of a platform package, `@kflow/sandbox-linux-x64` and so on, ready for `npm pack`: the sandbox's programs for one
// platform, from the cache or built now (Go builds for any platform from any other). A part of a release; needs a build of this package.
import {copyFileSync, linkSync, mkdirSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {controlPlane} from './dist/build/control-plane.js';
import {pinnedVersions} from './dist/build/pinned-versions.js';
import {platformName, releasedPlatforms} from './dist/build/platform.js';
import {ensureProgramWithLicences} from './dist/build/program.js';
import {LICENCES_FILE} from './dist/build/third-party-licences.js';
import {progressPrinter} from './dist/cli/progress-printer.js';

const root = fileURLToPath(new URL('.', import.meta.url));

/** The names of the platforms that are released: `linux-x64` ... */
export const platforms = releasedPlatforms.map(platformName);

/**
 * @param {string} name one of `platforms`
 * @param {string} folder a folder to make
 * @returns {Promise<{[key: string]: unknown}>} what its package.json should have; the caller adds what all packages have in common
 */
export async function writePlatformPackage(name, folder) {
  const platform = releasedPlatforms.find((each) => platformName(each) === name);
  if (!platform) throw new Error(`there is no platform ${name}: ${platforms.join(', ')}`);
  const {onProgress, end} = progressPrinter(process.stderr);
  process.stderr.write(`programs of the sandbox for ${name}\n`);
  const programs = await ensureProgramWithLicences(controlPlane, {platform, onProgress}).finally(end);
  mkdirSync(join(folder, 'libexec'), {recursive: true});
  for (const file of readdirSync(join(programs, 'libexec'), {withFileTypes: true})) {
    if (file.isFile()) share(join(programs, 'libexec', file.name), join(folder, 'libexec', file.name));
  }
  copyFileSync(join(programs, LICENCES_FILE), join(folder, LICENCES_FILE));
  writeFileSync(join(folder, 'README.md'), readme(name));
  const {version, engines} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return {
    name: `@kflow/sandbox-${name}`,
    version,
    description: `The programs of @kflow/sandbox for ${name}: a Kubernetes control plane, kubectl and helm, as released.`,
    license: 'MIT AND Apache-2.0 AND BSD-2-Clause AND BSD-3-Clause AND ISC AND MPL-2.0',
    type: 'module',
    engines,
    os: [platform.os],
    cpu: [platform.arch],
    // Programs cannot be started from inside an archive.
    preferUnplugged: true,
    exports: {'./package.json': './package.json'},
    files: ['libexec', LICENCES_FILE],
  };
}

/** A second name for a file of a hundred megabytes where that can be had, else a copy. @param {string} from @param {string} to */
function share(from, to) {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

/** @param {string} name */
function readme(name) {
  const versions = pinnedVersions(readFileSync(join(root, 'control-plane/go.mod'), 'utf8'));
  const rows = [
    ['Kubernetes: API server, controller manager, scheduler, kubectl', 'k8s.io/kubernetes'],
    ['etcd', 'go.etcd.io/etcd/server/v3'],
    ['kwok', 'sigs.k8s.io/kwok'],
    ['helm', 'helm.sh/helm/v4'],
  ];
  return `# @kflow/sandbox-${name}

The programs of \`@kflow/sandbox\` for ${name}. Do not install it by itself: \`npm install --save-dev @kflow/sandbox\` brings it along on a
machine that can run it.

${rows.map(([title, path]) => `- ${title} ${versions[path ?? '']?.slice(1)}`).join('\n')}

They are built from Go modules, whose licences are in ${LICENCES_FILE}.
`;
}
