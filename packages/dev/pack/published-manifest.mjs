/** @typedef {import('./published.mjs').Manifest} Manifest */

/** What serves the workspace only. */
const workspaceOnly = ['devDependencies', 'scripts'];

/**
 * A package.json as it is published: versions where the workspace has `workspace:*`, the address of the sources where there is one, and
 * nothing that serves the workspace only.
 *
 * @param {Manifest} manifest
 * @param {{versions: {[name: string]: string}, repository?: string, directory?: string, platformPackages?: string[], bundled?: boolean}} facts
 *   `versions` of the workspace's packages by name; `platformPackages`, names that become optional dependencies of the same version; `bundled`:
 *   its program holds all that it needs, so that installing it installs nothing else
 * @returns {Manifest}
 */
export function publishedManifest(manifest, {versions, repository, directory, platformPackages = [], bundled = false}) {
  const {dependencies = {}, ...rest} = manifest;
  const published = Object.fromEntries(Object.entries(rest).filter(([key]) => !workspaceOnly.includes(key)));
  const pinned = Object.entries(bundled ? {} : dependencies).map(([name, range]) => [
    name,
    range.startsWith('workspace:') ? versions[name] : range,
  ]);
  return {
    ...published,
    ...(repository && {
      homepage: `${repository}#readme`,
      bugs: {url: `${repository}/issues`},
      repository: {type: 'git', url: `git+${repository}.git`, ...(directory && {directory})},
    }),
    publishConfig: {access: 'public', provenance: true},
    ...(pinned.length > 0 && {dependencies: Object.fromEntries(pinned)}),
    ...(platformPackages.length > 0 && {
      optionalDependencies: Object.fromEntries(platformPackages.map((name) => [name, manifest.version])),
    }),
  };
}
