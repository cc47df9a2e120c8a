import {createHash} from 'node:crypto';
import {existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, expect, test} from '@jest/globals';
import {cloneWorkTree, git, release, released, thisPlatform} from '../../harness/released.js';
import type {Released} from '../../harness/released.js';
import {run} from '../../harness/run.js';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

let made: Released;
let scratch: string;
beforeAll(async () => {
  made = await released();
  scratch = mkdtempSync(join(tmpdir(), 'kflow-release-'));
}, 600_000);
afterAll(() => rmSync(scratch, {recursive: true, force: true}));

test('a release is a directory with a tarball of each package, their checksums and the commands that publish them', async () => {
  const {version} = JSON.parse(readFileSync(join(made.clone, 'packages/core/package.json'), 'utf8'));
  const names = [`sandbox-${thisPlatform}`, 'core', 'runners', 'exec', 'cli', 'sandbox'];
  const tarballs = names.map((name) => `kflow-${name}-${version}.tgz`);
  expect(readdirSync(made.dir).sort()).toEqual(['SHA256SUMS', 'publish.sh', ...tarballs].sort());
  const sums = readFileSync(join(made.dir, 'SHA256SUMS'), 'utf8').trim().split('\n');
  const sumOf = (file: string) =>
    createHash('sha256')
      .update(readFileSync(join(made.dir, file)))
      .digest('hex');
  expect(sums).toEqual(tarballs.map((file) => `${sumOf(file)}  ${file}`));

  const commands = readFileSync(join(made.dir, 'publish.sh'), 'utf8').match(/^npm publish \.\/\S+/gm);
  // No package before those that it depends on.
  expect(commands).toEqual(
    [`sandbox-${thisPlatform}`, 'core', 'runners', 'exec', 'cli', 'sandbox'].map(
      (name) => `npm publish ./kflow-${name}-${version}.tgz`,
    ),
  );
});

test('the package with the programs is what it says (publint), and brings the licences of what is in them', async () => {
  const tarball = made.tarballs[`sandbox-${thisPlatform}`]!;
  const publint = join(root, 'packages/e2e/node_modules/.bin/publint');
  const linted = await run(publint, ['run', '--strict', tarball], {env: process.env});
  expect(linted).toMatchObject({code: 0, stdout: expect.stringContaining('All good!')});
  const {stdout} = await run('tar', ['-xzOf', tarball, 'package/THIRD-PARTY-LICENSES.txt'], {env: process.env});
  for (const name of [
    'k8s.io/kubernetes v1.',
    'go.etcd.io/etcd/server/v3 v3.',
    'helm.sh/helm/v4 v4.',
    'sigs.k8s.io/kwok v',
  ])
    expect(stdout).toContain(`\n${name}`);
  expect(stdout).toContain('Apache License');
  expect(stdout).not.toContain('(no licence file)');
});

test('sizes stay low: what is installed has to be fetched by everybody', () => {
  const kilobytes = (name: string): number => Math.ceil(statSync(made.tarballs[name]!).size / 1000);
  const most = {core: 550, runners: 60, exec: 500, cli: 1300, sandbox: 200, [`sandbox-${thisPlatform}`]: 80_000};
  for (const [name, limit] of Object.entries(most)) {
    expect(`${name} ${kilobytes(name) <= limit ? 'fits' : `takes ${kilobytes(name)} kB`}`).toBe(`${name} fits`);
  }
});

test('what is not committed, versioned or written down is not released, until it is', async () => {
  const clone = join(scratch, 'clone');
  await cloneWorkTree(clone);
  const version = JSON.parse(readFileSync(join(clone, 'packages/core/package.json'), 'utf8')).version;
  // There are none in the commit of a release.
  writeFileSync(join(clone, '.changeset/mine.md'), "---\n'@kflow/exec': patch\n---\n\nSomething is better.\n");
  await git(clone, 'add', '--all');
  await git(clone, 'commit', '--quiet', '--message', 'something better');
  const pending = readdirSync(join(clone, '.changeset')).filter((file) => file.endsWith('.md') && file !== 'README.md');

  const refused = await release(clone, '--check');
  expect(refused).toMatchObject({code: 1, stdout: ''});
  expect(refused.stderr).toContain(`${pending.length} changesets are not in the versions and changelogs yet.`);
  expect(refused.stderr).toContain('Nothing was made.');
  expect(existsSync(join(clone, 'node_modules'))).toBe(false);

  const versioned = await run(process.execPath, [join(root, 'node_modules/@changesets/cli/bin.js'), 'version'], {
    cwd: clone,
    env: process.env,
  });
  expect(versioned).toMatchObject({code: 0});
  expect((await release(clone, '--check')).stderr).toMatch(/^There are changes that are not committed: /);

  await git(clone, 'add', '--all');
  await git(clone, 'commit', '--quiet', '--message', 'a version');
  const packages = ['core', 'runners', 'exec', 'cli', 'sandbox'];
  const promises = packages.map((name) => join(clone, `packages/${name}/api/released.json`));
  expect((await release(clone, '--check')).stderr).toContain('packages/core/api/released.json, ');
  // As `npm run api -- --released` does, which needs a build.
  const {version: next} = JSON.parse(readFileSync(join(clone, 'packages/core/package.json'), 'utf8'));
  for (const path of promises)
    writeFileSync(path, JSON.stringify({...JSON.parse(readFileSync(path, 'utf8')), version: next}));
  await git(clone, 'commit', '--quiet', '--all', '--message', 'its promises');
  expect(await release(clone, '--check')).toMatchObject({code: 0, stderr: 'This can be released.\n'});
  expect(next).not.toBe(version);
  expect(readFileSync(join(clone, 'packages/exec/CHANGELOG.md'), 'utf8')).toContain('Something is better.');
  for (const name of packages) {
    const manifest = JSON.parse(readFileSync(join(clone, 'packages', name, 'package.json'), 'utf8'));
    expect([basename(name), manifest.version]).toEqual([name, next]);
  }

  rmSync(join(clone, 'packages/exec/CHANGELOG.md'));
  await git(clone, 'commit', '--quiet', '--all', '--message', 'without a changelog');
  expect((await release(clone, '--check')).stderr).toContain(
    `No changelog tells of version ${next}: packages/exec/CHANGELOG.md.`,
  );
});
