import {mkdirSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import {Project} from '../harness/project.js';
import {recordTools} from '../harness/recorded-tools.js';
import type {Outcome} from '../harness/run.js';
import {deployment, rootConfig} from '../harness/yaml.js';
import type {HelmMajor} from '../harness/sandbox.js';

/** A value of its own for every input that can carry a secret, with characters that JSON, YAML, URLs and shells escape. */
const canary = {
  literal: 'canary-literal <&> "1"',
  env: `canary-env 'quoted' $HOME`,
  file: 'canary-file-line-1',
  envFile: 'canary-envfile=a&b',
  command: 'canary-command/x+y',
  helmEnv: 'canary-helm-env "q"',
  helmFile: 'canary-helm-file',
  helmCommand: 'canary-helm-command',
  config: 'canary-runner-config',
  schema: 'canary-runner-pin',
  stringData: 'canary-string-data',
  data: 'canary-base64-data',
  kustomize: 'canary-kustomize',
  script: 'canary-script-token',
  buildArg: 'canary-build-arg',
  applied: 'canary-applied-by-runner',
  stdin: 'canary-stdin-of-runner',
};

/** How a value may look in output: as it is, in JSON (once and twice), in Go's JSON, in a URL, in single quotes, and in base64. */
function formsOf(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1);
  const go = json.replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
  const base64 = [value, `${value}\n`].map((text) => Buffer.from(text).toString('base64').replace(/=+$/, ''));
  const plain = [value, json, JSON.stringify(json).slice(1, -1), go, JSON.stringify(go).slice(1, -1)];
  return [...plain, encodeURIComponent(value), value.replaceAll("'", `'\\''`), value.replaceAll("'", "''"), ...base64];
}

/** Says which canaries are in a text, and where. */
function seen(text: string): string[] {
  return Object.entries(canary).flatMap(([name, value]) => {
    // The word alone is enough: it tells the start of the value.
    const form = [...formsOf(value), value.split(/[ =/]/)[0]!].find((each) => text.includes(each));
    if (form === undefined) return [];
    const at = text.indexOf(form);
    return [`${name}: ...${text.slice(Math.max(0, at - 200), at + form.length + 60)}...`];
  });
}

let project: Project;
let argumentsSoFar: () => string;
afterEach(() => project?.remove());

function make(helm: HelmMajor): void {
  project = new Project(helm);
  project.write({
    'kflow.yaml': rootConfig(),
    'files/tls.key': `${canary.file}\ncanary-file-line-2\n`,
    'files/shop.env': `API=${canary.envFile}\n`,
    'files/command': `${canary.command}\n`,
    'files/helm': `${canary.helmFile}\n`,
    'files/helm-command': canary.helmCommand,
    'files/kustomize/kustomization.yaml': `secretGenerator: [{name: generated, literals: ["key=${canary.kustomize}"]}]\n`,
    'files/Dockerfile': 'FROM scratch\n',
    'files/secret.yaml': `apiVersion: v1
kind: Secret
metadata: {name: written}
stringData: {text: ${canary.stringData}}
data: {binary: ${Buffer.from(canary.data).toString('base64')}}
`,
    'files/web.yaml': deployment('web'),
    'chart/Chart.yaml': 'apiVersion: v2\nname: chart\nversion: 1.0.0\n',
    'chart/templates/secret.yaml': `{{ if .Values.fail }}{{ fail (printf "no good: %v" .Values) }}{{ end }}
apiVersion: v1
kind: Secret
metadata: {name: from-chart}
stringData: {values: {{ .Values | toJson | quote }}}
`,
    'own.mjs': `import {BaseRunner} from '@kflow/runners';
export class Own extends BaseRunner {
  static configSchema = {type: 'object', properties: {pin: {type: 'string', writeOnly: true}}};
  tell(ctx) {
    ctx.log('config ' + JSON.stringify(ctx.config) + process.env.CANARY_ENV);
    if (process.env.FAIL === 'runner') throw new Error('refused: ' + JSON.stringify(ctx.config) + process.env.CANARY_ENV);
  }
  async apply(ctx) {
    await ctx.applyManifest({apiVersion: 'v1', kind: 'Secret', metadata: {name: 'of-runner'}, stringData: {key: '${canary.applied}'}});
    await ctx.kubectl(['apply', '-f', '-'], {stdin: JSON.stringify({apiVersion: 'v1', kind: 'Secret', metadata: {name: 'by-stdin'}, stringData: {key: '${canary.stdin}'}}), secrets: ['${canary.stdin}']});
    this.tell(ctx);
  }
  async reload(ctx) { this.tell(ctx); }
  async restart(ctx) { this.tell(ctx); }
  async destroy(ctx) { this.tell(ctx); }
  async status(ctx) { return 'config ' + JSON.stringify(ctx.config) + process.env.CANARY_ENV; }
  async health(ctx) { this.tell(ctx); return true; }
}
`,
    'resources/shop.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: shop
namespace: NS
workloads: [deployment/web]
steps:
  - name: early
    script: {run: 'echo "$CANARY_ENV $CANARY_TOKEN" >&2'}
  - name: credentials
    secret:
      literals: {literal: ${JSON.stringify(canary.literal)}}
      fromEnv: {env: CANARY_ENV}
      fromFiles: [../files/tls.key]
      fromEnvFile: ../files/shop.env
      fromCommand: {command: "cat ../files/command"}
  - name: written
    manifests: [../files/secret.yaml]
  - name: generated
    kustomize: {path: ../files/kustomize}
  - name: web
    manifests: [../files/web.yaml]
  - name: rolled-out
    rolloutWait: {}
  - name: in-pod
    exec: {selector: app=web, command: [sh, -c, 'cd ${project.dir}/files; cat tls.key shop.env command secret.yaml; test ! -e ${project.dir}/in-vain']}
  - name: image
    dockerBuild: {context: ../files, tag: shop, buildArgs: {CANARY_ARG: ${canary.buildArg}}}
  - name: own
    runner: {class: Own, file: ../own.mjs, config: {apiToken: ${canary.config}, pin: ${canary.schema}, region: north}}
  - name: chart
    helm:
      release: chart
      chart: ../chart
      values: {fail: false}
      secretValues:
        a.env: {fromEnv: CANARY_HELM}
        a.file: {fromFile: ../files/helm}
        a.command: {fromCommand: cat ../files/helm-command}
  - name: last
    script:
      run: &tell |
        env | grep CANARY
        cat ../files/tls.key ../files/shop.env ../files/secret.yaml ../files/helm >&2
        for word in "$CANARY_ENV" "$CANARY_TOKEN"; do printf %s "$word" | base64; done
        exit "\${SCRIPT_EXIT:-0}"
      onDestroy: *tell
`,
  });
  mkdirSync(join(project.dir, 'tmp'));
  Object.assign(project.env, {
    CANARY_ENV: canary.env,
    CANARY_HELM: canary.helmEnv,
    CANARY_TOKEN: canary.script,
    TMPDIR: join(project.dir, 'tmp'),
  });
  argumentsSoFar = recordTools(project);
}

/** Every file below a directory, as text. */
function contentsOf(directory: string): string {
  return readdirSync(directory, {recursive: true, encoding: 'utf8'})
    .map((name) => join(directory, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
}

/** Runs kflow, and expects the exit code, and no canary in anything that it said or left. */
async function quiet(code: number, ...args: string[]): Promise<Outcome> {
  const outcome = await project.kflow(...args);
  const {stdout, stderr} = outcome;
  expect({args, leaked: [...seen(stdout), ...seen(stderr)]}).toEqual({args, leaked: []});
  expect({args, code: outcome.code, stderr: outcome.code === code ? '' : stderr}).toEqual({args, code, stderr: ''});
  return outcome;
}

/** Expects no canary in an argument vector, in the state with its journal and lock, in kflow's home, or in a temporary file. */
function expectNothingLeft(): void {
  const argumentVectors = argumentsSoFar();
  expect(argumentVectors).toContain('kubectl\n');
  const places = {
    arguments: argumentVectors,
    state: readOrEmpty('state'),
    home: readOrEmpty('home'),
    temporary: readOrEmpty('tmp'),
  };
  const leaked = Object.entries(places).map(([name, text]) => [name, seen(text)]);
  expect(leaked).toEqual(Object.keys(places).map((name) => [name, []]));
}

function readOrEmpty(directory: string): string {
  try {
    return contentsOf(join(project.dir, directory));
  } catch {
    return '';
  }
}

test('this test sees what it looks for', () => {
  for (const [name, value] of Object.entries(canary)) {
    for (const form of formsOf(value)) expect(seen(`x ${form} y`).map((line) => line.split(':')[0])).toContain(name);
  }
});

/** What may be asked of a cluster where all is applied. */
const everyCommand = [
  ['apply', '--json', '-v'],
  ['apply', '--dry-run'],
  ['apply', '--dry-run', '--json', '-v'],
  ['reload', '-v'],
  ['restart', '-v'],
  ['helm', '-v'],
  ['status'],
  ['status', '--json'],
  ['health'],
  ['health', '--json', '-v'],
  ['plan', '--json'],
  ['graph', '--format', 'dot'],
  ['graph', '--format', 'json'],
  ['list', '--json'],
  ['validate', '--json'],
  ['runners', '--json'],
  ['state', 'show', '--json'],
];

/** Those of them where helm takes part. */
const ofHelm = [
  ['helm', '-v', '--json'],
  ['apply', '--dry-run', '-v'],
  ['status', '--json'],
];

describe.each<HelmMajor>([4, 3])('no secret is shown or kept, with helm %i', (helm) => {
  beforeEach(() => make(helm));

  test('when all goes well', async () => {
    const applied = await quiet(0, 'apply', '-v');
    // It was told, and masked: the test would not notice a silent kflow.
    expect(applied.stderr).toMatch(/config \{"apiToken":"\*\*\*","pin":"\*\*\*","region":"north"\}/);
    expect(applied.stderr).toMatch(/CANARY_TOKEN=\*\*\*/);
    const stored = await project.kubectl('-n', project.namespace, 'get', 'secret', '-o', 'json');
    for (const key of ['literal', 'env', 'command', 'data', 'kustomize', 'applied', 'stdin'] as const)
      expect(stored).toContain(Buffer.from(canary[key]).toString('base64'));
    for (const args of helm === 4 ? everyCommand : ofHelm) await quiet(0, ...args);
    project.write({'files/secret.yaml': readFileSync(join(project.dir, 'files/secret.yaml'), 'utf8') + '\n'});
    await quiet(0, 'status', '--json');
    await quiet(0, 'destroy', '--dry-run', '-v');
    await quiet(0, 'destroy', '-y', '-v');
    expectNothingLeft();
  });
});

describe('no secret is shown or kept', () => {
  beforeEach(() => make(4));

  const failures: [string, () => void][] = [
    ['a script tells all and fails', () => (project.env.SCRIPT_EXIT = '3')],
    ['a command in a pod tells all and fails', () => project.write({'in-vain': ''})],
    ['a build shows its arguments and fails', () => (project.env.DOCKER_EXIT = '3')],
    ['a runner throws its config', () => (project.env.FAIL = 'runner')],
    ['a chart quotes its values', () => replace('resources/shop.yaml', '{fail: false}', '{fail: true}')],
    [
      'the server refuses a Secret',
      () =>
        replace('files/secret.yaml', 'metadata: {name: written}', 'type: kubernetes.io/tls\nmetadata: {name: written}'),
    ],
    ['a Secret is no valid one', () => replace('files/secret.yaml', 'data: {', 'immutable: perhaps\ndata: {')],
    ['a Secret is no valid YAML', () => replace('files/secret.yaml', 'stringData: {text: ', 'stringData: {text: "')],
  ];

  test.each(failures)('when %s', async (_, spoil) => {
    spoil();
    await quiet(1, 'apply', '-v');
    await quiet(1, 'apply', '--json', '--keep-going');
    await project.kflow('destroy', '-y', '--json');
    expectNothingLeft();
  });

  const mistakes: [string, string, string][] = [
    ['an unknown key', '      fromEnv: {env', '      fromEnvs: {env'],
    ['a value of the wrong type', `pin: ${canary.schema}`, `pin: [${canary.schema}]`],
  ];

  test.each(mistakes)('when the config has %s', async (_, from, to) => {
    replace('resources/shop.yaml', from, to);
    await quiet(2, 'apply');
    await quiet(2, 'validate', '--json');
    expect(argumentsSoFar()).toBe('');
  });

  function replace(path: string, from: string, to: string): void {
    const text = readFileSync(join(project.dir, path), 'utf8');
    expect(text).toContain(from);
    project.write({[path]: text.replace(from, () => to)});
  }
});
