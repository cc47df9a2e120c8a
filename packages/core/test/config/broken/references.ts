import {resource, type Row} from './row.js';

const steps = 'steps:\n  - {name: first, script: {run: x}}\n  - {name: last, dependsOn: [frist], script: {run: x}}';
const unknown = (line: number, hint: string) =>
  `app.yaml:${line}:30 [frist] error KF311 no resource and no step of \`app\` is called \`frist\` -- ${hint}`;
const mistyped =
  'app.yaml:3:1 [dependson] error KF201 unknown key `dependson` in the resource -- did you mean `dependsOn`?';

/** References to nothing beside other errors: told at once where all names are known, else not before they are. */
export const references: Row[] = [
  {
    name: 'a reference to nothing, and an unknown key',
    files: resource(`dependson: []\n${steps}`),
    expected: [mistyped, unknown(6, 'did you mean `first`?')],
  },
  {
    name: 'a reference to what may be a step without a name',
    files: resource(steps.replace('name: first, ', '')),
    expected: ['app.yaml:4:6 [script] error KF203 step 1 has no `name`'],
  },
  {
    name: 'a reference to what may be a step without a kind',
    files: resource(steps.replace('script', 'scrip')),
    expected: [
      'app.yaml:4:6 [name] error KF205 step `first` does nothing -- give it one of `manifests`, `helm`, `runner`, `kustomize`, `wait`, `rolloutWait`, `script`, `exec`, `secret`, `configmap`, `dockerBuild`, `createNamespace`',
      'app.yaml:4:19 [scrip] error KF201 unknown key `scrip` in step `first` -- did you mean `script`?',
    ],
  },
  {
    name: 'a reference to what may stand in a file with a syntax error',
    files: resource(steps, {
      'kflow.yaml': 'kflow: {version: v1, kind: Config}\nresources: [app.yaml, b.yaml]\n',
      'b.yaml': 'kflow: {version: v1, kind: ResourceDefinition}\nname: "frist\n',
    }),
    expected: [
      'b.yaml:2:7 ["frist] error KF101 invalid YAML: the quoted text is not closed -- end it with the quote it begins with (not before here: b.yaml:3:1)',
    ],
  },
  {
    name: 'a reference to what may stand in a file that is missing',
    files: resource(steps, {'kflow.yaml': 'kflow: {version: v1, kind: Config}\nresources: [app.yaml, b.yaml]\n'}),
    expected: [
      'kflow.yaml:2:23 [b.yaml] error KF503 resource `b.yaml` does not exist -- paths are relative to the file that declares them: looked for /p/b.yaml',
    ],
  },
  {
    name: 'a reference to what may stand in a document that is none of kflow',
    files: resource(steps, {
      'kflow.yaml': 'kflow: {version: v1, kind: Config}\nresources: [app.yaml, b.yaml]\n',
      'b.yaml': 'kflow: {version: v1, kind: Resource}\nname: frist\n',
    }),
    expected: [
      'b.yaml:1:28 [Resource] error KF213 `Resource` is no kind of kflow file -- it is `Config` or `ResourceDefinition`',
    ],
  },
  {
    name: 'a reference to nothing, and a manifest that is missing',
    files: resource(`manifests: [m.yaml]\n${steps}`),
    expected: [
      'app.yaml:3:13 [m.yaml] error KF503 manifest `m.yaml` does not exist -- paths are relative to the file that declares them: looked for /p/m.yaml',
      unknown(6, 'did you mean `first`?'),
    ],
  },
];
