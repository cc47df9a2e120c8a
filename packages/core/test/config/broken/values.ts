import {config, resource, step, type Row} from './row.js';

const manifest = {'m.yaml': 'apiVersion: v1\nkind: ConfigMap\n'};

/** Values of the right type that mean nothing, and names. */
export const values: Row[] = [
  {
    name: 'two resources of one name',
    files: config('', {
      'kflow.yaml': 'kflow: {version: v1, kind: Config}\nresources: [app.yaml, b.yaml]\n',
      'b.yaml': 'kflow: {version: v1, kind: ResourceDefinition}\nnamespace: b\nname: app\nworkloads: [deployment/x]\n',
    }),
    expected: [
      'b.yaml:3:7 [app] error KF301 there are two resources `app`, the first in app.yaml:2 -- rename one of the two (first here: app.yaml:2:7)',
    ],
  },
  {
    name: 'two resources of one name in one file',
    files: {
      ...config(''),
      'app.yaml':
        'kflow: {version: v1, kind: ResourceDefinition}\nname: a\nselector: a=b\n---\nkflow: {version: v1, kind: ResourceDefinition}\nname: a\nselector: a=b\n',
    },
    expected: [
      'app.yaml:6:7 [a] error KF301 there are two resources `a`, the first in app.yaml:2 -- rename one of the two (first here: app.yaml:2:7)',
    ],
  },
  {
    name: 'two steps of one name',
    files: resource('steps:\n  - name: a\n    script: {run: ls}\n  - name: a\n    script: {run: ls}'),
    expected: [
      'app.yaml:6:11 [a] error KF302 there are two steps `a`, the first on line 4 -- rename one of the two (first here: app.yaml:4:11)',
    ],
  },
  {
    name: 'a step named like shorthand',
    files: resource('manifests: [m.yaml]\nsteps:\n  - name: manifests\n    script: {run: ls}', manifest),
    expected: [
      'app.yaml:5:11 [manifests] error KF302 there are two steps `manifests`, the first made by the shorthand on line 3 -- rename one of the two (first here: app.yaml:3:1)',
    ],
  },
  {
    name: 'two runners of one class',
    files: resource('runners:\n  - class: Db\n  - class: Db\n    config: {a: b}'),
    expected: [
      'app.yaml:5:12 [Db] error KF302 there are two steps `Db`, the first made by the shorthand on line 4 -- give one of them a `name` (first here: app.yaml:4:12)',
    ],
  },
  {
    name: 'an unknown phase',
    files: resource('phase: stroage\nmanifests: [m.yaml]', {
      ...manifest,
      'kflow.yaml': 'kflow: {version: v1, kind: Config}\nphases: [storage, apps]\nresources: [app.yaml]\n',
    }),
    expected: ['app.yaml:3:8 [stroage] error KF303 there is no phase `stroage` -- did you mean `storage`?'],
  },
  {
    name: 'an unknown phase unlike all others',
    files: resource('phase: zzz\nmanifests: [m.yaml]', {
      ...manifest,
      'kflow.yaml': 'kflow: {version: v1, kind: Config}\nphases: [storage, {name: apps}]\nresources: [app.yaml]\n',
    }),
    expected: ['app.yaml:3:8 [zzz] error KF303 there is no phase `zzz` -- declared are `storage`, `apps`'],
  },
  {
    name: 'a phase where none is declared',
    files: resource('phase: apps\nmanifests: [m.yaml]', manifest),
    expected: ['app.yaml:3:8 [apps] error KF303 there is no phase `apps` -- the config declares no phases'],
  },
  {
    name: 'a phase declared twice',
    files: config('phases:\n  - a\n  - name: b\n  - name: a\n    description: again'),
    expected: [
      'kflow.yaml:6:11 [a] error KF304 phase `a` is declared twice, first on line 4 -- remove one of the two (first here: kflow.yaml:4:5)',
    ],
  },
  {
    name: 'a name with a slash',
    files: {...resource(''), 'app.yaml': 'kflow: {version: v1, kind: ResourceDefinition}\nname: a/b\nselector: a=b\n'},
    expected: [
      'app.yaml:2:7 [a/b] error KF305 `a/b` cannot be the name of a resource -- use letters, digits, `-`, `_` and `.`, beginning with a letter or digit',
    ],
  },
  {
    name: 'a name with a glob',
    files: {...resource(''), 'app.yaml': 'kflow: {version: v1, kind: ResourceDefinition}\nname: web*\nselector: a=b\n'},
    expected: [
      'app.yaml:2:7 [web*] error KF305 `web*` cannot be the name of a resource -- use letters, digits, `-`, `_` and `.`, beginning with a letter or digit',
    ],
  },
  {
    name: 'a name like a flag',
    files: {
      ...resource(''),
      'app.yaml': 'kflow: {version: v1, kind: ResourceDefinition}\nname: --all\nselector: a=b\n',
    },
    expected: [
      'app.yaml:2:7 [--all] error KF305 `--all` cannot be the name of a resource -- use letters, digits, `-`, `_` and `.`, beginning with a letter or digit',
    ],
  },
  {
    name: 'an empty name',
    files: {...resource(''), 'app.yaml': 'kflow: {version: v1, kind: ResourceDefinition}\nname: ""\nselector: a=b\n'},
    expected: ['app.yaml:2:7 [""] error KF209 `name` is empty'],
  },
  {
    name: 'a step name with a colon and a line',
    files: resource('steps:\n  - name: "a\\nb"\n    script: {run: ls}'),
    expected: [
      'app.yaml:4:11 ["a\\nb"] error KF305 `a\\nb` cannot be the name of a step -- use letters, digits, `-`, `_` and `.`, beginning with a letter or digit',
    ],
  },
  {
    name: 'a namespace in capitals',
    files: resource('namespace: Demo\nmanifests: [m.yaml]', manifest),
    expected: [
      'app.yaml:3:12 [Demo] error KF306 `Demo` cannot be the name of a namespace -- use up to 63 lower-case letters, digits and `-`, beginning and ending with a letter or digit',
    ],
  },
  {
    name: 'a namespace of a step and of its block',
    files: step('namespace: a_b\nhelm: {chart: r/c, namespace: -c}'),
    expected: [
      'app.yaml:5:16 [a_b] error KF306 `a_b` cannot be the name of a namespace -- use up to 63 lower-case letters, digits and `-`, beginning and ending with a letter or digit',
      'app.yaml:6:35 [-c] error KF306 `-c` cannot be the name of a namespace -- use up to 63 lower-case letters, digits and `-`, beginning and ending with a letter or digit',
    ],
  },
  {
    name: 'a namespace that is too long',
    files: step(`createNamespace: {name: ${'a'.repeat(64)}}`),
    expected: [
      'app.yaml:5:29 [aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa] error KF306 `aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa` cannot be the name of a namespace -- use up to 63 lower-case letters, digits and `-`, beginning and ending with a letter or digit',
    ],
  },
  {
    name: 'namespace and noNamespace',
    files: step('namespace: a\nnoNamespace: true\nmanifests: [m.yaml]', manifest),
    expected: [
      'app.yaml:6:5 [noNamespace] error KF208 `namespace` and `noNamespace` contradict each other -- keep one of the two (the namespace: app.yaml:5:16)',
    ],
  },
  {
    name: 'noNamespace with a namespace in the block',
    files: step('noNamespace: true\nsecret: {namespace: a, literals: {a: b}}'),
    expected: [
      'app.yaml:5:5 [noNamespace] error KF208 `namespace` and `noNamespace` contradict each other -- keep one of the two (the namespace: app.yaml:6:25)',
    ],
  },
  {
    name: 'a workload without a kind',
    files: resource('workloads: [web, deployment/web, deployment/, Deployment/Web]'),
    expected: [
      'app.yaml:3:13 [web] error KF212 `web` does not name a workload -- write it as `kind/name`: `deployment/web`',
      'app.yaml:3:34 [deployment/] error KF212 `deployment/` does not name a workload -- write it as `kind/name`: `deployment/web`',
      'app.yaml:3:47 [Deployment/Web] error KF212 `Deployment/Web` does not name a workload -- write it as `kind/name`: `deployment/web`',
    ],
  },
  {
    name: 'a selector with a space',
    files: resource('selector: app web'),
    expected: [
      'app.yaml:3:11 [app web] error KF211 `app web` is no label selector -- write it as for `kubectl -l`: `app=web`, `tier!=db`, `env in (a, b)`, `key` or `!key`, separated by commas',
    ],
  },
  {
    name: 'a selector with an empty part',
    files: resource('selector: app=web,'),
    expected: [
      'app.yaml:3:11 [app=web,] error KF211 the label selector has an empty part -- write it as for `kubectl -l`: `app=web`, `tier!=db`, `env in (a, b)`, `key` or `!key`, separated by commas',
    ],
  },
  {
    name: 'selectors of steps',
    files: resource(
      'steps:\n  - name: a\n    exec: {command: ls, selector: "app=(web)"}\n  - name: b\n    rolloutWait: {selector: "in (a)"}',
    ),
    expected: [
      'app.yaml:5:35 ["app=(web)"] error KF211 `app=(web)` is no label selector -- write it as for `kubectl -l`: `app=web`, `tier!=db`, `env in (a, b)`, `key` or `!key`, separated by commas',
      'app.yaml:7:29 ["in (a)"] error KF211 `in (a)` is no label selector -- write it as for `kubectl -l`: `app=web`, `tier!=db`, `env in (a, b)`, `key` or `!key`, separated by commas',
    ],
  },
  {
    name: 'a bad duration',
    files: step('wait: {for: deployment/web, condition: Ready, timeout: 5 minutes}'),
    expected: [
      'app.yaml:5:60 [5 minutes] error KF210 `5 minutes` is no duration -- write a number of seconds, or something like `90s`, `5m` or `1h30m`',
    ],
  },
  {
    name: 'a negative duration',
    files: step('rolloutWait: {timeout: -1}'),
    expected: [
      'app.yaml:5:28 [-1] error KF210 `-1` is no duration -- write a number of seconds, or something like `90s`, `5m` or `1h30m`',
    ],
  },
  {
    name: 'a wait without a condition',
    files: step('wait: {for: deployment/web}'),
    expected: [
      'app.yaml:5:5 [wait] error KF207 `wait` has neither `condition` nor `jsonpath` nor `delete` -- say what to wait for, like `condition: Available`',
    ],
  },
  {
    name: 'a wait with two conditions',
    files: step('wait: {for: deployment/web, condition: Ready, delete: true}'),
    expected: [
      'app.yaml:5:51 [delete] error KF207 `wait` has `condition` and `delete`, but takes only one of them -- make it one step for each',
    ],
  },
  {
    name: 'a wait for something without a kind',
    files: step('wait: {for: web, delete: true}'),
    expected: [
      'app.yaml:5:17 [web] error KF212 `web` does not name an object -- write it as `kind/name`, like `deployment/web`',
    ],
  },
  {
    name: 'exec without a pod',
    files: step('exec: {command: ls}'),
    expected: [
      'app.yaml:5:5 [exec] error KF207 `exec` has neither `pod` nor `selector` -- name the pod with `pod`, or its labels with `selector`',
    ],
  },
  {
    name: 'exec with pod and selector',
    files: step('exec:\n  command: ls\n  pod: web\n  selector: app=web'),
    expected: [
      'app.yaml:8:7 [selector] error KF207 `exec` has `pod` and `selector`, but takes only one of them -- keep one of the two',
    ],
  },
  {
    name: 'exec without a command',
    files: step('exec: {pod: web}'),
    expected: ['app.yaml:5:5 [exec] error KF203 `exec` has no `command`'],
  },
  {
    name: 'exec with an empty command',
    files: step('exec: {pod: web, command: []}'),
    expected: ['app.yaml:5:22 [command] error KF209 `command` is empty'],
  },
  {
    name: 'push and load',
    files: step('dockerBuild: {context: ., tag: a, push: true, load: true}'),
    expected: [
      'app.yaml:5:51 [load] error KF208 `push` and `load` exclude each other -- keep one of the two (the other one: app.yaml:5:39)',
    ],
  },
  {
    name: 'a kind without a rollout',
    files: step('rolloutWait: {kinds: [Deployments, statfulset, job]}'),
    expected: [
      'app.yaml:5:40 [statfulset] error KF204 `statfulset` has no rollout to wait for -- did you mean `statefulset`?',
      'app.yaml:5:52 [job] error KF204 `job` has no rollout to wait for -- it is one of `deployment`, `statefulset`, `daemonset`, `replicaset`',
    ],
  },
  {
    name: 'secret values from nowhere and from two places',
    files: step('helm:\n  chart: r/c\n  secretValues:\n    a: {}\n    b: {fromEnv: A, fromCommand: ls}'),
    expected: [
      'app.yaml:8:9 [a] error KF207 `a` of `secretValues` says nothing about where the value comes from -- give exactly one of `fromEnv`, `fromFile` and `fromCommand`',
      'app.yaml:9:9 [b] error KF207 `b` of `secretValues` comes from 2 places -- give exactly one of `fromEnv`, `fromFile` and `fromCommand`',
    ],
  },
  {
    name: 'a Secret named after its step',
    files: resource('steps:\n  - name: DB_credentials\n    secret: {literals: {a: b}}'),
    expected: [
      'app.yaml:4:11 [DB_credentials] error KF306 `DB_credentials` cannot be the name of a Secret, which is that of the step -- set `name` to up to 253 lower-case letters, digits, `-` and `.`, beginning and ending with a letter or digit',
    ],
  },
  {
    name: 'a ConfigMap with a bad name',
    files: step('configmap: {name: a_b, literals: {a: b}}'),
    expected: [
      'app.yaml:5:23 [a_b] error KF306 `a_b` cannot be the name of a ConfigMap -- use up to 253 lower-case letters, digits, `-` and `.`, beginning and ending with a letter or digit',
    ],
  },
  {
    name: 'a release named after its resource',
    files: {
      ...resource(''),
      'app.yaml': 'kflow: {version: v1, kind: ResourceDefinition}\nname: My_App\nhelm: {chart: r/c}\n',
    },
    expected: [
      'app.yaml:3:1 [helm] error KF306 `My_App` cannot be the name of a helm release, which is that of the resource -- set `release` to up to 53 lower-case letters, digits, `-` and `.`, beginning and ending with a letter or digit',
    ],
  },
  {
    name: 'a bad release',
    files: step('helm: {chart: r/c, release: a b}'),
    expected: [
      'app.yaml:5:33 [a b] error KF306 `a b` cannot be the name of a helm release -- use up to 53 lower-case letters, digits, `-` and `.`, beginning and ending with a letter or digit',
    ],
  },
  {
    name: 'keys that Kubernetes refuses',
    files: step('secret:\n  literals: {"a b": c}\n  fromFiles: ["x/y=m.yaml"]', manifest),
    expected: [
      'app.yaml:6:18 ["a b"] error KF307 `a b` cannot be a key of a Secret -- use letters, digits, `-`, `_` and `.`',
      'app.yaml:7:19 ["x/y=m.yaml"] error KF307 `x/y` cannot be a key of a Secret -- use letters, digits, `-`, `_` and `.`',
    ],
  },
  {
    name: 'an empty reference',
    files: step('dependsOn: [" "]\nscript: {run: ls}'),
    expected: [
      'app.yaml:5:17 [" "] error KF209 a reference in `dependsOn` is empty -- name a step, a resource, or `resource.step`',
    ],
  },
  {
    name: 'encrypted manifests',
    files: step('encrypted: true\nencryptionKeyId: prod\nmanifests: [m.yaml]', manifest),
    expected: [
      'app.yaml:5:5 [encrypted] error KF219 `encrypted`: encrypted manifests are not supported yet -- decrypt the manifest in a `script` step, or take the values from a `secret` step with `fromCommand`',
      'app.yaml:6:5 [encryptionKeyId] error KF219 `encryptionKeyId`: encrypted manifests are not supported yet -- decrypt the manifest in a `script` step, or take the values from a `secret` step with `fromCommand`',
    ],
  },
  {
    name: 'a resource that does nothing',
    files: resource('namespace: a'),
    expected: [
      'app.yaml:2:7 [app] warning KF220 resource `app` has no steps -- give it `manifests`, `helm`, `runners` or `steps`',
    ],
  },
];
