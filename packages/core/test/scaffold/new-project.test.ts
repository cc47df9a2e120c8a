import {expect, test} from '@jest/globals';
import {checkScaffold, memoryFiles, scaffoldNewProject} from '../../src/index.js';
import type {NewProjectRequest} from '../../src/index.js';

async function start(more: Partial<NewProjectRequest>, there: {[path: string]: string} = {}) {
  const files = memoryFiles({'/p/': '', ...there}, {cwd: '/p'});
  const request = {config: '/p/kflow.yaml', name: 'web', namespace: 'shop', ...more};
  const scaffold = await scaffoldNewProject(request, files);
  const {project, diagnostics} = await checkScaffold(scaffold, files);
  return {scaffold, project, diagnostics};
}

test('an example: three files that load', async () => {
  const {scaffold, project, diagnostics} = await start({});
  expect(diagnostics).toEqual([]);
  expect(scaffold.files.map(({path}) => path)).toEqual([
    '/p/kflow.yaml',
    '/p/resources/web.yaml',
    '/p/manifests/web.yaml',
  ]);
  expect(project!.phases.map(({name}) => name)).toEqual(['cluster', 'data', 'apps', 'edge']);
  expect(project!.resources).toMatchObject([
    {name: 'web', namespace: 'shop', phase: 'apps', workloads: [{kind: 'deployment', name: 'web'}]},
  ]);
});

test('phases of the own choice; names that YAML would take for something else', async () => {
  const {project, diagnostics} = await start({name: 'no', phases: ['1', 'true', 'last']});
  expect(diagnostics).toEqual([]);
  expect(project!.phases.map(({name}) => name)).toEqual(['1', 'true', 'last']);
  expect(project!.resources[0]).toMatchObject({name: 'no', phase: 'last'});
  expect((await start({phases: ['apps', 'last']})).project!.resources[0]!.phase).toBe('apps');
});

test('a chart: a path is written as seen from the resource, anything else as it is', async () => {
  const chart = {'/p/charts/web/Chart.yaml': 'name: web\n'};
  for (const path of ['charts/web', './charts/web', '/p/charts/web']) {
    const {project, scaffold, diagnostics} = await start({chart: path}, chart);
    expect(diagnostics).toEqual([]);
    expect(scaffold.files).toHaveLength(2);
    expect(scaffold.files[1]!.text).toContain('chart: ../charts/web\n');
    expect(project!.resources[0]!.steps[0]!.spec).toMatchObject({kind: 'helm', chart: '/p/charts/web', release: 'web'});
  }
  const named = await start({chart: 'nginx', repo: 'https://charts.example.com'}, chart);
  expect(named.project!.resources[0]!.steps[0]!.spec).toMatchObject({
    chart: 'nginx',
    repo: {url: 'https://charts.example.com'},
  });
  const missing = await start({chart: './nowhere'});
  expect(missing.project).toBeUndefined();
  expect(missing.diagnostics).toMatchObject([{code: 'KF503', message: 'chart `../nowhere` does not exist'}]);
});

test('manifests that lie in `resources` are not taken for resources', async () => {
  const there = {'/p/resources/old.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: old}\n'};
  const {scaffold, diagnostics} = await start({}, there);
  expect(diagnostics).toEqual([]);
  expect(scaffold.files[1]!.path).toBe('/p/kflow/web.yaml');
});
