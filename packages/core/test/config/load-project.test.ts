import {expect, test} from '@jest/globals';
import {loadProject, memoryFiles, type Project} from '../../src/index.js';

const texts = {
  'kflow.yaml': `kflow:
  version: v1
  kind: Config
state: {dir: ../state}
context: my-cluster
runners: [runners/db.ts, "@acme/runners", ~/mine.mjs]
phases:
  - name: storage
    description: Disks first.
  - apps
resources:
  - resources
  - extra/one.yaml
autoCreateNamespace: false
`,
  'runners/db.ts': '',
  '/home/user/mine.mjs': '',
  'resources/b.yml': `kflow: {version: v1, kind: ResourceDefinition}
name: b
phase: storage
keepNamespace: true
autoCreateNamespace: true
workloads: [Deployment/web, sts/db, deployments.apps/x, rollout/canary]
selector: app=b, tier in (x, y)
`,
  'resources/a.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: a
namespace: demo
phase: apps
description: All kinds.
dependsOn: [b, extra.one]
manifests:
  - m/one.yaml
  - m
  - m/**/*.json
  - https://example.com/x.yaml
helm:
  release: rel
  chart: repo/chart
  version: 1.10
  repo: {name: repo, url: https://charts.example.com}
  valuesFiles: [../values/a.yaml, ~/v.yaml]
  values: {replicaCount: 2, big: 12345678901234567890, text: "1", no: no, list: [1, null], deep: {a.b: true}}
  secretValues:
    db.password: {fromEnv: DB}
    token: {fromFile: ../token}
    other: {fromCommand: pass other}
  namespace: helmspace
runners:
  - class: Db
    config: {database: app}
  - class: Db
    name: seed
    file: ./seed.mts
steps:
  - name: own
    manifests: [m/one.yaml]
    dependsOn: [helm, b]
    namespace: stepspace
    serverSide: true
  - name: chart
    helm: {chart: ./chart}
  - name: near
    helm: {chart: chart}
  - name: code
    runner: {class: Db, file: seed.mts, config: {n: 0x7fffffffffffffff}}
  - name: kust
    kustomize: {path: overlay}
  - name: wait-a
    wait: {for: deployment/web, condition: Available, timeout: 5m, namespace: waitspace}
  - name: wait-b
    wait: {for: pod/x, jsonpath: "{.status.phase}=Running"}
  - name: wait-c
    wait: {for: pod/x, delete: true, condition: }
  - name: rollout-a
    rolloutWait: {}
  - name: rollout-b
    rolloutWait: {kinds: [Deploy, rs], selector: app=web, timeout: 90, namespace: rollspace}
  - name: rollout-c
    rolloutWait:
  - name: script-a
    script: {run: "echo hi", onDestroy: echo bye, onReload: echo again, workdir: m}
  - name: script-b
    script: {run: echo}
  - name: exec-a
    exec: {command: createdb app, pod: web-0, container: main, onDestroy: [dropdb, app], onReload: ls}
  - name: exec-b
    exec: {command: [sleep, 10, 1.50, true], selector: app=web}
  - name: creds
    secret:
      literals: {user: admin, pin: 007, flag: yes, on: true, ratio: 1.10}
      fromEnv: {password: DB_PASSWORD}
      fromFiles: [../token, key=../token]
      fromEnvFile: ../.env
      fromCommand: {date: date +%s}
      ifNotExists: true
      namespace: secretspace
  - name: conf
    configmap:
      name: settings
      literals: {}
      fromDir: m
  - name: image
    dockerBuild:
      context: ..
      tag: app:1.0
      file: ../Dockerfile
      buildArgs: {VERSION: 1.10, DEBUG: false}
      push: true
      platform: linux/amd64
      target: prod
      registry: registry.example.com
      extraTags: [app:latest]
      cacheFrom: ["type=gha"]
      cacheTo: type=gha
      labels: {a: 1}
      builder: b
      noCache: true
      pull: true
      provenance: false
      sbom: true
      network: host
      onReload: skip
  - name: image-b
    dockerBuild: {context: "https://github.com/a/b.git#main", tag: 1.0}
  - name: ns-a
    createNamespace: {}
  - name: ns-b
    namespace: stepspace
    createNamespace:
  - name: ns-c
    noNamespace: true
    createNamespace: {name: other, labels: {a: 1}, annotations: {b: true}, ifNotExists: true, deleteOnDestroy: true}
`,
  'resources/m/one.yaml': 'kind: Pod\n',
  'resources/m/two.json': '{"kind": "Pod"}',
  'resources/m/sub/three.json': '{}',
  'resources/m/readme.txt': '',
  'resources/seed.mts': '',
  'resources/chart/Chart.yaml': 'name: chart\n',
  'resources/overlay/kustomization.yml': '',
  'values/a.yaml': '',
  '/home/user/v.yaml': '',
  token: '',
  '.env': '',
  Dockerfile: '',
  'extra/one.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: extra.one
dependsOn:
  - a.helm
manifests:
---
# nothing
---
kflow: {version: v1, kind: ResourceDefinition}
name: two
phase: default
dependsOn: [a]
`,
};

async function load(): Promise<Project> {
  const {project, diagnostics} = await loadProject({config: 'kflow.yaml', files: memoryFiles(texts, {cwd: '/p'})});
  // A plain `no` among the values of a chart.
  expect(diagnostics.map(({code}) => code)).toEqual(['KF221']);
  if (!project) throw new Error('no project');
  return project;
}

test('the root config', async () => {
  const {resources, ...project} = await load();
  expect(project).toEqual({
    file: '/p/kflow.yaml',
    dir: '/p',
    context: 'my-cluster',
    stateDir: '/state',
    runners: [
      {specifier: 'runners/db.ts', path: '/p/runners/db.ts', from: '/p', at: at('kflow.yaml', 6, 11, 'runners/db.ts')},
      {specifier: '@acme/runners', from: '/p', at: at('kflow.yaml', 6, 26, '"@acme/runners"')},
      {specifier: '~/mine.mjs', path: '/home/user/mine.mjs', from: '/p', at: at('kflow.yaml', 6, 43, '~/mine.mjs')},
    ],
    phases: [
      {name: 'storage', description: 'Disks first.', implicit: false, at: at('kflow.yaml', 8, 11, 'storage')},
      {name: 'apps', implicit: false, at: at('kflow.yaml', 10, 5, 'apps')},
      {name: 'default', implicit: true},
    ],
  });
  expect(resources.map(({name}) => name)).toEqual(['a', 'b', 'extra.one', 'two']);
});

test('resources', async () => {
  const [a, ...others] = (await load()).resources;
  const {steps: _, ...rest} = a!;
  expect(rest).toEqual({
    name: 'a',
    namespace: 'demo',
    phase: 'apps',
    description: 'All kinds.',
    dependsOn: [
      {text: 'b', at: at('resources/a.yaml', 6, 13, 'b')},
      {text: 'extra.one', at: at('resources/a.yaml', 6, 16, 'extra.one')},
    ],
    workloads: [],
    keepNamespace: false,
    autoCreateNamespace: false,
    file: '/p/resources/a.yaml',
    dir: '/p/resources',
    at: at('resources/a.yaml', 2, 7, 'a'),
  });
  expect(others).toEqual([
    {
      name: 'b',
      namespace: 'default',
      phase: 'storage',
      dependsOn: [],
      selector: 'app=b, tier in (x, y)',
      workloads: [
        {kind: 'deployment', name: 'web'},
        {kind: 'statefulset', name: 'db'},
        {kind: 'deployment', name: 'x'},
        {kind: 'rollout', name: 'canary'},
      ],
      keepNamespace: true,
      autoCreateNamespace: true,
      steps: [],
      file: '/p/resources/b.yml',
      dir: '/p/resources',
      at: at('resources/b.yml', 2, 7, 'b'),
    },
    {
      name: 'extra.one',
      namespace: 'default',
      phase: 'default',
      dependsOn: [{text: 'a.helm', at: at('extra/one.yaml', 4, 5, 'a.helm')}],
      workloads: [],
      keepNamespace: false,
      autoCreateNamespace: false,
      steps: [],
      file: '/p/extra/one.yaml',
      dir: '/p/extra',
      at: at('extra/one.yaml', 2, 7, 'extra.one'),
    },
    expect.objectContaining({name: 'two', phase: 'default', at: at('extra/one.yaml', 10, 7, 'two')}),
  ]);
});

test('steps: names, ids, namespaces, references', async () => {
  const steps = (await load()).resources[0]!.steps;
  expect(steps.map(({name, namespace}) => `${name} ${namespace ?? '-'}`)).toEqual([
    'manifests demo',
    'helm helmspace',
    'Db demo',
    'seed demo',
    'own stepspace',
    'chart demo',
    'near demo',
    'code demo',
    'kust demo',
    'wait-a waitspace',
    'wait-b demo',
    'wait-c demo',
    'rollout-a demo',
    'rollout-b rollspace',
    'rollout-c demo',
    'script-a demo',
    'script-b demo',
    'exec-a demo',
    'exec-b demo',
    'creds secretspace',
    'conf demo',
    'image demo',
    'image-b demo',
    'ns-a demo',
    'ns-b stepspace',
    'ns-c -',
  ]);
  expect(new Set(steps.map(({id, name, resource}) => id === `${resource}.${name}` && resource))).toEqual(
    new Set(['a']),
  );
  const {spec: _, ...own} = steps[4]!;
  expect(own).toEqual({
    id: 'a.own',
    name: 'own',
    resource: 'a',
    namespace: 'stepspace',
    serverSide: true,
    dependsOn: [
      {text: 'helm', at: at('resources/a.yaml', 33, 17, 'helm')},
      {text: 'b', at: at('resources/a.yaml', 33, 23, 'b')},
    ],
    at: at('resources/a.yaml', 31, 11, 'own'),
  });
  expect(steps[2]).toMatchObject({serverSide: false, dependsOn: [], at: at('resources/a.yaml', 25, 12, 'Db')});
});

test('every field of every kind', async () => {
  const steps = (await load()).resources[0]!.steps;
  const specs = Object.fromEntries(steps.map(({name, spec}) => [name, spec]));
  const file = (location: string, declared: string) => ({type: 'file', location, declared});
  const seed = (column: number, line: number, specifier: string) => ({
    specifier,
    path: '/p/resources/seed.mts',
    from: '/p/resources',
    at: at('resources/a.yaml', line, column, specifier),
  });
  const data = {literals: {}, fromEnv: {}, fromFiles: [], fromCommand: {}, ifNotExists: false};
  expect(specs).toEqual({
    manifests: {
      kind: 'manifests',
      sources: [
        file('/p/resources/m/one.yaml', 'm/one.yaml'),
        file('/p/resources/m/two.json', 'm'),
        file('/p/resources/m/sub/three.json', 'm/**/*.json'),
        {type: 'url', location: 'https://example.com/x.yaml', declared: 'https://example.com/x.yaml'},
      ],
    },
    helm: {
      kind: 'helm',
      release: 'rel',
      chart: 'repo/chart',
      local: false,
      version: '1.10',
      repo: {name: 'repo', url: 'https://charts.example.com'},
      valuesFiles: ['/p/values/a.yaml', '/home/user/v.yaml'],
      values: {
        replicaCount: 2,
        big: {$number: '12345678901234567890'},
        text: '1',
        no: 'no',
        list: [1, null],
        deep: {'a.b': true},
      },
      secretValues: {
        'db.password': {fromEnv: 'DB'},
        token: {fromFile: '/p/token'},
        other: {fromCommand: 'pass other'},
      },
    },
    Db: {kind: 'runner', class: 'Db', config: {database: 'app'}},
    seed: {kind: 'runner', class: 'Db', module: seed(11, 29, './seed.mts'), config: {}},
    own: {kind: 'manifests', sources: [file('/p/resources/m/one.yaml', 'm/one.yaml')]},
    chart: {
      kind: 'helm',
      release: 'a',
      chart: '/p/resources/chart',
      local: true,
      valuesFiles: [],
      values: {},
      secretValues: {},
    },
    near: {
      kind: 'helm',
      release: 'a',
      chart: '/p/resources/chart',
      local: true,
      valuesFiles: [],
      values: {},
      secretValues: {},
    },
    code: {
      kind: 'runner',
      class: 'Db',
      module: seed(31, 41, 'seed.mts'),
      config: {n: {$number: '9223372036854775807'}},
    },
    kust: {kind: 'kustomize', path: '/p/resources/overlay'},
    'wait-a': {kind: 'wait', for: 'deployment/web', condition: 'Available', timeout: 300},
    'wait-b': {kind: 'wait', for: 'pod/x', jsonpath: '{.status.phase}=Running', timeout: 120},
    'wait-c': {kind: 'wait', for: 'pod/x', delete: true, timeout: 120},
    'rollout-a': {kind: 'rolloutWait', kinds: ['deployment', 'statefulset', 'daemonset'], timeout: 300},
    'rollout-b': {kind: 'rolloutWait', kinds: ['deployment', 'replicaset'], selector: 'app=web', timeout: 90},
    'rollout-c': {kind: 'rolloutWait', kinds: ['deployment', 'statefulset', 'daemonset'], timeout: 300},
    'script-a': {
      kind: 'script',
      run: 'echo hi',
      onDestroy: 'echo bye',
      onReload: 'echo again',
      workdir: '/p/resources/m',
    },
    'script-b': {kind: 'script', run: 'echo', workdir: '/p/resources'},
    'exec-a': {
      kind: 'exec',
      command: ['sh', '-c', 'createdb app'],
      pod: 'web-0',
      container: 'main',
      onDestroy: ['dropdb', 'app'],
      onReload: ['sh', '-c', 'ls'],
    },
    'exec-b': {kind: 'exec', command: ['sleep', '10', '1.50', 'true'], selector: 'app=web'},
    creds: {
      kind: 'secret',
      name: 'creds',
      literals: {user: 'admin', pin: '007', flag: 'yes', on: 'true', ratio: '1.10'},
      fromEnv: {password: 'DB_PASSWORD'},
      fromFiles: [
        {key: 'token', path: '/p/token'},
        {key: 'key', path: '/p/token'},
      ],
      fromEnvFile: '/p/.env',
      fromCommand: {date: 'date +%s'},
      ifNotExists: true,
    },
    conf: {kind: 'configmap', name: 'settings', ...data, fromDir: '/p/resources/m'},
    image: {
      kind: 'dockerBuild',
      context: '/p',
      tag: 'app:1.0',
      file: '/p/Dockerfile',
      buildArgs: {VERSION: '1.10', DEBUG: 'false'},
      push: true,
      load: false,
      platform: 'linux/amd64',
      target: 'prod',
      registry: 'registry.example.com',
      extraTags: ['app:latest'],
      cacheFrom: ['type=gha'],
      cacheTo: 'type=gha',
      labels: {a: '1'},
      builder: 'b',
      noCache: true,
      pull: true,
      provenance: 'false',
      sbom: 'true',
      network: 'host',
      onReload: 'skip',
    },
    'image-b': {
      kind: 'dockerBuild',
      context: 'https://github.com/a/b.git#main',
      tag: '1.0',
      buildArgs: {},
      push: false,
      load: false,
      extraTags: [],
      cacheFrom: [],
      labels: {},
      noCache: false,
      pull: false,
      onReload: 'build',
    },
    'ns-a': {
      kind: 'createNamespace',
      name: 'demo',
      labels: {},
      annotations: {},
      ifNotExists: false,
      deleteOnDestroy: false,
    },
    'ns-b': {
      kind: 'createNamespace',
      name: 'stepspace',
      labels: {},
      annotations: {},
      ifNotExists: false,
      deleteOnDestroy: false,
    },
    'ns-c': {
      kind: 'createNamespace',
      name: 'other',
      labels: {a: '1'},
      annotations: {b: 'true'},
      ifNotExists: true,
      deleteOnDestroy: true,
    },
  });
});

test('a project is plain data', async () => {
  const project = await load();
  expect(JSON.parse(JSON.stringify(project))).toEqual(project);
});

function at(file: string, line: number, column: number, text: string) {
  return {file: `/p/${file}`, line, column, text};
}
