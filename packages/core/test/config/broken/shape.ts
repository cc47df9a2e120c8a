import {config, resource, step, type Row} from './row.js';

const manifest = {'m.yaml': 'apiVersion: v1\nkind: ConfigMap\n'};

/** Keys and types: what the schema finds. */
export const shape: Row[] = [
  {
    name: 'an unknown key of the config',
    files: config('autoCreateNamespaces: true'),
    expected: [
      'kflow.yaml:3:1 [autoCreateNamespaces] error KF201 unknown key `autoCreateNamespaces` in the config -- did you mean `autoCreateNamespace`?',
    ],
  },
  {
    name: 'an unknown key without anything like it',
    files: config('zzzzzz: true'),
    expected: [
      'kflow.yaml:3:1 [zzzzzz] error KF201 unknown key `zzzzzz` in the config -- known here: `kflow`, `state`, `context`, `runners`, `phases`, `resources`, `autoCreateNamespace`',
    ],
  },
  {
    name: 'an unknown key of a resource',
    files: resource('dependOn: [a]\nmanifests: [m.yaml]', manifest),
    expected: [
      'app.yaml:3:1 [dependOn] error KF201 unknown key `dependOn` in the resource -- did you mean `dependsOn`?',
    ],
  },
  {
    name: 'two letters swapped',
    files: resource('namepsace: a\nmanifests: [m.yaml]', manifest),
    expected: [
      'app.yaml:3:1 [namepsace] error KF201 unknown key `namepsace` in the resource -- did you mean `namespace`?',
    ],
  },
  {
    name: 'a Python name',
    files: resource('depends_on: [a]\nmanifests: [m.yaml]', manifest),
    expected: [
      'app.yaml:3:1 [depends_on] error KF201 unknown key `depends_on` in the resource -- did you mean `dependsOn`?',
    ],
  },
  {
    name: 'the key of a block on the resource',
    files: resource('chart: r/c\nmanifests: [m.yaml]', manifest),
    expected: ['app.yaml:3:1 [chart] error KF201 unknown key `chart` in the resource -- `chart` belongs under `helm`'],
  },
  {
    name: 'the key of a block on the step',
    files: step('command: [ls]\npod: web'),
    expected: [
      'app.yaml:4:5 [name] error KF205 step `s` does nothing -- give it one of `manifests`, `helm`, `runner`, `kustomize`, `wait`, `rolloutWait`, `script`, `exec`, `secret`, `configmap`, `dockerBuild`, `createNamespace`',
      'app.yaml:5:5 [command] error KF201 unknown key `command` in step `s` -- `command` belongs under `exec`',
      'app.yaml:6:5 [pod] error KF201 unknown key `pod` in step `s` -- `pod` belongs under `exec`',
    ],
  },
  {
    name: 'a key of the step in its block',
    files: step('helm: {chart: r/c, dependsOn: [a]}'),
    expected: [
      'app.yaml:5:24 [dependsOn] error KF201 unknown key `dependsOn` in `helm` -- `dependsOn` belongs to the step, next to `helm`',
    ],
  },
  {
    name: 'a value of the chart in the helm block',
    files: step('helm: {chart: r/c, replicaCount: 2}'),
    expected: [
      'app.yaml:5:24 [replicaCount] error KF201 unknown key `replicaCount` in `helm` -- the values of a chart belong under `values`',
    ],
  },
  {
    name: 'an unknown key of the kflow block',
    files: {...config(''), 'kflow.yaml': 'kflow: {version: v1, kind: Config, name: x}\nresources: [app.yaml]\n'},
    expected: ['kflow.yaml:1:36 [name] error KF201 unknown key `name` in `kflow` -- known here: `version`, `kind`'],
  },
  {
    name: 'an unknown key of a phase',
    files: config('phases:\n  - name: a\n    order: 1'),
    expected: [
      'kflow.yaml:5:5 [order] error KF201 unknown key `order` in phase `a` -- known here: `name`, `description`',
    ],
  },
  {
    name: 'an unknown key of a repo',
    files: step('helm: {chart: c, repo: {url: "https://x", user: me}}'),
    expected: ['app.yaml:5:47 [user] error KF201 unknown key `user` in `repo` -- known here: `name`, `url`'],
  },
  {
    name: 'a key of an object prototype',
    files: resource('constructor: a\n__proto__: b\nmanifests: [m.yaml]', manifest),
    expected: [
      'app.yaml:3:1 [constructor] error KF201 unknown key `constructor` in the resource -- known here: `kflow`, `name`, `namespace`, `phase`, `description`, `dependsOn`, `selector`, `workloads`, `keepNamespace`, `autoCreateNamespace`, `manifests`, `helm`, `runners`, `steps`',
      'app.yaml:4:1 [__proto__] error KF201 unknown key `__proto__` in the resource -- known here: `kflow`, `name`, `namespace`, `phase`, `description`, `dependsOn`, `selector`, `workloads`, `keepNamespace`, `autoCreateNamespace`, `manifests`, `helm`, `runners`, `steps`',
    ],
  },
  {
    name: 'text for a boolean',
    files: resource('keepNamespace: yes\nmanifests: [m.yaml]', manifest),
    expected: [
      'app.yaml:3:16 [yes] error KF202 `keepNamespace` takes `true` or `false`, not the text `yes` -- YAML 1.2 reads `yes` as text: write `true`',
    ],
  },
  {
    name: 'a quoted boolean',
    files: resource('keepNamespace: "true"\nmanifests: [m.yaml]', manifest),
    expected: [
      'app.yaml:3:16 ["true"] error KF202 `keepNamespace` takes `true` or `false`, not the text `true` -- drop the quotes',
    ],
  },
  {
    name: 'a number for text',
    files: resource('namespace: 123\nmanifests: [m.yaml]', manifest),
    expected: ['app.yaml:3:12 [123] error KF202 `namespace` takes text, not the number `123` -- quote it: "123"'],
  },
  {
    name: 'text for a list',
    files: resource('dependsOn: a\nmanifests: m.yaml', manifest),
    expected: [
      'app.yaml:3:12 [a] error KF202 `dependsOn` takes a list, not the text `a` -- write it as a list: [a]',
      'app.yaml:4:12 [m.yaml] error KF202 `manifests` takes a list, not the text `m.yaml` -- write it as a list: [m.yaml]',
    ],
  },
  {
    name: 'a mapping for a list',
    files: resource('steps: {a: {manifests: [m.yaml]}}', manifest),
    expected: ['app.yaml:3:1 [steps] error KF202 `steps` takes a list, not a mapping'],
  },
  {
    name: 'a list for a mapping',
    files: step('helm: [a, b]'),
    expected: ['app.yaml:5:5 [helm] error KF202 `helm` takes a mapping, not a list'],
  },
  {
    name: 'text for a mapping',
    files: step('helm: r/c'),
    expected: ['app.yaml:5:11 [r/c] error KF202 `helm` takes a mapping, not the text `r/c`'],
  },
  {
    name: 'a list for text',
    files: step('helm: {chart: [r/c]}'),
    expected: ['app.yaml:5:12 [chart] error KF202 `chart` takes text, not a list'],
  },
  {
    name: 'a number in a list of texts',
    files: resource('dependsOn: [a, 1, null, {b: c}]\nmanifests: [m.yaml]', manifest),
    expected: [
      'app.yaml:3:13 [a] error KF311 no resource is called `a`',
      'app.yaml:3:16 [1] error KF202 item 2 of `dependsOn` takes text, not the number `1` -- quote it: "1"',
      'app.yaml:3:19 [null] error KF202 item 3 of `dependsOn` takes text, not nothing -- write "" for empty text',
      'app.yaml:3:25 [{b: c}] error KF202 item 4 of `dependsOn` takes text, not a mapping',
    ],
  },
  {
    name: 'a step that is text',
    files: resource('steps: [deploy]'),
    expected: ['app.yaml:3:9 [deploy] error KF202 item 1 of `steps` takes a mapping, not the text `deploy`'],
  },
  {
    name: 'a phase that is a number',
    files: config('phases: [a, 1]'),
    expected: ['kflow.yaml:3:13 [1] error KF202 item 2 of `phases` takes a name or a mapping, not the number `1`'],
  },
  {
    name: 'a phase without a name',
    files: config('phases:\n  - description: x'),
    expected: ['kflow.yaml:4:5 [description] error KF203 phase 1 has no `name`'],
  },
  {
    name: 'a wrong state',
    files: config('state: ~/.kflow'),
    expected: ['kflow.yaml:3:8 [~/.kflow] error KF202 `state` takes a mapping, not the text `~/.kflow`'],
  },
  {
    name: 'a wrong state.dir',
    files: config('state: {dir: [a]}'),
    expected: ['kflow.yaml:3:9 [dir] error KF202 `dir` takes text, not a list'],
  },
  {
    name: 'a mapping as a value of a Secret',
    files: step('secret: {literals: {password: {a: hunter2}}}'),
    expected: ['app.yaml:5:25 [password] error KF202 `password` takes text, not a mapping'],
  },
  {
    name: 'a Secret value that is missing',
    files: step('secret:\n  literals:\n    password:'),
    expected: ['app.yaml:7:9 [password] error KF202 `password` takes text, not nothing'],
  },
  {
    name: 'a secret value in the clear',
    files: step('helm: {chart: r/c, secretValues: {db.password: hunter2}}'),
    expected: ['app.yaml:5:39 [db.password] error KF202 `db.password` takes a mapping, not text'],
  },
  {
    name: 'a command of mappings',
    files: step('exec: {pod: web, command: [ls, {a: b}]}'),
    expected: ['app.yaml:5:36 [{a: b}] error KF202 item 2 of `command` takes text, not a mapping'],
  },
  {
    name: 'a command that is a mapping',
    files: step('exec: {pod: web, command: {a: b}}'),
    expected: ['app.yaml:5:22 [command] error KF202 `command` takes a list or text, not a mapping'],
  },
  {
    name: 'a timeout that is a list',
    files: step('rolloutWait: {timeout: [1]}'),
    expected: ['app.yaml:5:19 [timeout] error KF202 `timeout` takes a duration, not a list'],
  },
  {
    name: 'onReload of an image',
    files: step('dockerBuild: {context: ., tag: a, onReload: rebuild}'),
    expected: ['app.yaml:5:49 [rebuild] error KF204 `onReload` takes `build` or `skip`, not `rebuild`'],
  },
  {
    name: 'a step without a name',
    files: resource('steps:\n  - manifests: [m.yaml]', manifest),
    expected: ['app.yaml:4:5 [manifests] error KF203 step 1 has no `name`'],
  },
  {
    name: 'a step with an empty name',
    files: resource('steps:\n  - name: ""\n    manifests: [m.yaml]', manifest),
    expected: ['app.yaml:4:11 [""] error KF209 `name` is empty'],
  },
  {
    name: 'a resource without a name',
    files: {
      ...resource(''),
      'app.yaml': 'kflow: {version: v1, kind: ResourceDefinition}\nnamespace: a\nworkloads: [deployment/a]\n',
    },
    expected: ['app.yaml:1:1 [kflow] error KF203 the resource has no `name`'],
  },
  {
    name: 'helm without a chart',
    files: step('helm: {release: a}'),
    expected: ['app.yaml:5:5 [helm] error KF203 `helm` has no `chart`'],
  },
  {
    name: 'helm with an empty chart',
    files: step('helm:\n  chart:\n  release: a'),
    expected: ['app.yaml:6:7 [chart] error KF203 `chart` of `helm` has no value'],
  },
  {
    name: 'a repo without a url',
    files: step('helm: {chart: r/c, repo: {name: r}}'),
    expected: ['app.yaml:5:24 [repo] error KF203 `repo` has no `url`'],
  },
  {
    name: 'a runner without a class',
    files: resource('runners:\n  - config: {a: b}'),
    expected: ['app.yaml:4:5 [config] error KF203 runner 1 has no `class`'],
  },
  {
    name: 'kustomize without a path',
    files: step('kustomize: {}'),
    expected: ['app.yaml:5:5 [kustomize] error KF203 `kustomize` has no `path`'],
  },
  {
    name: 'a wait for nothing',
    files: step('wait: {condition: Ready}'),
    expected: ['app.yaml:5:5 [wait] error KF203 `wait` has no `for`'],
  },
  {
    name: 'a script that runs nothing',
    files: step('script: {onDestroy: ls}'),
    expected: ['app.yaml:5:5 [script] error KF203 `script` has no `run`'],
  },
  {
    name: 'an image without context and tag',
    files: step('dockerBuild: {push: true}'),
    expected: [
      'app.yaml:5:5 [dockerBuild] error KF203 `dockerBuild` has no `context`',
      'app.yaml:5:5 [dockerBuild] error KF203 `dockerBuild` has no `tag`',
    ],
  },
  {
    name: 'a step of no kind',
    files: resource('steps:\n  - name: a\n    dependsOn: [b]\n  - dependsOn: [c]'),
    expected: [
      'app.yaml:4:5 [name] error KF205 step `a` does nothing -- give it one of `manifests`, `helm`, `runner`, `kustomize`, `wait`, `rolloutWait`, `script`, `exec`, `secret`, `configmap`, `dockerBuild`, `createNamespace`',
      'app.yaml:6:5 [dependsOn] error KF203 step 2 has no `name`',
      'app.yaml:6:5 [dependsOn] error KF205 the step does nothing -- give it one of `manifests`, `helm`, `runner`, `kustomize`, `wait`, `rolloutWait`, `script`, `exec`, `secret`, `configmap`, `dockerBuild`, `createNamespace`',
    ],
  },
  {
    name: 'a step with an empty kind',
    files: resource('steps:\n  - name: a\n    helm:\n'),
    expected: ['app.yaml:5:5 [helm] error KF205 step `a` has nothing under `helm`'],
  },
  {
    name: 'a step of two kinds',
    files: step('manifests: [m.yaml]\nhelm: {chart: r/c}', manifest),
    expected: [
      'app.yaml:6:5 [helm] error KF206 step `s` does 2 things: `manifests`, `helm` -- split it into one step for each',
    ],
  },
  {
    name: 'a step of three kinds',
    files: step('manifests: [m.yaml]\nscript: {run: ls}\nrolloutWait:', manifest),
    expected: [
      'app.yaml:6:5 [script] error KF206 step `s` does 3 things: `manifests`, `script`, `rolloutWait` -- split it into one step for each',
    ],
  },
  {
    name: 'empty manifests',
    files: step('manifests: []'),
    expected: ['app.yaml:5:5 [manifests] error KF209 `manifests` is empty'],
  },
  {
    name: 'several problems at once',
    files: resource(
      'nmespace: a\nkeepNamespace: no\nsteps:\n  - name: a\n    helm: {chart: 5, valuesFiles: [v.yaml], extra: 1}\n  - name: b\n    manifests: [gone.yaml]\n    serverSide: 1',
    ),
    expected: [
      'app.yaml:3:1 [nmespace] error KF201 unknown key `nmespace` in the resource -- did you mean `namespace`?',
      'app.yaml:4:16 [no] error KF202 `keepNamespace` takes `true` or `false`, not the text `no` -- YAML 1.2 reads `no` as text: write `false`',
      'app.yaml:7:19 [5] error KF202 `chart` takes text, not the number `5` -- quote it: "5"',
      'app.yaml:7:36 [v.yaml] error KF503 values file `v.yaml` does not exist -- paths are relative to the file that declares them: looked for /p/v.yaml',
      'app.yaml:7:45 [extra] error KF201 unknown key `extra` in `helm` -- the values of a chart belong under `values`',
      'app.yaml:9:17 [gone.yaml] error KF503 manifest `gone.yaml` does not exist -- paths are relative to the file that declares them: looked for /p/gone.yaml',
      'app.yaml:10:17 [1] error KF202 `serverSide` takes `true` or `false`, not the number `1`',
    ],
  },
];
