// What lies about in a project's folder changes nothing, and what only looks at a config runs none of its code.
import {existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, expect, test} from '@jest/globals';
import {Project} from '../../harness/project.js';
import {configMap, rootConfig} from '../../harness/yaml.js';

let project: Project;
afterEach(() => project.remove());

/** Shouts wherever it is run or imported. */
const shout = `require('node:fs').writeFileSync('PWNED', ''); console.log('PWNED');`;
const shoutModule = `import {writeFileSync} from 'node:fs'; writeFileSync('PWNED', ''); console.log('PWNED');`;
const script = '#!/bin/sh\ntouch PWNED; echo PWNED\n';

/** Files that some tool or library would take orders from. */
const planted = {
  '.env':
    'NODE_OPTIONS=--require=./shout.cjs\nZX_PREFIX=touch PWNED;\nZX_SHELL=./kubectl\nKFLOW_CONFIG=other.yaml\nKUBECONFIG=other\nPATH=.\nJITI_DEBUG=1\nDEBUG=*\n',
  '.env.local': 'NODE_OPTIONS=--require=./shout.cjs\n',
  '.npmrc': 'node-options=--require=./shout.cjs\nscript-shell=./kubectl\n',
  '.zxrc': shout,
  '.kflowrc': shout,
  '.oclif.manifest.json': '{}',
  'node.config.json': '{"nodeOptions": {"import": "./shout.mjs"}}',
  'tsconfig.json': '{"compilerOptions": {"paths": {"*": ["./shout.cjs"]}, "plugins": [{"name": "./shout.cjs"}]}}',
  'package.json': JSON.stringify({
    name: 'planted',
    main: './shout.cjs',
    imports: {'#*': './shout.cjs'},
    zx: {prefix: 'touch PWNED;'},
    oclif: {commands: './shout.cjs', hooks: {init: './shout.cjs'}, plugins: ['planted']},
    bin: {kubectl: './kubectl'},
  }),
  'shout.cjs': shout,
  'shout.mjs': shoutModule,
  'zx.mjs': shoutModule,
  kubectl: script,
  helm: script,
  'node_modules/.bin/kubectl': script,
  'node_modules/.bin/helm': script,
  'node_modules/planted/package.json':
    '{"name": "planted", "main": "index.js", "oclif": {"hooks": {"init": "./index.js"}}}',
  'node_modules/planted/index.js': shout,
  ...Object.fromEntries(
    ['zx', '@oclif/core', 'yaml', 'jiti', 'picocolors', '@kflow/core', '@kflow/exec', '@kflow/runners'].flatMap(
      (name) => [
        [`node_modules/${name}/package.json`, JSON.stringify({name, main: 'index.js'})],
        [`node_modules/${name}/index.js`, shout],
      ],
    ),
  ),
};

/** A project that runs code of its own in every way there is. */
const files = {
  'kflow.yaml': rootConfig().replace('phases: []', 'phases: [one]\nrunners: [./runner.mjs, planted]'),
  'runner.mjs': `${shoutModule}\nexport class Shout {}\n`,
  'resources/app.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: app
namespace: NS
phase: one
manifests: [../manifests]
helm: {chart: ../chart, secretValues: {a: {fromCommand: touch PWNED}}}
runners: [{class: Shout, file: ../runner.mjs}]
steps:
  - name: script
    script: {run: touch PWNED, onDestroy: touch PWNED}
  - name: kustomize
    kustomize: {path: ../kustomization}
  - name: secret
    secret: {name: s, fromCommand: {a: touch PWNED}}
`,
  'manifests/a.yaml': configMap('a'),
  'chart/Chart.yaml': 'apiVersion: v2\nname: chart\nversion: 1.0.0\n',
  'chart/templates/a.yaml': configMap('from-chart'),
  'kustomization/kustomization.yaml': 'generators: [plugin.yaml]\nresources: [a.yaml]\n',
  'kustomization/a.yaml': configMap('kustomized'),
  'kustomization/plugin.yaml': `apiVersion: kflow.dev/v1
kind: Shout
metadata:
  name: shout
  annotations: {config.kubernetes.io/function: "exec: {path: ../kubectl}"}
`,
};

const looks = [
  ['plan'],
  ['graph'],
  ['graph', '--format', 'html'],
  ['list'],
  ['plan', '--json'],
  ['__complete', 'bash', 'kflow apply '],
];

test('plan, graph, list and completion run no code of a project, and start no program', async () => {
  project = new Project().write(files);
  // Not even kubectl: there is none.
  project.env.PATH = join(project.dir, 'nowhere');
  for (const look of looks) {
    const outcome = await project.kflow(...look);
    expect({look, ...outcome}).toMatchObject({look, code: 0, stderr: ''});
    expect(existsSync(join(project.dir, 'PWNED'))).toBe(false);
  }
  expect(readdirSync(project.dir).sort()).toEqual([
    'chart',
    'home',
    'kflow.yaml',
    'kustomization',
    'manifests',
    'resources',
    'runner.mjs',
  ]);
});

test('what is planted beside a config changes nothing of what kflow prints', async () => {
  project = new Project().write(files);
  const before = [];
  for (const look of looks) before.push(await project.kflow(...look));
  project.write(planted);
  const after = [];
  for (const look of looks) after.push(await project.kflow(...look));
  expect(after).toEqual(before);
  expect(existsSync(join(project.dir, 'PWNED'))).toBe(false);
});

test('an apply beside planted files and under ZX_* and JITI_* variables is the same apply', async () => {
  const plain = {
    'kflow.yaml': rootConfig(),
    'resources/app.yaml': files['resources/app.yaml']
      .split('helm:')[0]!
      .replace('phase: one\n', '')
      .concat('steps:\n  - name: script\n    script: {run: echo "$0 $GREETING", workdir: ..}\n'),
    'manifests/a.yaml': configMap('a'),
  };
  project = new Project().write(plain).write(planted);
  Object.assign(project.env, {
    ZX_PREFIX: 'touch PWNED;',
    ZX_POSTFIX: ';touch PWNED',
    ZX_SHELL: './kubectl',
    ZX_VERBOSE: 'true',
    ZX_CWD: '/',
    ZX_TIMEOUT: '1ms',
    JITI_FS_CACHE: 'true',
    JITI_DEBUG: '1',
    JITI_ALIAS: '{"@kflow/runners": "./shout.cjs"}',
    OCLIF_TS_NODE: '1',
    KFLOW_USE_TSC: '1',
    GREETING: '$(touch PWNED)',
  });
  const {code, stderr} = await project.kflow('apply', '-v');
  expect({code, pwned: stderr.includes('PWNED)')}).toEqual({code: 0, pwned: true});
  expect(stderr).not.toContain('JITI');
  expect(await project.exists('configmap/a')).toBe(true);
  expect(existsSync(join(project.dir, 'PWNED'))).toBe(false);
});
