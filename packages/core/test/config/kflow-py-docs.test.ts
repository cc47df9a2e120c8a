import {describe, expect, test} from '@jest/globals';
import {loadProject, memoryFiles} from '../../src/index.js';
import type {Project} from '../../src/index.js';

/**
 * What kflow-py 1.2.2 documents (README.md, docs/configuration.md, docs/writing-runners.md), snippet by snippet: each has to load
 * unchanged. The only letters that differ are the names of runner files, `.py` there and `.ts` here.
 */
const steps = {
  manifests: `- name: deploy
  manifests:
    - manifests/app-deployment.yaml
    - manifests/app-service.yaml
    - https://example.com/some-manifest.yaml   # remote URL`,
  'server-side': `- name: big-config
  serverSide: true
  manifests:
    - manifests/large-configmap.yaml`,
  'not encrypted': `- name: plain
  encrypted: false
  manifests: [manifests/app-service.yaml]`,
  'cluster-scoped': `- name: crds
  noNamespace: true           # cluster-scoped
  manifests:
    - manifests/app-crds.yaml`,
  'a namespace of its own': `- name: deploy
  namespace: demo-staging     # override resource namespace for this step only
  manifests:
    - manifests/app-deployment.yaml`,
  helm: `- name: install
  helm:
    release: traefik
    chart: traefik/traefik
    version: 28.0.0
    namespace: traefik          # optional; defaults to resource namespace
    repo:
      name: traefik
      url: https://traefik.github.io/charts
    valuesFiles:
      - ../values/traefik.yaml
    values:
      service:
        type: LoadBalancer
      replicaCount: 2`,
  kustomize: `- name: install
  kustomize:
    path: overlays/production`,
  'wait for a condition': `- name: wait-ready
  dependsOn: [other]
  wait:
    for: deployment/longhorn-driver-deployer
    condition: available
    namespace: longhorn-system   # optional; defaults to resource namespace
    timeout: 180`,
  'wait for a JSONPath': `- name: wait-custom
  wait:
    for: pod/myapp-0
    jsonpath: '{.status.phase}'   # kubectl >= 1.23
    timeout: 60`,
  'rolloutWait with defaults': `- name: wait-all-rollouts
  rolloutWait: {}              # use all defaults`,
  rolloutWait: `- name: wait-app-rollouts
  dependsOn: [other]
  rolloutWait:
    kinds: [deployment, statefulset]
    selector: app=myapp          # optional; filter by label selector
    namespace: my-ns             # optional; defaults to resource namespace
    timeout: 120`,
  'rolloutWait for ReplicaSets': `- name: wait-standalone-rs
  rolloutWait:
    kinds: [replicaset]
    selector: app=standalone-worker
    timeout: 120`,
  script: `- name: build
  script:
    run: make build
    onDestroy: make clean
    onReload: make build
    workdir: ../app             # optional; defaults to resource file directory`,
  runner: `- name: migrate
  dependsOn: [other]
  runner:
    class: DatabaseRunner
    file: runners/db_runner.ts    # optional if registered globally
    config:
      database: appdb
      seed: true`,
  secret: `- name: db-credentials
  secret:
    name: db-secret              # optional; defaults to step name
    namespace: demo              # optional; defaults to resource namespace
    literals:
      DB_HOST: postgres.default.svc.cluster.local
    fromEnv:
      DB_PASSWORD: DATABASE_PASSWORD   # key: ENV_VAR_NAME
    fromFiles:
      - certs/tls.crt
      - tls.key=certs/tls.key          # key=path form
    fromEnvFile: secrets.env
    fromCommand:
      TOKEN: "openssl rand -base64 128"   # key: shell command; stdout becomes the value
    ifNotExists: false           # skip if the secret already exists`,
  configmap: `- name: app-config
  configmap:
    name: app-config             # optional; defaults to step name
    namespace: demo              # optional; defaults to resource namespace
    literals:
      LOG_LEVEL: debug
      REPLICA_COUNT: "3"
    fromFiles:
      - config/app.properties
      - app.json=config/app.json   # key=path form
    fromDir: config/             # load an entire directory as --from-file
    fromCommand:
      GIT_SHA: "git rev-parse --short HEAD"   # key: shell command; stdout becomes the value
    ifNotExists: false`,
  'exec by selector': `- name: init-schema
  dependsOn: [other]
  exec:
    command: [psql, -f, /sql/schema.sql]
    selector: app=postgres       # pick the first Running pod matching this selector
    container: postgres          # optional; required when the pod has multiple containers
    onDestroy: [psql, -c, "DROP SCHEMA public CASCADE"]
    onReload: [psql, -f, /sql/migrate.sql]`,
  'exec by pod': `- name: inspect
  exec:
    command: [sh, -c, "echo hello"]
    pod: myapp-0                 # target a specific pod by name instead of selector`,
  'exec of a shell string': `- name: inspect
  exec: {command: echo hello, pod: myapp-0, onDestroy: echo bye, onReload: echo again}`,
  dockerBuild: `- name: build-api
  dockerBuild:
    context: ../api
    tag: myapp/api:latest
    registry: registry.example.com  # prepended to tag automatically
    file: ../api/Dockerfile.prod     # optional; defaults to <context>/Dockerfile
    buildArgs:
      VERSION: "1.2.3"
      ENV: production
    push: true
    platform: linux/amd64,linux/arm64
    target: production               # multi-stage build target
    extraTags:                       # additional fully-qualified tags
      - registry.example.com/myapp/api:v1.2.3
    cacheFrom:
      - type=registry,ref=registry.example.com/myapp/api:cache
    cacheTo: type=registry,mode=max,ref=registry.example.com/myapp/api:cache
    labels:
      org.opencontainers.image.revision: abc1234
    builder: my-buildx-instance
    noCache: false
    pull: false
    load: false
    provenance: max        # false | min | max | mode=max
    sbom: true             # true | false | generator=<url>
    network: host
    onReload: build        # build (default) | skip`,
  'a small dockerBuild': `- name: build
  dockerBuild:
    context: .
    registry: localhost:5000
    tag: eaglerxsupervisor:latest
    push: true`,
  createNamespace: `- name: create-ns
  createNamespace:
    name: my-namespace          # optional; defaults to resource namespace
    labels:
      env: production
      team: platform
    annotations:
      linkerd.io/inject: enabled
    ifNotExists: false          # skip if namespace already exists (default: false)
    deleteOnDestroy: false      # delete namespace on destroy (default: false)`,
  'createNamespace with defaults': `- name: create-ns
  createNamespace: {}           # all defaults: create/update resource namespace`,
};

/** Everything that the snippets point at. */
const others = {
  ...Object.fromEntries(
    [
      ...['app-deployment', 'app-service', 'large-configmap', 'app-crds', 'app-configmap'].map(
        (n) => `manifests/${n}.yaml`,
      ),
      'overlays/production/kustomization.yaml',
      ...[
        'certs/tls.crt',
        'certs/tls.key',
        'secrets.env',
        'config/app.properties',
        'config/app.json',
        'runners/db_runner.ts',
      ],
    ].map((path) => [`resources/${path}`, 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: any}\n']),
  ),
  'values/traefik.yaml': '',
  'values/longhorn.yaml': '',
  'app/Makefile': '',
  'api/Dockerfile.prod': '',
  'runners/db_runner.ts': '',
  'runners/cache_runner.ts': '',
};

const config = 'kflow: {version: v1, kind: Config}\nresources: [resources/app.yaml]\n';
const resource = 'kflow: {version: v1, kind: ResourceDefinition}\nname: app\nnamespace: demo\n';

async function load(files: {[path: string]: string}, codes: string[] = []): Promise<Project> {
  const {project, diagnostics} = await loadProject({
    config: 'kflow.yaml',
    files: memoryFiles({...others, ...files}, {cwd: '/p'}),
  });
  expect(diagnostics.map(({code}) => code)).toEqual(codes);
  return project!;
}

describe('a documented step loads unchanged', () => {
  test.each(Object.entries(steps))('%s', async (_, text) => {
    const app = `${resource}steps:\n  - {name: other, script: {run: ls}}\n${text.replace(/^/gm, '  ')}\n`;
    const {resources} = await load({'kflow.yaml': config, 'resources/app.yaml': app});
    expect(resources[0]?.steps).toHaveLength(2);
  });
});

test('the runner shorthand, with a name, dependencies and a config', async () => {
  const app = `${resource}runners:
  - name: migrate                  # optional; defaults to the class name
    class: DatabaseRunner
    dependsOn: [deploy]
    config: { database: appdb }
steps:
  - {name: deploy, manifests: [manifests/app-deployment.yaml]}
`;
  const {resources} = await load({'kflow.yaml': config, 'resources/app.yaml': app});
  expect(resources[0]?.steps[0]).toMatchObject({name: 'migrate', dependsOn: [{text: 'deploy'}]});
});

test("the root config's full example: a file that its directory lists again is read once", async () => {
  const files = {
    'kflow.yaml': `kflow:
  version: v1
  kind: Config

state:
  dir: ~/.kflow

context: my-cluster

autoCreateNamespace: true   # create missing namespaces automatically (default: false)

runners:
  - runners/db_runner.ts
  - runners/cache_runner.ts

phases:
  - storage                  # shorthand: just a name
  - name: ingress-controller
    description: Traefik ingress controller
  - name: apps

resources:
  - resources/app.yaml
  - resources/               # a directory: loads all *.yaml files in sorted order
`,
    'resources/app.yaml': `${resource}phase: apps
description: Demo web application.

keepNamespace: false
autoCreateNamespace: true   # override global setting for this resource

dependsOn:
  - longhorn-ingress          # wait for this whole resource
  - traefik.install           # or a specific step in another resource

selector: app=web
workloads:
  - deployment/web
  - deployment/api

steps:
  - {name: config, manifests: [manifests/app-configmap.yaml]}
`,
    'resources/traefik.yaml':
      'kflow: {version: v1, kind: ResourceDefinition}\nname: traefik\nphase: ingress-controller\nsteps:\n  - {name: install, helm: {chart: traefik/traefik}}\n' +
      '---\nkflow: {version: v1, kind: ResourceDefinition}\nname: longhorn-ingress\nphase: storage\nsteps:\n  - {name: apply, script: {run: ls}}\n',
  };
  // kflow-py itself takes this for two resources of one name, and refuses it.
  const project = await load(files, ['KF506']);
  expect(project.resources.map(({name}) => name)).toEqual(['app', 'traefik', 'longhorn-ingress']);
});

test("a block's own namespace goes before the step's", async () => {
  const app = `${resource}steps:
  - {name: a, namespace: of-step, wait: {for: pod/x, condition: Ready, namespace: of-block}}
  - {name: b, namespace: of-step, rolloutWait: {namespace: of-block}}
  - {name: c, namespace: of-step, secret: {namespace: of-block}}
  - {name: d, namespace: of-step, configmap: {namespace: of-block}}
  - {name: e, namespace: of-step, helm: {chart: repo/chart, namespace: of-block}}
  - {name: f, namespace: of-step, wait: {for: pod/x, condition: Ready}}
`;
  const {resources} = await load({'kflow.yaml': config, 'resources/app.yaml': app});
  expect(resources[0]?.steps.map(({namespace}) => namespace)).toEqual([
    ...Array<string>(5).fill('of-block'),
    'of-step',
  ]);
});
