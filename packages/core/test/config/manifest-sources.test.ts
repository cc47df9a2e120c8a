import {expect, test} from '@jest/globals';
import {loadProject, memoryFiles} from '../../src/index.js';

const tree = {
  'm/b.yaml': '',
  'm/a.yml': '',
  'm/c.json': '',
  'm/.hidden.yaml': '',
  'm/readme.md': '',
  'm/sub/d.yaml': '',
  'm/sub/deep/e.yaml': '',
  'odd[1].yaml': '',
  '/elsewhere/x.yaml': '',
};

async function sources(entries: string): Promise<string[] | string> {
  const files = memoryFiles(
    {
      ...tree,
      'kflow.yaml': 'kflow: {version: v1, kind: Config}\nresources: [app.yaml]\n',
      'app.yaml': `kflow: {version: v1, kind: ResourceDefinition}\nname: app\nmanifests: ${entries}\n`,
    },
    {cwd: '/p'},
  );
  const {project, diagnostics} = await loadProject({config: 'kflow.yaml', files});
  const spec = project?.resources[0]?.steps[0]?.spec;
  return spec?.kind === 'manifests'
    ? spec.sources.map(({location}) => location)
    : diagnostics.map(({message}) => message);
}

test.each<[string, string[]]>([
  ['[m]', ['/p/m/.hidden.yaml', '/p/m/a.yml', '/p/m/b.yaml', '/p/m/c.json']],
  ['[m/]', ['/p/m/.hidden.yaml', '/p/m/a.yml', '/p/m/b.yaml', '/p/m/c.json']],
  ['[m/*.yaml]', ['/p/m/b.yaml']],
  ['["m/*.{yml,json}"]', ['/p/m/a.yml', '/p/m/c.json']],
  ['["m/**/*.yaml"]', ['/p/m/b.yaml', '/p/m/sub/d.yaml', '/p/m/sub/deep/e.yaml']],
  ['["**/deep/*"]', ['/p/m/sub/deep/e.yaml']],
  ['["./m/*/d.yaml"]', ['/p/m/sub/d.yaml']],
  ['["../elsewhere/*.yaml"]', ['/elsewhere/x.yaml']],
  ['["/elsewhere/?.yaml"]', ['/elsewhere/x.yaml']],
  ['["odd[1].yaml"]', ['/p/odd[1].yaml']],
  ['[m/sub/d.yaml, "m/**/*.yaml"]', ['/p/m/sub/d.yaml', '/p/m/b.yaml', '/p/m/sub/deep/e.yaml']],
  ['["http://a.b/c*.yaml"]', ['http://a.b/c*.yaml']],
  ['["m/*.txt"]', ['`m/*.txt` matches no file']],
  ['["gone/**"]', ['`gone/**` matches no file']],
])('%s', async (entries, expected) => {
  expect(await sources(entries)).toEqual(expected);
});

test('links in circles and huge trees end', async () => {
  const files = memoryFiles({
    '/kflow.yaml': 'kflow: {version: v1, kind: Config}\nresources: [app.yaml]\n',
    '/app.yaml':
      'kflow: {version: v1, kind: ResourceDefinition}\nname: app\nmanifests: ["loop/**/*.yaml", "many/**"]\n',
  });
  const wide = Array.from({length: 1000}, (_, index) => `d${index}`);
  const endless = {
    ...files,
    kind: async (path: string) => (/^\/(loop|many)[^*]*$/.test(path) ? ('directory' as const) : files.kind(path)),
    list: async (path: string) =>
      path.startsWith('/loop') ? ['loop'] : path.startsWith('/many') ? wide : files.list(path),
  };
  const {diagnostics} = await loadProject({config: '/kflow.yaml', files: endless});
  expect(diagnostics.map(({code, message}) => `${code} ${message}`)).toEqual([
    'KF505 `loop/**/*.yaml` matches no file',
    'KF505 `many/**` looks through more than 100,000 files',
  ]);
});

test('each step that names a manifest which is none is told, and one that many steps name is the same for all', async () => {
  const load = async (manifest: string) =>
    loadProject({
      config: 'kflow.yaml',
      files: memoryFiles(
        {
          'kflow.yaml': 'kflow: {version: v1, kind: Config}\nresources: [app.yaml]\n',
          'app.yaml': `kflow: {version: v1, kind: ResourceDefinition}\nname: app\nsteps:\n${['a', 'b', 'c'].map((name) => `  - {name: ${name}, manifests: [m.yaml]}`).join('\n')}\n`,
          'm.yaml': manifest,
        },
        {cwd: '/p'},
      ),
    });
  const source = {type: 'file', location: '/p/m.yaml', declared: 'm.yaml'};
  const specs = (await load('kind: ConfigMap')).project?.resources[0]?.steps.map(({spec}) => spec);
  expect(specs).toEqual(['a', 'b', 'c'].map(() => ({kind: 'manifests', sources: [source]})));
  const refused = (await load('kflow: {version: v1, kind: ResourceDefinition}')).diagnostics;
  expect(refused.map(({code, at}) => [code, at?.line])).toEqual([
    ['KF507', 4],
    ['KF507', 5],
    ['KF507', 6],
  ]);
});
