import {basename} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {publishedManifest} from '../pack/published-manifest.mjs';
import {publishedReadme} from '../pack/published-readme.mjs';
import {publishedPackages} from '../pack/published.mjs';
import {repositoryAddress} from '../pack/repository.mjs';
import {publishCommands} from '../release/publish-commands.mjs';

test('packages are published after those that they depend on', () => {
  const names = publishedPackages().map(({folder}) => basename(folder));
  expect([...names].sort()).toEqual(['cli', 'core', 'exec', 'runners', 'sandbox']);
  const place = (name: string) => names.indexOf(name);
  expect(place('core')).toBeLessThan(place('exec'));
  expect(place('runners')).toBeLessThan(place('exec'));
  expect(place('exec')).toBeLessThan(place('cli'));
});

describe('a package.json as it is published', () => {
  const manifest = {
    ...{name: '@kflow/sandbox', version: '1.2.3', type: 'module', scripts: {build: 'tsc'}},
    ...{dependencies: {'@kflow/core': 'workspace:*', yaml: '2.9.1'}, devDependencies: {'@kflow/dev': 'workspace:*'}},
  };
  const versions = {'@kflow/core': '1.2.3'};

  test('has versions, and nothing that serves the workspace only', () => {
    expect(publishedManifest(manifest, {versions})).toEqual({
      ...{name: '@kflow/sandbox', version: '1.2.3', type: 'module'},
      dependencies: {'@kflow/core': '1.2.3', yaml: '2.9.1'},
      publishConfig: {access: 'public', provenance: true},
    });
  });

  test('names the programs that are packed with it, in its own version', () => {
    const platformPackages = ['@kflow/sandbox-linux-x64'];
    expect(publishedManifest(manifest, {versions, platformPackages})).toMatchObject({
      optionalDependencies: {'@kflow/sandbox-linux-x64': '1.2.3'},
    });
  });

  test('asks for nothing that its bundle holds', () => {
    expect(publishedManifest(manifest, {versions, bundled: true})).not.toHaveProperty('dependencies');
  });

  test('names the sources where they have an address', () => {
    const where = {repository: 'https://git.example.com/me/kflow', directory: 'packages/sandbox'};
    expect(publishedManifest(manifest, {versions, ...where})).toMatchObject({
      homepage: 'https://git.example.com/me/kflow#readme',
      bugs: {url: 'https://git.example.com/me/kflow/issues'},
      repository: {type: 'git', url: 'git+https://git.example.com/me/kflow.git', directory: 'packages/sandbox'},
    });
  });
});

test('the address of the sources is that of the repository which a workflow runs in', () => {
  const env = {GITHUB_SERVER_URL: 'https://git.example.com', GITHUB_REPOSITORY: 'me/kflow'};
  expect(repositoryAddress(env)).toBe('https://git.example.com/me/kflow');
  expect(repositoryAddress({})).toBeUndefined();
});

describe('a README as it is published', () => {
  const text =
    'See [the `docs`](../../docs/a.md#b), [stages](stages), [kwok](https://kwok.example).\n\n```sh\nx [a](b)\n```\n';
  const directory = 'packages/sandbox';

  test('links to the sources', () => {
    const repository = 'https://git.example.com/me/kflow';
    expect(publishedReadme(text, {repository, directory})).toBe(
      `See [the \`docs\`](${repository}/blob/HEAD/docs/a.md#b), [stages](${repository}/blob/HEAD/packages/sandbox/stages), [kwok](https://kwok.example).\n\n\`\`\`sh\nx [a](b)\n\`\`\`\n`,
    );
  });

  test('has no link that leads nowhere', () => {
    expect(publishedReadme(text, {directory})).toBe(
      'See the `docs`, stages, [kwok](https://kwok.example).\n\n```sh\nx [a](b)\n```\n',
    );
  });
});

describe('the commands that publish', () => {
  const tarball = (version: string) => ({
    ...{name: 'a', version, file: `/somewhere/a-${version}.tgz`, files: [], dependencies: []},
    ...{size: 1, unpacked: 1, integrity: ''},
  });

  test('give no proof of origin where it cannot be had, and npm would refuse', () => {
    expect(publishCommands([tarball('1.0.0')])).toEqual([
      'npm publish ./a-1.0.0.tgz --access public --provenance=false',
    ]);
    expect(publishCommands([tarball('1.0.0')], {provenance: true})).toEqual([
      'npm publish ./a-1.0.0.tgz --access public',
    ]);
  });

  test('give a version for trying out to those only who ask for it', () => {
    expect(publishCommands([tarball('1.0.0-beta.1')], {provenance: true, registry: 'http://127.0.0.1:1/'})).toEqual([
      'npm publish ./a-1.0.0-beta.1.tgz --access public --tag next --registry http://127.0.0.1:1/',
    ]);
  });
});
