// Runs the built CLI: `npm run build` comes first.
import {existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, describe, expect, test} from '@jest/globals';
import {TemporaryProject} from '../run-cli.js';

let project: TemporaryProject;
afterEach(() => project?.remove());

const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';

describe('without a terminal it asks nothing', () => {
  test.each([[[]], [['--yes']]])('kflow init %j: a project that is valid', async (flags) => {
    project = new TemporaryProject();
    const {code, stdout, stderr} = await project.kflow('init', 'shop', ...flags);
    expect({code, stderr}).toEqual({code: 0, stderr: ''});
    expect(stdout).toContain('wrote 3 files in shop, and they are valid');
    expect(stdout).toContain('cd shop\n');
    expect(readdirSync(join(project.dir, 'shop'), {recursive: true}).sort()).toEqual([
      'kflow.yaml',
      'manifests',
      'manifests/shop.yaml',
      'resources',
      'resources/shop.yaml',
    ]);
    expect(await project.kflow('validate', '--strict', '-c', 'shop/kflow.yaml')).toMatchObject({code: 0, stderr: ''});
  });

  test('each flag', async () => {
    project = new TemporaryProject();
    await project.kflow('init', '--name', 'web', '--namespace', 'front', '--phases', 'one,two');
    const listing = JSON.parse((await project.kflow('list', '--json')).stdout);
    expect(listing.phases.map(({name}: {name: string}) => name)).toEqual(['one', 'two']);
    expect(listing.resources).toMatchObject([{name: 'web', namespace: 'front', phase: 'two'}]);
  });

  test('a root config of another name', async () => {
    project = new TemporaryProject();
    const {code, stdout} = await project.kflow('init', '-c', 'prod.yaml', '--name', 'web');
    expect(code).toBe(0);
    expect(stdout).toContain('kflow plan -c prod.yaml');
    expect((await project.kflow('validate', '-c', 'prod.yaml')).code).toBe(0);
  });
});

describe('nothing is overwritten', () => {
  test('every file that is there is named, and none is written', async () => {
    project = new TemporaryProject({'manifests/web.yaml': 'mine', 'kflow.yaml/x': ''});
    mkdirSync(join(project.dir, 'other/manifests'), {recursive: true});
    writeFileSync(join(project.dir, 'other/manifests/web.yaml'), 'mine');
    const config = await project.kflow('init', '--name', 'web');
    expect(config.code).toBe(2);
    expect(config.stderr).toContain('error KF010: kflow.yaml exists');
    const other = await project.kflow('init', 'other', '--name', 'web', '--json');
    expect(other.code).toBe(2);
    expect(JSON.parse(other.stdout)).toMatchObject({
      valid: false,
      diagnostics: [{code: 'KF010', message: 'other/manifests/web.yaml exists, and is never overwritten'}],
    });
    expect(readdirSync(join(project.dir, 'other'), {recursive: true})).toEqual(['manifests', 'manifests/web.yaml']);
    expect(readFileSync(join(project.dir, 'other/manifests/web.yaml'), 'utf8')).toBe('mine');
  });

  test('--dry-run writes nothing', async () => {
    project = new TemporaryProject();
    const {code, stdout} = await project.kflow('init', 'shop', '--dry-run');
    expect(code).toBe(0);
    expect(stdout).toContain('==> shop/resources/shop.yaml\n# yaml-language-server: $schema=https://');
    expect(existsSync(join(project.dir, 'shop'))).toBe(false);
    const json = JSON.parse((await project.kflow('init', 'shop', '--dry-run', '--json')).stdout);
    expect(json).toMatchObject({written: false, config: join(realpathSync(project.dir), 'shop/kflow.yaml')});
    expect(json.files[0].text).toContain('kind: Config');
  });
});

describe('--from', () => {
  test('files stay where they are; what is left out is told', async () => {
    project = new TemporaryProject({'k8s/a.yaml': configMap, 'k8s/values.yaml': 'a: 1\n', 'k8s/broken.yaml': 'a: [\n'});
    const {code, stdout, stderr} = await project.kflow('init', '--from', 'k8s');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^apps +a +default +1 file/m);
    expect(stderr).toMatch(/k8s\/broken.yaml:1:\d+ left out: cannot be read/);
    expect(stderr).toContain('k8s/values.yaml:1:1 left out: is no Kubernetes manifest');
    expect(await project.kflow('validate', '--strict')).toMatchObject({code: 0, stderr: ''});
  });

  test('--json', async () => {
    project = new TemporaryProject({'k8s/a.yaml': configMap, 'k8s/values.yaml': 'a: 1\n'});
    const {code, stdout, stderr} = await project.kflow('init', '--from', 'k8s', '--namespace', 'shop', '--json');
    expect({code, stderr}).toEqual({code: 0, stderr: ''});
    // As the process sees its working directory: /tmp may be a link.
    const dir = realpathSync(project.dir);
    const at = (path: string) => join(dir, path);
    expect(JSON.parse(stdout)).toEqual({
      dir,
      config: at('kflow.yaml'),
      written: true,
      files: [{path: at('kflow.yaml')}, {path: at('resources/a.yaml')}],
      phases: ['apps'],
      resources: [{name: 'a', phase: 'apps', namespace: 'shop', dependsOn: [], contains: [at('k8s/a.yaml')]}],
      leftOut: [{path: at('k8s/values.yaml'), why: expect.stringContaining('no Kubernetes'), line: 1, column: 1}],
      diagnostics: [],
    });
  });

  test('nothing to begin with', async () => {
    project = new TemporaryProject({'k8s/values.yaml': 'a: 1\n'});
    const {code, stderr} = await project.kflow('init', '--from', 'k8s');
    expect(code).toBe(2);
    expect(stderr).toContain('error KF011: there is nothing in k8s that a cluster takes');
    expect(stderr).toContain('k8s/values.yaml is no Kubernetes manifest');
    expect(existsSync(join(project.dir, 'kflow.yaml'))).toBe(false);
  });
});

test.each([
  [['--from', 'nowhere'], 'KF003'],
  [['--chart', './nowhere'], 'KF003'],
  [['--name', 'No'], 'KF003'],
  [['--namespace', 'No'], 'KF003'],
  [['--phases', 'a,a'], 'KF003'],
  [['--from', '.', '--name', 'web'], 'KF012'],
  [['--from', '.', '--chart', 'web'], 'KF012'],
  [['--from', '.', '--phases', 'a'], 'KF012'],
  [['--repo', 'https://example.com'], 'KF012'],
  [['one', 'two'], 'KF004'],
])('kflow init %j is refused with %s, and nothing is written', async (args, code) => {
  project = new TemporaryProject();
  const outcome = await project.kflow('init', ...args);
  expect(outcome).toMatchObject({code: 2, stdout: ''});
  expect(outcome.stderr).toContain(code);
  expect(readdirSync(project.dir)).toEqual([]);
});

describe('--runner', () => {
  const files = [
    '.gitignore',
    'README.md',
    'package.json',
    'src/index.ts',
    'src/seed-data-runner.test.ts',
    'src/seed-data-runner.ts',
    'tsconfig.json',
  ];
  const written = (dir: string) =>
    readdirSync(dir, {recursive: true, encoding: 'utf8'})
      .filter((path) => path !== 'src')
      .sort();

  test('a package, named after the directory', async () => {
    project = new TemporaryProject();
    const {code, stdout, stderr} = await project.kflow('init', '--runner', 'seed-data');
    expect({code, stderr}).toEqual({code: 0, stderr: ''});
    expect(stdout).toMatch(/wrote 7 files in seed-data\n.*cd seed-data\n {2}npm install\n {2}npm test /s);
    expect(written(join(project.dir, 'seed-data'))).toEqual(files);
    const manifest = JSON.parse(readFileSync(join(project.dir, 'seed-data/package.json'), 'utf8'));
    expect(manifest).toMatchObject({name: 'kflow-seed-data', type: 'module', peerDependencies: {}});
    expect(manifest.peerDependencies['@kflow/runners']).toMatch(/^\^\d+\.\d+\.\d+/);
  });

  test('each flag, as JSON; nothing is overwritten; --dry-run writes nothing', async () => {
    project = new TemporaryProject();
    const args = ['init', '--runner', '--name', '@acme/kflow-seed', '--class', 'SeedDataRunner', '--json'];
    const dry = JSON.parse((await project.kflow(...args, '--dry-run')).stdout);
    expect(dry).toMatchObject({written: false, package: '@acme/kflow-seed', class: 'SeedDataRunner'});
    expect(dry.files.every(({text}: {text: string}) => text.length > 0)).toBe(true);
    expect(readdirSync(project.dir)).toEqual([]);
    const {files: paths} = JSON.parse((await project.kflow(...args)).stdout);
    expect(paths).toHaveLength(7);
    expect(written(project.dir)).toEqual(files);
    const again = await project.kflow('init', '--runner');
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('error KF010: package.json exists, and is never overwritten');
  });

  test.each([
    [['--from', 'a'], 'KF012', '--runner and --from exclude each other'],
    [['--phases', 'a,b'], 'KF012', '--runner and --phases exclude each other'],
    [['--name', 'Not A Name'], 'KF003', '`Not A Name` is not a name of an npm package'],
    [['--class', 'seed'], 'KF003', '`seed` is not a name of a class'],
    [['--class', 'BaseRunner'], 'KF003', 'name it after what it does'],
  ])('%j is refused', async (flags, code, message) => {
    project = new TemporaryProject();
    const outcome = await project.kflow('init', '--runner', ...flags);
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain(`error ${code}: `);
    expect(outcome.stderr).toContain(message);
    expect(readdirSync(project.dir)).toEqual([]);
  });

  test('--class is about runners', async () => {
    project = new TemporaryProject();
    expect((await project.kflow('init', '--class', 'A')).stderr).toContain(
      'error KF012: --class goes with --runner only',
    );
  });
});
