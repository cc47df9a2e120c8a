import {mkdtempSync, mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, test} from '@jest/globals';
import {
  loadProject,
  loadProjectFromDisk,
  memoryFiles,
  nodeFiles,
  planProjectFromDisk,
  type FileReader,
} from '../../src/node.js';

const dir = mkdtempSync(join(tmpdir(), 'kflow-core-'));
mkdirSync(join(dir, 'sub'));
writeFileSync(join(dir, 'b.txt'), 'b');
writeFileSync(join(dir, 'B.txt'), 'ü');
writeFileSync(join(dir, 'sub', 'c.txt'), '');
afterAll(() => rmSync(dir, {recursive: true}));

const memory = memoryFiles({'b.txt': 'b', 'B.txt': 'ü', 'sub/c.txt': '', [`${dir}/../x`]: ''}, {cwd: dir});

describe.each<[string, FileReader]>([
  ['memoryFiles', memory],
  ['nodeFiles', nodeFiles({cwd: dir})],
])('%s', (_, files) => {
  test('reads, lists, and knows what is there', async () => {
    expect(await files.read(`${dir}/B.txt`)).toBe('ü');
    expect(await files.list(dir)).toEqual(['B.txt', 'b.txt', 'sub']);
    expect(await Promise.all(['b.txt', 'sub', 'gone', 'b.txt/x'].map((name) => files.kind(`${dir}/${name}`)))).toEqual([
      'file',
      'directory',
      'missing',
      'missing',
    ]);
    expect(files.cwd()).toBe(dir);
  });

  test('rejects what cannot be read or listed', async () => {
    await expect(files.read(`${dir}/gone`)).rejects.toThrow();
    await expect(files.read(`${dir}/sub`)).rejects.toThrow();
    await expect(files.list(`${dir}/b.txt`)).rejects.toThrow();
  });
});

test('the event loop gets its turns between the files of Node', async () => {
  const files = nodeFiles({cwd: dir});
  let turn = false;
  setImmediate(() => (turn = true));
  // As many reads as it takes: without turns, this never ends.
  while (!turn) await files.read(`${dir}/b.txt`);
  expect(turn).toBe(true);
});

test('an empty directory in memory', async () => {
  const files = memoryFiles({'/a/b/': ''});
  expect(await files.kind('/a/b')).toBe('directory');
  expect(await files.list('/a/b')).toEqual([]);
  expect(await files.list('/')).toEqual(['a']);
});

test('a project from disk, the root config by a relative path, and by ~', async () => {
  writeFileSync(join(dir, 'kflow.yaml'), 'kflow: {version: v1, kind: Config}\nresources: [app.yaml]\n');
  writeFileSync(
    join(dir, 'app.yaml'),
    'kflow: {version: v1, kind: ResourceDefinition}\nname: app\nmanifests: [b.txt]\n',
  );
  const {project, diagnostics} = await loadProjectFromDisk('sub/../kflow.yaml', {cwd: dir});
  expect(diagnostics).toEqual([]);
  expect(project?.file).toBe(join(dir, 'kflow.yaml'));
  expect((await loadProjectFromDisk('~/kflow.yaml', {home: dir})).project).toEqual({
    ...project,
    stateDir: join(dir, '.kflow'),
  });
  const {plan} = await planProjectFromDisk('kflow.yaml', {cwd: dir, operation: 'destroy', targets: ['a*']});
  expect(plan).toMatchObject({operation: 'destroy', phases: [{steps: [{id: 'app.manifests'}]}]});
});

test('a file that cannot be read is a diagnostic', async () => {
  const files = memoryFiles({
    '/kflow.yaml': 'kflow: {version: v1, kind: Config}\nresources: [app.yaml]\n',
    '/app.yaml': '',
  });
  const locked = {
    ...files,
    read: (path: string) => (path === '/app.yaml' ? Promise.reject(new Error('permission denied')) : files.read(path)),
  };
  const {diagnostics} = await loadProject({config: 'kflow.yaml', files: locked});
  expect(diagnostics).toMatchObject([
    {code: 'KF502', message: '/app.yaml cannot be read: permission denied', at: {line: 2}},
  ]);
  const nothing = {...files, read: () => Promise.reject(new Error('permission denied'))};
  expect((await loadProject({config: 'kflow.yaml', files: nothing})).diagnostics).toMatchObject([{code: 'KF502'}]);
});
