import {spawnSync} from 'node:child_process';
import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {basename, join} from 'node:path';
import {publishedPackages} from '../pack/published.mjs';
import {root} from '../root.mjs';

/**
 * What stands in the way of releasing what is in the work tree: a sentence each, with what to do. None when it can be released.
 *
 * @returns {string[]}
 */
export function whatIsInTheWay() {
  return [...uncommitted(), ...pendingChangesets(), ...differentVersions(), ...missingChangelogs(), ...olderPromises()];
}

/** What is published has to be what is committed. */
function uncommitted() {
  const {status, stdout, stderr} = spawnSync('git', ['status', '--porcelain'], {cwd: root, encoding: 'utf8'});
  if (status !== 0) return [`git cannot tell whether everything is committed: ${stderr.trim()}`];
  const files = stdout.split('\n').filter(Boolean);
  if (files.length === 0) return [];
  const more = files.length > 5 ? ` and ${files.length - 5} more` : '';
  return [`There are changes that are not committed: ${files.slice(0, 5).join(', ').trim()}${more}. Commit them.`];
}

/** A changeset that is still there has made neither a version nor a line of a changelog. */
function pendingChangesets() {
  const pending = readdirSync(join(root, '.changeset')).filter((file) => file.endsWith('.md') && file !== 'README.md');
  if (pending.length === 0) return [];
  return [
    `${pending.length} changesets are not in the versions and changelogs yet. Run \`npm run changeset version\`, and commit what it changes.`,
  ];
}

/** All packages are released together, in one version: `fixed` in .changeset/config.json. */
function differentVersions() {
  const versions = new Map();
  for (const {manifest} of publishedPackages()) {
    versions.set(manifest.version, [...(versions.get(manifest.version) ?? []), manifest.name]);
  }
  if (versions.size === 1) return [];
  const said = [...versions].map(([version, names]) => `${version} (${names.join(', ')})`).join(', ');
  return [`The packages have different versions: ${said}. Name all of them under \`fixed\` in .changeset/config.json.`];
}

/** What is in a version is written down where its users look. */
function missingChangelogs() {
  const missing = publishedPackages().filter(({folder, manifest: {version}}) => {
    const changelog = join(folder, 'CHANGELOG.md');
    return !existsSync(changelog) || !readFileSync(changelog, 'utf8').split('\n').includes(`## ${version}`);
  });
  if (missing.length === 0) return [];
  const said = missing.map(({folder}) => `packages/${basename(folder)}/CHANGELOG.md`).join(', ');
  return [
    `No changelog tells of version ${missing[0]?.manifest.version}: ${said}. \`npm run changeset version\` writes them.`,
  ];
}

/** What is compared from then on is what this version promises. */
function olderPromises() {
  const older = publishedPackages().filter(({folder, manifest: {version}}) => {
    const released = JSON.parse(readFileSync(join(folder, 'api/released.json'), 'utf8'));
    return released.version !== version;
  });
  if (older.length === 0) return [];
  const said = older.map(({folder}) => `packages/${basename(folder)}/api/released.json`).join(', ');
  return [
    `What an earlier version promised is not taken for released yet: ${said}. \`npm run api -- --released\` does so; commit what it changes.`,
  ];
}
