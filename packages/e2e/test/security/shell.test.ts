// No shell ever sees a value: every name, path and value that could be a command arrives as the text that it is.
import {existsSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, describe, expect, test} from '@jest/globals';
import {Project} from '../../harness/project.js';
import type {HelmMajor} from '../../harness/sandbox.js';
import {recordTools} from '../../harness/recorded-tools.js';
import {rootConfig} from '../../harness/yaml.js';

let project: Project;
afterEach(() => project.remove());

/** What a shell would run, in every way of saying it. */
const hostile = `$(touch PWNED) \`touch PWNED\` ; touch PWNED & touch PWNED | touch PWNED\ntouch PWNED\n' "; touch PWNED; " ' \${IFS}touch\${IFS}PWNED $PATH !! ~ * > PWNED`;
/** As a file's name: without a slash. */
const hostileName = `$(touch PWNED) 'a' "b" ;touch PWNED; \`touch PWNED\` & {x,y} *`;

/** Every file below the project, so that nothing was made anywhere. */
const made = () => readdirSync(project.dir, {recursive: true}).filter((path) => String(path).endsWith('PWNED'));

describe.each<HelmMajor>([4, 3])('with helm %i', (helm) => {
  test('values, names of files and of values, and the environment run nothing on their way', async () => {
    project = new Project(helm).write({
      'kflow.yaml': rootConfig(),
      'resources/app.yaml': JSON.stringify({
        kflow: {version: 'v1', kind: 'ResourceDefinition'},
        name: 'app',
        namespace: 'NS',
        description: hostile,
        manifests: [`../manifests/${hostileName}.yaml`],
        helm: {chart: `../${hostileName}`, values: {text: hostile, [hostileName]: hostile, list: [hostile]}},
        steps: [
          {name: 'config', configmap: {name: 'literal', literals: {text: hostile}, fromEnv: {env: 'HOSTILE'}}},
          {name: 'secret', secret: {name: 'literal', literals: {text: hostile}, fromEnv: {env: 'HOSTILE'}}},
          {name: 'script', script: {run: 'printf %s "$HOSTILE" > told', workdir: '..'}},
        ],
      }),
      [`manifests/${hostileName}.yaml`]: JSON.stringify({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: {name: 'applied', annotations: {text: hostile}},
      }),
      [`${hostileName}/Chart.yaml`]: 'apiVersion: v2\nname: chart\nversion: 1.0.0\n',
      [`${hostileName}/templates/a.yaml`]:
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: from-chart}\ndata:\n  text: {{ .Values.text | toJson }}\n  all: {{ .Values | toJson | toJson }}\n',
    });
    project.env.HOSTILE = hostile;
    const applied = await project.kflow('apply');
    expect(applied).toMatchObject({code: 0});
    const data = async (object: string) =>
      JSON.parse(await project.kubectl('-n', project.namespace, 'get', object, '-o', 'json')) as {
        data: {[key: string]: string};
        metadata: {annotations: {[key: string]: string}};
      };
    expect((await data('configmap/literal')).data).toEqual({text: hostile, env: hostile});
    const base64 = Buffer.from(hostile).toString('base64');
    expect((await data('secret/literal')).data).toEqual({text: base64, env: base64});
    expect((await data('configmap/applied')).metadata.annotations['text']).toBe(hostile);
    const chart = (await data('configmap/from-chart')).data;
    expect(chart['text']).toBe(hostile);
    expect(JSON.parse(chart['all']!)).toMatchObject({[hostileName]: hostile, list: [hostile]});
    for (const command of [['apply', '--dry-run'], ['status'], ['health'], ['reload'], ['destroy', '-y']]) {
      expect({command, ...(await project.kflow(...command))}).toMatchObject({command, code: 0});
    }
    expect(made()).toEqual([]);
  });
});

test('only text that the user wrote as a script is given to a shell, and no value is in it', async () => {
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/app.yaml': JSON.stringify({
      kflow: {version: 'v1', kind: 'ResourceDefinition'},
      name: 'app',
      namespace: 'NS',
      steps: [
        {name: 'config', configmap: {name: 'a', literals: {text: 'canary-literal'}, fromEnv: {env: 'HOSTILE'}}},
        {name: 'script', script: {run: 'test "$KFLOW_RESOURCE" = app'}},
      ],
    }),
  });
  project.env.HOSTILE = 'canary-environment';
  const calls = recordTools(project);
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  expect(calls()).toContain('bash\n-c\ntest "$KFLOW_RESOURCE" = app\n');
  expect(calls()).not.toContain('canary');
});

test('names that begin like flags are refused before anything runs, on the command line too', async () => {
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/app.yaml': JSON.stringify({
      kflow: {version: 'v1', kind: 'ResourceDefinition'},
      name: 'app',
      namespace: 'NS',
      steps: [
        {name: 'a', exec: {pod: '--kubeconfig=/x', command: ['ls']}},
        {name: 'b', helm: {chart: '--post-renderer=./x', release: 'b'}},
        {name: 'c', helm: {chart: './c', release: '--post-renderer=./x'}},
        {name: 'd', wait: {for: '--filename=x/y', condition: 'x'}},
      ],
    }),
  });
  const calls = recordTools(project);
  const {code, stderr} = await project.kflow('apply');
  expect(code).toBe(2);
  expect(stderr.match(/KF308|KF306/g)).toHaveLength(4);
  expect(calls()).toBe('');
  expect(await project.kflow('apply', '--', '--post-renderer=x')).toMatchObject({code: 2});
  expect(calls()).toBe('');
});

test('a context whose name is a flag or a command is only ever a name', async () => {
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/app.yaml':
      'kflow: {version: v1, kind: ResourceDefinition}\nname: app\nnamespace: NS\nsteps: [{name: c, configmap: {name: c, literals: {a: b}}}]\n',
  });
  for (const name of ['--insecure-skip-tls-verify', '$(touch PWNED)', '-o=yaml']) {
    const view = await project.kubectl('config', 'view', '--raw', '--flatten', '--minify', '-o', 'json');
    const config = JSON.parse(view) as {contexts: {name: string}[]; 'current-context': string};
    config.contexts[0]!.name = name;
    config['current-context'] = name;
    // As it is: `project.write` puts the namespace in the place of `NS`, which a certificate in base64 may hold.
    writeFileSync(join(project.dir, 'kubeconfig'), JSON.stringify(config));
    const {code, stderr} = await project.kflow('apply', '--kubeconfig', join(project.dir, 'kubeconfig'), '-v');
    expect({code, stderr}).toMatchObject({code: 0});
    expect(await project.exists('configmap/c')).toBe(true);
    await project.kubectl('-n', project.namespace, 'delete', 'configmap', 'c');
  }
  expect(made()).toEqual([]);
  expect(existsSync('PWNED')).toBe(false);
});
