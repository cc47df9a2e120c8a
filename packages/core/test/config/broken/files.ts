import {config, header, resource, step, type Row} from './row.js';

const manifest = {'m.yaml': 'apiVersion: v1\nkind: ConfigMap\n'};
const list = (text: string) => ({'kflow.yaml': `kflow: {version: v1, kind: Config}\nresources: ${text}\n`});

/** Files that are missing or of the wrong sort, `kflow` blocks, and runner modules. */
export const files: Row[] = [
  {
    name: 'no root config',
    files: {'other.yaml': ''},
    expected: [
      'error KF501 there is no root config at /p/kflow.yaml -- create it, or name another one with `-c` or KFLOW_CONFIG',
    ],
  },
  {
    name: 'a directory as root config',
    files: {'kflow.yaml/a.yaml': ''},
    expected: [
      'error KF501 /p/kflow.yaml is a directory, not a root config -- name the file in it, such as /p/kflow.yaml/kflow.yaml',
    ],
  },
  {
    name: 'an empty root config',
    files: {'kflow.yaml': '# nothing\n'},
    expected: [
      'kflow.yaml:1:1 error KF214 kflow.yaml is empty -- a root config begins with `kflow: {version: v1, kind: Config}`',
    ],
  },
  {
    name: 'a manifest as root config',
    files: {'kflow.yaml': 'apiVersion: v1\nkind: Pod\n'},
    expected: [
      'kflow.yaml:1:1 [apiVersion: v1] error KF214 kflow.yaml is not a root config: it has no `kflow` block -- a root config begins with `kflow: {version: v1, kind: Config}`',
    ],
  },
  {
    name: 'a list as root config',
    files: {'kflow.yaml': '- a\n- b\n'},
    expected: [
      'kflow.yaml:1:1 [- a] error KF214 kflow.yaml is not a root config: it has no `kflow` block -- a root config begins with `kflow: {version: v1, kind: Config}`',
    ],
  },
  {
    name: 'a resource as root config',
    files: {'kflow.yaml': header},
    expected: [
      'kflow.yaml:1:28 [ResourceDefinition] error KF214 kflow.yaml is a ResourceDefinition, not a root config -- name the file with `kind: Config`, which lists this one under `resources`',
    ],
  },
  {
    name: 'a wrong version',
    files: {...config(''), 'kflow.yaml': 'kflow: {version: v2, kind: Config}\nresources: [app.yaml]\n'},
    expected: [
      'kflow.yaml:1:18 [v2] error KF213 this kflow does not know version `v2` of its files -- write `version: v1`',
    ],
  },
  {
    name: 'no version',
    files: {...config(''), 'kflow.yaml': 'kflow:\n  kind: Config\nresources: [app.yaml]\n'},
    expected: ['kflow.yaml:1:1 [kflow] error KF213 `kflow` has no `version` -- add `version: v1`'],
  },
  {
    name: 'a wrong kind',
    files: {'kflow.yaml': 'kflow: {version: v1, kind: Confg}\n'},
    expected: ['kflow.yaml:1:28 [Confg] error KF213 `Confg` is no kind of kflow file -- did you mean `Config`?'],
  },
  {
    name: 'no kind',
    files: {'kflow.yaml': 'kflow: {version: v1}\n'},
    expected: [
      'kflow.yaml:1:1 [kflow] error KF213 `kflow` has no `kind` -- add `kind: Config` or `kind: ResourceDefinition`',
    ],
  },
  {
    name: 'a kflow block that is text',
    files: {'kflow.yaml': 'kflow: v1\n'},
    expected: [
      'kflow.yaml:1:8 [v1] error KF213 `kflow` has to be a mapping with `version` and `kind` -- write `kflow: {version: v1, kind: ResourceDefinition}`',
    ],
  },
  {
    name: 'a wrong kind of resource',
    files: {...config(''), 'app.yaml': 'kflow: {version: v1, kind: Resource}\nname: a\n'},
    expected: [
      'app.yaml:1:28 [Resource] error KF213 `Resource` is no kind of kflow file -- it is `Config` or `ResourceDefinition`',
    ],
  },
  {
    name: 'two configs in one file',
    files: {
      ...config(''),
      'kflow.yaml':
        'kflow: {version: v1, kind: Config}\nresources: [app.yaml]\n---\nkflow: {version: v1, kind: Config}\nresources: []\n',
    },
    expected: [
      'kflow.yaml:4:1 [kflow: {version: v1, kind: Config}] error KF215 the root config has to be the only document of kflow.yaml -- move the other document to a file of its own',
    ],
  },
  {
    name: 'a resource next to the config',
    files: {
      ...config(''),
      'kflow.yaml':
        'kflow: {version: v1, kind: Config}\nresources: [app.yaml]\n---\nkflow: {version: v1, kind: ResourceDefinition}\nname: a\n',
    },
    expected: [
      'kflow.yaml:4:1 [kflow: {version: v1, kind: ResourceDefinition}] error KF215 the root config has to be the only document of kflow.yaml -- move the resource to a file of its own, and list that under `resources`',
    ],
  },
  {
    name: 'no resources',
    files: {'kflow.yaml': 'kflow: {version: v1, kind: Config}\n'},
    expected: [
      'kflow.yaml:1:1 [kflow] error KF218 the config lists no resources -- list files or directories of ResourceDefinitions under `resources`',
    ],
  },
  {
    name: 'an empty list of resources',
    files: {'kflow.yaml': 'kflow: {version: v1, kind: Config}\nphases: [a]\nresources: []\n'},
    expected: [
      'kflow.yaml:3:1 [resources] error KF218 the config lists no resources -- list files or directories of ResourceDefinitions under `resources`',
    ],
  },
  {
    name: 'a resource that does not exist',
    files: {...list('[resources/ap.yaml]'), 'resources/app.yaml': ''},
    expected: [
      'kflow.yaml:2:13 [resources/ap.yaml] error KF503 resource `resources/ap.yaml` does not exist -- did you mean `resources/app.yaml`?',
    ],
  },
  {
    name: 'a glob of resources',
    files: {...list('[resources/*.yaml]'), 'resources/app.yaml': ''},
    expected: [
      'kflow.yaml:2:13 [resources/*.yaml] error KF503 `resources/*.yaml` does not exist -- `resources` takes no globs: name the directory to read all of its files',
    ],
  },
  {
    name: 'an empty directory of resources',
    files: {...list('[resources]'), 'resources/app.txt': ''},
    expected: [
      'kflow.yaml:2:13 [resources] error KF505 directory `resources` has no resource files -- files that end in `.yaml` or `.yml` count, without those of subdirectories',
    ],
  },
  {
    name: 'a manifest as resource',
    files: {...list('[m.yaml]'), ...manifest},
    expected: [
      'm.yaml:1:1 [apiVersion: v1] error KF216 m.yaml has a document that is not a ResourceDefinition -- it looks like a Kubernetes manifest: name it under `manifests` of a resource',
    ],
  },
  {
    name: 'an empty file as resource',
    files: {...list('[m.yaml]'), 'm.yaml': ''},
    expected: ['kflow.yaml:2:13 [m.yaml] error KF216 m.yaml is empty -- write a ResourceDefinition, or drop the entry'],
  },
  {
    name: 'a config as resource',
    files: {...list('[kflow.yaml]')},
    expected: [
      'kflow.yaml:1:28 [Config] error KF216 kflow.yaml is a root config, not a ResourceDefinition -- drop it from `resources`: there is one root config only',
    ],
  },
  {
    name: 'other documents in a directory',
    files: {
      ...list('[resources]'),
      ...manifest,
      'resources/a.yaml': `${header}manifests: [../m.yaml]\n---\nkind: Pod\n`,
      'resources/b.yml': '{{ if .Values.a }}\n',
      'resources/c.yaml': 'kflow: {version: v1, kind: Config}\n',
    },
    expected: [
      'resources/a.yaml:5:1 [kind: Pod] warning KF217 a.yaml has a document that is not a ResourceDefinition: it was skipped -- move it out of the directory, or list the resource files one by one',
      'resources/b.yml:1:1 warning KF217 b.yml has a document that is not a ResourceDefinition: it was skipped -- move it out of the directory, or list the resource files one by one',
      'resources/c.yaml:1:1 [kflow: {version: v1, kind: Config}] warning KF217 c.yaml has a document that is not a ResourceDefinition: it was skipped -- move it out of the directory, or list the resource files one by one',
    ],
  },
  {
    name: 'a resource file that is listed twice',
    files: {...config(''), ...list('[app.yaml, ., ./app.yaml]')},
    expected: [
      'kflow.yaml:2:23 [.] warning KF506 app.yaml is listed twice, and read once -- remove one of the two entries (first here: kflow.yaml:2:13)',
      'kflow.yaml:2:26 [./app.yaml] warning KF506 app.yaml is listed twice, and read once -- remove one of the two entries (first here: kflow.yaml:2:13)',
      'm.yaml:1:1 warning KF217 m.yaml has a document that is not a ResourceDefinition: it was skipped -- move it out of the directory, or list the resource files one by one',
    ],
  },
  {
    name: 'a missing manifest',
    files: resource('manifests: [mm.yaml, https://example.com/a.yaml]', manifest),
    expected: ['app.yaml:3:13 [mm.yaml] error KF503 manifest `mm.yaml` does not exist -- did you mean `m.yaml`?'],
  },
  {
    name: 'a missing directory of manifests',
    files: resource('manifests: [manifests/]'),
    expected: [
      'app.yaml:3:13 [manifests/] error KF503 manifest `manifests/` does not exist -- paths are relative to the file that declares them: looked for /p/manifests',
    ],
  },
  {
    name: 'an empty directory of manifests',
    files: resource('manifests: [k8s]', {'k8s/': ''}),
    expected: [
      'app.yaml:3:13 [k8s] error KF505 directory `k8s` has no manifests -- files that end in `.yaml`, `.yml` or `.json` count, without those of subdirectories',
    ],
  },
  {
    name: 'a glob that matches nothing',
    files: resource('manifests: ["k8s/**/*.yaml"]', {'k8s/a.json': '{}'}),
    expected: [
      'app.yaml:3:13 ["k8s/**/*.yaml"] error KF505 `k8s/**/*.yaml` matches no file -- globs are relative to this file\'s directory',
    ],
  },
  {
    name: 'an empty path',
    files: resource('manifests: [""]'),
    expected: ['app.yaml:3:13 [""] error KF209 the path of the manifest is empty'],
  },
  {
    name: 'a kflow file as manifest',
    files: resource('manifests: [m.yaml, kflow.yaml]', {'m.yaml': `kind: Pod\n---\n${header}`}),
    expected: [
      'app.yaml:3:13 [m.yaml] error KF507 `m.yaml` is no manifest but a kflow ResourceDefinition -- list it under `resources` of the root config (the `kflow` block: m.yaml:3:1)',
      'app.yaml:3:21 [kflow.yaml] error KF507 `kflow.yaml` is no manifest but a kflow Config -- drop it from `manifests` (the `kflow` block: kflow.yaml:1:1)',
    ],
  },
  {
    name: 'a kflow file in JSON as manifest',
    files: resource('manifests: [m.json]', {'m.json': '{"kflow": {"version": "v1", "kind": "Config"}}'}),
    expected: [
      'app.yaml:3:13 [m.json] error KF507 `m.json` is no manifest but a kflow Config -- drop it from `manifests` (the `kflow` block: m.json:1:2)',
    ],
  },
  {
    name: 'missing values files',
    files: step('helm: {chart: r/c, valuesFiles: [values.yaml, ~/v.yaml], secretValues: {a: {fromFile: token}}}'),
    expected: [
      'app.yaml:5:38 [values.yaml] error KF503 values file `values.yaml` does not exist -- paths are relative to the file that declares them: looked for /p/values.yaml',
      'app.yaml:5:51 [~/v.yaml] error KF503 values file `~/v.yaml` does not exist -- paths are relative to the file that declares them: looked for /home/user/v.yaml',
      'app.yaml:5:91 [token] error KF503 file `token` does not exist -- paths are relative to the file that declares them: looked for /p/token',
    ],
  },
  {
    name: 'a missing local chart',
    files: step('helm: {chart: ./charts/ap}', {'charts/app/Chart.yaml': ''}),
    expected: [
      'app.yaml:5:19 [./charts/ap] error KF503 chart `./charts/ap` does not exist -- did you mean `./charts/app`?',
    ],
  },
  {
    name: 'a local chart that is none',
    files: step('helm: {chart: ./charts}', {'charts/app/Chart.yaml': ''}),
    expected: ['app.yaml:5:19 [./charts] error KF504 `./charts` is not a chart: it has no `Chart.yaml`'],
  },
  {
    name: 'a local chart with a repo',
    files: step('helm: {chart: ./app, repo: {url: "https://x"}}', {'app/Chart.yaml': ''}),
    expected: [
      "app.yaml:5:19 [./app] error KF208 `repo` does not go with a chart that is a path -- drop `repo`, or write the chart's name",
    ],
  },
  {
    name: 'a missing kustomization',
    files: step('kustomize: {path: overlays/prd}', {'overlays/prod/kustomization.yaml': ''}),
    expected: [
      'app.yaml:5:23 [overlays/prd] error KF503 kustomization `overlays/prd` does not exist -- did you mean `overlays/prod`?',
    ],
  },
  {
    name: 'a directory without a kustomization',
    files: step('kustomize: {path: overlays}', {'overlays/prod/kustomization.yaml': ''}),
    expected: [
      'app.yaml:5:23 [overlays] error KF504 `overlays` is not a kustomization: it has no `kustomization.yaml`',
    ],
  },
  {
    name: 'a kustomization named by its file',
    files: step('kustomize: {path: prod/kustomization.yaml}', {'prod/kustomization.yaml': ''}),
    expected: [
      'app.yaml:5:23 [prod/kustomization.yaml] error KF504 `prod/kustomization.yaml` is a file, but a kustomization is named by its directory -- write `prod`',
    ],
  },
  {
    name: 'a working directory that is a file',
    files: step('script: {run: ls, workdir: m.yaml}', manifest),
    expected: ['app.yaml:5:32 [m.yaml] error KF504 working directory `m.yaml` is a file, but a directory is needed'],
  },
  {
    name: 'missing files of a Secret',
    files: step('secret: {fromFiles: [a.txt, "key=b.txt"], fromEnvFile: .env}'),
    expected: [
      'app.yaml:5:26 [a.txt] error KF503 file `a.txt` does not exist -- paths are relative to the file that declares them: looked for /p/a.txt',
      'app.yaml:5:33 ["key=b.txt"] error KF503 file `b.txt` does not exist -- paths are relative to the file that declares them: looked for /p/b.txt',
      'app.yaml:5:60 [.env] error KF503 env file `.env` does not exist -- paths are relative to the file that declares them: looked for /p/.env',
    ],
  },
  {
    name: 'a missing directory of a ConfigMap',
    files: step('configmap: {fromDir: conf, fromFiles: [conf]}', {'conf.d/a': ''}),
    expected: [
      'app.yaml:5:26 [conf] error KF503 directory `conf` does not exist -- paths are relative to the file that declares them: looked for /p/conf',
      'app.yaml:5:44 [conf] error KF503 file `conf` does not exist -- paths are relative to the file that declares them: looked for /p/conf',
    ],
  },
  {
    name: 'a missing build context',
    files: step('dockerBuild: {context: image, file: Dockerfile, tag: 1.0}'),
    expected: [
      'app.yaml:5:28 [image] error KF503 build context `image` does not exist -- paths are relative to the file that declares them: looked for /p/image',
      'app.yaml:5:41 [Dockerfile] error KF503 Dockerfile `Dockerfile` does not exist -- paths are relative to the file that declares them: looked for /p/Dockerfile',
    ],
  },
  {
    name: 'a Python runner',
    files: config('runners: [runners/db.py, ./run.sh, ./gone.ts, ./dir, UPPER, "@acme/runners"]', {
      'run.sh': '',
      'dir/a.ts': '',
    }),
    expected: [
      'kflow.yaml:3:11 [runners/db.py] error KF601 `runners/db.py` is Python, but runners are TypeScript or JavaScript -- carry it over to a `.ts` file, or keep it behind `class: command`: see docs/migrating-from-kflow-py.md',
      'kflow.yaml:3:26 [./run.sh] error KF602 `./run.sh` is not a runner module -- name a file that ends in `.ts`, `.mts`, `.js`, `.mjs`, `.cjs`',
      'kflow.yaml:3:36 [./gone.ts] error KF503 runner module `./gone.ts` does not exist -- paths are relative to the file that declares them: looked for /p/gone.ts',
      'kflow.yaml:3:47 [./dir] error KF602 `./dir` is not a runner module -- name a file that ends in `.ts`, `.mts`, `.js`, `.mjs`, `.cjs`',
      'kflow.yaml:3:54 [UPPER] error KF602 `UPPER` is neither a path nor the name of an npm package -- a path begins with `./` or ends in `.ts`, `.mts`, `.js`, `.mjs` or `.cjs`',
    ],
  },
  {
    name: 'a Python runner of a step',
    files: step('runner: {class: Db, file: db.py}'),
    expected: [
      'app.yaml:5:31 [db.py] error KF601 `db.py` is Python, but runners are TypeScript or JavaScript -- carry it over to a `.ts` file, or keep it behind `class: command`: see docs/migrating-from-kflow-py.md',
    ],
  },
  {
    name: 'a missing runner of a step',
    files: step('runner: {class: Db, file: runner.ts}', {'runners.ts': ''}),
    expected: [
      'app.yaml:5:31 [runner.ts] error KF503 runner module `runner.ts` does not exist -- did you mean `runners.ts`?',
    ],
  },
  {
    name: 'a package as the file of a step',
    files: step('runner: {class: Db, file: "@acme/runners"}'),
    expected: [
      'app.yaml:5:31 ["@acme/runners"] error KF503 runner module `@acme/runners` does not exist -- paths are relative to the file that declares them: looked for /p/@acme/runners',
    ],
  },
];
