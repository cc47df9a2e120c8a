import {expect, test} from '@jest/globals';
import {loadProject, memoryFiles, type Step} from '../../src/index.js';

/** The YAML of kflow-py's own documentation, runner code aside, must load unchanged. */
const texts = {
  'kflow.yaml': `kflow:
  version: v1
  kind: Config

state:
  dir: ~/.kflow            # where local state lives (per kube-context)

# context: my-cluster      # optional; defaults to the active kubeconfig context

runners:                   # custom runner files, registered globally
  - runners/db_runner.ts

phases:                    # strict, ordered sequence (see below)
  - name: storage
  - name: ingress-controller
  - name: ingress
  - name: apps

resources:                 # files or directories of ResourceDefinitions
  - resources/longhorn-storage.yaml
  - resources/traefik.yaml
  - resources/longhorn-ingress.yaml
  - resources/app.yaml
`,
  'runners/db_runner.ts': '',
  'resources/longhorn-storage.yaml':
    'kflow: {version: v1, kind: ResourceDefinition}\nname: longhorn-storage\nphase: storage\nhelm: {chart: longhorn/longhorn}\n',
  'resources/traefik.yaml':
    'kflow: {version: v1, kind: ResourceDefinition}\nname: traefik\nphase: ingress-controller\ndependsOn: [longhorn-storage]\nhelm: {chart: traefik/traefik}\n',
  'resources/longhorn-ingress.yaml':
    'kflow: {version: v1, kind: ResourceDefinition}\nname: longhorn-ingress\nphase: ingress\ndependsOn: [traefik]\nmanifests: [manifests/app-configmap.yaml]\n',
  'resources/app.yaml': `kflow:
  version: v1
  kind: ResourceDefinition

name: app
namespace: demo            # declared here, NOT baked into the manifests
phase: apps                # which phase this resource belongs to
description: Demo web app.

dependsOn:                 # resource-level deps (names or resource.step refs)
  - longhorn-ingress

selector: app=web          # label selector for restart / reload / logs
workloads:                 # explicit rollout targets (kind/name)
  - deployment/web

# Shorthand: any of these top-level fields becomes a step automatically.
manifests:
  - manifests/app-configmap.yaml
helm:
  release: myrelease
  chart: repo/chart
  version: 1.2.3
  repo: { name: repo, url: https://charts.example.com }
  valuesFiles: [../values/app.yaml]
  values: { replicaCount: 2 }     # rendered to \`--set\` flags
runners:
  - class: DatabaseRunner
    config: { database: appdb }

# ...or take full control with explicit, ordered steps that can declare
# fine-grained dependencies within and across resources/phases:
steps:
  - name: config
    manifests: [manifests/app-configmap.yaml]
  - name: deploy
    manifests: [manifests/app-deployment.yaml]
    dependsOn: [config, longhorn-ingress]   # step- and cross-resource deps
  - name: migrate
    dependsOn: [deploy]
    runner:
      class: DatabaseRunner
      config: { database: appdb, seed: true }
`,
  'resources/manifests/app-configmap.yaml': 'apiVersion: v1\nkind: ConfigMap\n',
  'resources/manifests/app-deployment.yaml': 'apiVersion: apps/v1\nkind: Deployment\n',
  'values/app.yaml': '',
};

async function steps(text: string, others: {[path: string]: string} = {}): Promise<Step[]> {
  const {project, diagnostics} = await loadProject({
    config: 'kflow.yaml',
    files: memoryFiles(
      {
        'kflow.yaml': 'kflow: {version: v1, kind: Config}\nresources: [app.yaml]\n',
        'app.yaml': `kflow: {version: v1, kind: ResourceDefinition}\nname: app\n${text}`,
        'm.yaml': 'kind: Pod\n',
        ...others,
      },
      {cwd: '/p'},
    ),
  });
  expect(diagnostics).toEqual([]);
  return project!.resources[0]!.steps;
}

test('the documented files', async () => {
  const {project, diagnostics} = await loadProject({config: 'kflow.yaml', files: memoryFiles(texts, {cwd: '/p'})});
  expect(diagnostics).toEqual([]);
  expect(project?.stateDir).toBe('/home/user/.kflow');
  expect(project?.phases.map(({name}) => name)).toEqual(['storage', 'ingress-controller', 'ingress', 'apps']);
  const ids = project?.resources.flatMap((resource) => resource.steps.map(({id}) => id));
  expect(ids).toEqual([
    'longhorn-storage.helm',
    'traefik.helm',
    'longhorn-ingress.manifests',
    'app.manifests',
    'app.helm',
    'app.DatabaseRunner',
    'app.config',
    'app.deploy',
    'app.migrate',
  ]);
});

test('keys without a value are as good as absent', async () => {
  const [step] = await steps(`namespace:
phase:
dependsOn:
workloads:
selector:
manifests:
helm:
runners:
steps:
  - name: creds
    dependsOn:
    namespace:
    secret:
      name:
      literals:
      fromEnv:
      fromFiles:
      fromEnvFile:
`);
  expect(step).toMatchObject({name: 'creds', namespace: 'default', dependsOn: [], spec: {name: 'creds', literals: {}}});
});

test('bare phases, phases in YAML lists, encrypted: false', async () => {
  const loaded = await steps('steps:\n  - name: a\n    encrypted: false\n    manifests: [m.yaml]\n');
  expect(loaded.map(({name}) => name)).toEqual(['a']);
});

test('numbers and durations as timeouts', async () => {
  const loaded = await steps(`steps:
  - {name: a, wait: {for: pod/x, condition: Ready, timeout: 30}}
  - {name: b, wait: {for: pod/x, condition: Ready, timeout: "45"}}
  - {name: c, rolloutWait: {timeout: 1h30m}}
`);
  expect(loaded.map(({spec}) => 'timeout' in spec && spec.timeout)).toEqual([30, 45, 5400]);
});

test('names of steps with spaces', async () => {
  const loaded = await steps('steps:\n  - name: Run the migrations\n    script: {run: ls}\n');
  expect(loaded[0]?.id).toBe('app.Run the migrations');
});

test('empty hooks mean none; an empty script on reload is one that does nothing', async () => {
  const loaded = await steps(
    'steps:\n  - {name: a, script: {run: ls, onDestroy: "", onReload: ""}}\n  - {name: b, exec: {command: ls, pod: x, onDestroy: [], onReload: ""}}\n',
  );
  expect(loaded[0]?.spec).toEqual({kind: 'script', run: 'ls', onReload: '', workdir: '/p'});
  expect(loaded[1]?.spec).toEqual({kind: 'exec', command: ['sh', '-c', 'ls'], pod: 'x'});
});
