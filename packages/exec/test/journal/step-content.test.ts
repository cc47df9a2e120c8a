import {mkdir, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {loadProjectFromDisk} from '@kflow/core/node';
import type {Project, Step} from '@kflow/core';
import {outsideOf, stepContent, whatChanged} from '../../src/journal/step-content.js';
import {temporary} from '../state/temporary.js';

const files: {[path: string]: string} = {
  'kflow.yaml': 'kflow: {version: v1, kind: Config}\nresources: [all.yaml]\nrunners: [shared.mjs]\n',
  'all.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: all
steps:
  - {name: files, manifests: [a.yaml]}
  - {name: url, manifests: ['https://example.com/a.yaml']}
  - {name: chart, helm: {chart: ./chart, valuesFiles: [values.yaml], values: {a: 1}}}
  - {name: secretive, helm: {chart: ./chart, secretValues: {a: {fromEnv: A}}}}
  - {name: own, runner: {class: Own, file: own.mjs, config: {a: 1}}}
  - {name: shared, runner: {class: Shared}}
  - {name: script, script: {run: echo}}
  - {name: exec, exec: {command: [ls], pod: p}}
  - {name: ns, createNamespace: {name: n}}
  - {name: secret, secret: {name: s, literals: {a: b}}}
  - {name: conf, configmap: {name: s, literals: {a: b}}}
  - {name: kust, kustomize: {path: kust}}
  - {name: image, dockerBuild: {context: ., tag: a}}
  - {name: wait, wait: {for: pod/p, delete: true}}
  - {name: rollout, rolloutWait: {}}
`,
  'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n',
  'values.yaml': 'a: 1\n',
  'chart/Chart.yaml': 'name: c\nversion: 1.0.0\napiVersion: v2\n',
  'chart/templates/a.yaml': 'kind: A\n',
  'kust/kustomization.yaml': 'resources: []\n',
  'own.mjs': 'export class Own {}\n',
  'shared.mjs': 'export class Shared {}\n',
};

async function load(): Promise<{dir: string; project: Project; step(name: string): Step}> {
  const dir = await temporary();
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(dir, path, '..'), {recursive: true});
    await writeFile(join(dir, path), text);
  }
  const {project, diagnostics} = await loadProjectFromDisk(join(dir, 'kflow.yaml'));
  if (!project) throw new Error(JSON.stringify(diagnostics));
  return {dir, project, step: (name) => project.resources[0]!.steps.find((step) => step.name === name)!};
}

test.each(['url', 'secretive', 'secret', 'conf', 'kust', 'image', 'wait', 'rollout'])(
  '%s hangs on something outside of the project',
  async (name) => {
    const {project, step} = await load();
    expect(outsideOf(project, step(name))).toEqual(expect.any(String));
    expect(await stepContent(project, step(name))).toBeUndefined();
  },
);

test.each([
  ['files', 'a.yaml'],
  ['chart', 'values.yaml'],
  ['chart', 'chart/templates/a.yaml'],
  ['own', 'own.mjs'],
  ['shared', 'shared.mjs'],
])('%s changes with %s, and is the same while that is', async (name, path) => {
  const {dir, project, step} = await load();
  const before = (await stepContent(project, step(name)))!;
  expect(await stepContent(project, step(name))).toEqual(before);
  await writeFile(join(dir, path), 'other: text\n');
  const after = (await stepContent(project, step(name)))!;
  expect(whatChanged(before, after, (changed) => changed)).toMatch(/ changed$/);
  expect(whatChanged(after, after, (changed) => changed)).toBeUndefined();
});

test('a file more in a chart is a change', async () => {
  const {dir, project, step} = await load();
  const before = (await stepContent(project, step('chart')))!;
  await writeFile(join(dir, 'chart/templates/b.yaml'), '');
  expect(await stepContent(project, step('chart'))).not.toEqual(before);
});

test.each([
  ['files', 'serverSide: true'],
  ['files', 'namespace: other'],
  ['chart', 'a: 2'],
  ['own', 'config: {a: 2}'],
  ['script', 'run: date'],
  ['exec', 'command: [pwd]'],
  ['ns', 'name: m'],
])('%s changes with its definition: %s', async (name, change) => {
  const {project, step} = await load();
  const before = (await stepContent(project, step(name)))!;
  const changed = structuredClone(step(name));
  const spec = changed.spec as {[key: string]: unknown};
  if (change.startsWith('serverSide')) changed.serverSide = true;
  else if (change.startsWith('namespace')) changed.namespace = 'other';
  else if (change === 'a: 2') spec['values'] = {a: 2};
  else if (change.startsWith('config')) spec['config'] = {a: 2};
  else if (change.startsWith('run')) spec['run'] = 'date';
  else if (change.startsWith('command')) spec['command'] = ['pwd'];
  else spec['name'] = 'm';
  const after = (await stepContent(project, changed))!;
  expect(whatChanged(before, after, String)).toBe('its definition changed');
});

test('where a step stands in its file, and what it waits for, does not matter', async () => {
  const {project, step} = await load();
  const moved = structuredClone(step('files'));
  moved.at = {...moved.at, line: 99};
  moved.dependsOn = [{text: 'script', at: moved.at}];
  expect(await stepContent(project, moved)).toEqual(await stepContent(project, step('files')));
});

test('a file that cannot be read leaves the step without content', async () => {
  const {dir, project, step} = await load();
  await rm(join(dir, 'a.yaml'));
  expect(await stepContent(project, step('files'))).toBeUndefined();
});
