import {expect, test} from '@jest/globals';
import {memoryFiles, scanManifests} from '../../src/index.js';
import {object, places, propose, workload} from './propose.js';

async function leftOut(files: {[path: string]: string}) {
  const {scaffold} = await propose(files);
  return scaffold.leftOut.map(
    ({path, why, at}) => `${path.replace('/p/manifests/', '')}${at ? `:${at.line}` : ''} ${why}`,
  );
}

test('YAML and JSON files with objects are taken, from subdirectories, too; items of lists and documents one by one', async () => {
  const files = memoryFiles({
    '/m/a.yaml': `${object('ConfigMap', 'a')}---\n${object('ConfigMap', 'b')}`,
    '/m/sub/deep/b.yml': `apiVersion: v1\nkind: List\nitems:\n  - ${object('Secret', 'c')}  - ${object('Secret', 'd')}`,
    '/m/c.json': JSON.stringify({apiVersion: 'v1', kind: 'Service', metadata: {name: 'e'}}),
    '/m/readme.md': 'x',
    '/m/.git/x.yaml': object('ConfigMap', 'hidden'),
    '/m/node_modules/x.yaml': object('ConfigMap', 'hidden'),
  });
  const {units, leftOut} = await scanManifests('/m', files);
  expect(units.map(({path, objects}) => [path, objects.map(({name}) => name)])).toEqual([
    ['/m/a.yaml', ['a', 'b']],
    ['/m/c.json', ['e']],
    ['/m/sub/deep/b.yml', ['c', 'd']],
  ]);
  expect(leftOut).toEqual([]);
});

test.each([
  ['no YAML', 'a: {b', 'm.yaml:1 cannot be read: invalid YAML: the mapping is not closed'],
  ['a Helm template', 'a: {{ .Values.b }}\n', expect.stringMatching(/^m.yaml:1 cannot be read: /)],
  [
    'not Kubernetes',
    'services: {web: {image: x}}\n',
    'm.yaml:1 is no Kubernetes manifest: it has no apiVersion and kind',
  ],
  [
    'an object beside something else',
    `${object('ConfigMap', 'a')}---\nhello: world\n`,
    expect.stringMatching(/^m.yaml:3 is no Kubernetes manifest: .* \(document at line 3\)$/),
  ],
  ['empty', '# nothing\n', 'm.yaml is empty'],
  ["kflow's own", 'kflow: {version: v1, kind: Config}\nresources: []\n', "m.yaml is kflow's own (Config)"],
  [
    'generateName',
    'apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: a-}\n',
    'm.yaml:2 has a Job with generateName, which kubectl creates but cannot apply',
  ],
  ['without a name', 'apiVersion: v1\nkind: Config\nclusters: []\n', 'm.yaml:2 has a Config without a name'],
  [
    "a tool's",
    'apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\nmetadata: {name: a}\n',
    'm.yaml:2 configures a tool (kind.x-k8s.io/v1alpha4), not a cluster',
  ],
  [
    'a bad item of a list',
    'apiVersion: v1\nkind: List\nitems: [{kind: Pod}]\n',
    'm.yaml:2 has a List whose item is no Kubernetes manifest: it has no apiVersion and kind',
  ],
  [
    'local configuration',
    'apiVersion: v1\nkind: X\nmetadata: {name: a, annotations: {config.kubernetes.io/local-config: "true"}}\n',
    'm.yaml:2 is marked as local configuration (config.kubernetes.io/local-config)',
  ],
])('left out, with the reason and the place: %s', async (_, text, expected) => {
  expect(await leftOut({'m.yaml': text, 'good.yaml': object('ConfigMap', 'good')})).toEqual([expected]);
});

test('a kustomization is one unit, and what it includes is none of its own', async () => {
  const {scaffold, diagnostics} = await propose({
    'app/base/kustomization.yaml': 'resources: [web.yaml]\n',
    'app/base/web.yaml': workload('Deployment', 'web'),
    'app/base/patch.yaml': 'not: a manifest\n',
    'app/overlays/prod/kustomization.yml': 'namespace: shop\nnamePrefix: my-\nresources: [../../base]\n',
    'app/component/kustomization.yaml': 'kind: Component\n',
    'helm/kustomization.yaml': 'helmCharts: [{name: x}]\n',
    'broken/kustomization.yaml': 'resources: [\n',
  });
  expect(places(scaffold)).toEqual({'app/overlays/prod': 'app-prod'});
  expect(scaffold.resources[0]).toMatchObject({namespace: 'shop', workloads: ['deployment/my-web']});
  expect(scaffold.leftOut.map(({path, why}) => [path.replace('/p/manifests/', ''), why])).toEqual([
    ['app/component', 'is a component of other kustomizations'],
    ['broken', expect.stringContaining('cannot be read: ')],
    ['helm', 'has helmCharts, which `kubectl apply -k` does not render'],
  ]);
  expect(diagnostics).toEqual([]);
});

test('of overlays that make the same objects one is taken', async () => {
  const {scaffold} = await propose({
    'base/kustomization.yaml': 'resources: [web.yaml]\n',
    'base/web.yaml': workload('Deployment', 'web'),
    'overlays/dev/kustomization.yaml': 'resources: [../../base]\n',
    'overlays/prod/kustomization.yaml': 'resources: [../../base]\npatches: [{path: p.yaml}]\n',
    'overlays/other/kustomization.yaml': 'resources: [../../base]\nnamespace: other\n',
  });
  expect(places(scaffold)).toEqual({'overlays/dev': 'dev', 'overlays/other': 'other'});
  expect(scaffold.leftOut).toMatchObject([
    {path: '/p/manifests/overlays/prod', why: 'declares Deployment web, which dev declares in another way'},
  ]);
});

test('a file that declares an object in another way than one before it is left out, a plain repetition is not', async () => {
  const {scaffold} = await propose({
    'a.yaml': object('ConfigMap', 'c', 'data: {a: "1"}'),
    'b.yaml': object('ConfigMap', 'c', 'data: {a: "2"}'),
    'c.yaml': object('ConfigMap', 'c', 'data: {a: "1"}'),
    'd.yaml': object('ConfigMap', 'c', 'data: {a: "2"}', 'elsewhere'),
  });
  expect(Object.keys(places(scaffold)).sort()).toEqual(['a.yaml', 'c.yaml', 'd.yaml']);
  expect(scaffold.leftOut).toMatchObject([{path: '/p/manifests/b.yaml'}]);
});

test('a chart is one unit; what helm cannot install is left out', async () => {
  const {scaffold, diagnostics} = await propose({
    'charts/web/Chart.yaml': 'name: web\n',
    'charts/web/values.yaml': 'a: 1\n',
    'charts/web/templates/x.yaml': 'kind: StatefulSet\n{{ broken',
    'charts/lib/Chart.yaml': 'name: lib\ntype: library\n',
    'charts/parent/Chart.yaml': 'name: parent\ndependencies: [{name: redis}, {name: web}, {name: db}]\n',
    'charts/parent/charts/web/Chart.yaml': 'name: web\n',
    'charts/parent/charts/db-1.0.0.tgz': 'x',
    'charts/broken/Chart.yaml': 'version: 1\n',
  });
  expect(scaffold.resources).toMatchObject([{name: 'web', phase: 'data', content: {type: 'helm'}}]);
  expect(scaffold.leftOut.map(({why}) => why)).toEqual([
    'has a Chart.yaml without a name',
    'is a library chart, which helm does not install',
    'is a chart whose dependencies are not there (redis): run `helm dependency build` first',
  ]);
  expect(diagnostics).toEqual([]);
});

test('a signal ends it', async () => {
  await expect(
    scanManifests('/', memoryFiles({'/a.yaml': ''}), AbortSignal.abort(new Error('enough'))),
  ).rejects.toThrow('enough');
});

test('what cannot be read is left out, each with the reason', async () => {
  const files = memoryFiles({
    '/m/good.yaml': object('ConfigMap', 'good'),
    '/m/secret.yaml': '',
    '/m/closed/x.yaml': '',
    '/m/chart/Chart.yaml': '',
    '/m/kustomized/kustomization.yaml': '',
  });
  const denied = async (path: string) => {
    throw new Error(`no permission for ${path}`);
  };
  const guarded = {
    ...files,
    read: (path: string) => (path.endsWith('good.yaml') ? files.read(path) : denied(path)),
    list: (path: string) => (path === '/m/closed' ? denied(path) : files.list(path)),
  };
  const {units, leftOut} = await scanManifests('/m', guarded);
  expect(units).toHaveLength(1);
  expect(leftOut.map(({path, why}) => [path, why])).toEqual([
    ['/m/chart', 'cannot be read: no permission for /m/chart/Chart.yaml'],
    ['/m/closed', 'cannot be read: no permission for /m/closed'],
    ['/m/kustomized', 'cannot be read: no permission for /m/kustomized/kustomization.yaml'],
    ['/m/secret.yaml', 'cannot be read: no permission for /m/secret.yaml'],
  ]);
  await expect(scanManifests('/m/closed', guarded)).rejects.toThrow('no permission');
});
