import {expect, test} from '@jest/globals';
import {buildGraph, createPlan, loadProject, memoryFiles, planProject} from '../../src/index.js';

const config = 'kflow: {version: v1, kind: Config}\nphases: [one, two]\nresources: [app.yaml]\n';
const resource = (name: string, more = '') =>
  `kflow: {version: v1, kind: ResourceDefinition}\nname: ${name}\n${more}\nsteps: [{name: a, script: {run: echo a}}]\n`;
const request = (app: string, more = '') => ({
  config: 'kflow.yaml',
  files: memoryFiles({'kflow.yaml': config + more, 'app.yaml': app}),
});
const two = `${resource('db', 'phase: one')}---\n${resource('web', 'phase: two\ndependsOn: [db]')}`;
/** One warning each: of the files, and of the graph, about `db` and about `web`. */
const backwards = `${resource('db', 'phase: one\ndependsOn: [web]')}---\n${resource('web', 'phase: two')}---\n${resource('docs')}`;

test('it comes to what loading, graph and plan come to one after the other', async () => {
  const {project, graph, plan, diagnostics} = await planProject({
    ...request(two),
    operation: 'destroy',
    targets: ['db'],
    deps: false,
  });
  const loaded = await loadProject(request(two));
  expect(project).toEqual(loaded.project);
  expect(graph).toEqual(buildGraph(loaded.project!));
  expect(plan).toEqual(createPlan(project!, graph!, {operation: 'destroy', targets: ['db'], deps: false}).plan);
  expect(plan!.resources.map(({name}) => name)).toEqual(['db']);
  expect(diagnostics).toEqual([]);
});

test('without a request, everything is planned for apply', async () => {
  const {plan} = await planProject(request(two));
  expect(plan).toMatchObject({operation: 'apply', phases: [{steps: [{id: 'db.a'}]}, {steps: [{id: 'web.a'}]}]});
});

test('the warnings of what is planned come along, each once', async () => {
  const all = await planProject(request(backwards));
  expect(all.diagnostics.map(({severity, message}) => `${severity}: ${message}`)).toEqual([
    expect.stringMatching(/^warning: .*later phase/),
  ]);
  expect((await planProject({...request(backwards), targets: ['docs'], deps: false})).diagnostics).toEqual([]);
});

test('a file with an error: all problems, nothing else', async () => {
  const planned = await planProject(request(resource('web', 'phases: two'), 'contexts: x\n'));
  expect(planned).toEqual({plan: undefined, diagnostics: expect.anything()});
  expect(planned.diagnostics.map(({at}) => at?.file)).toEqual(['/kflow.yaml', '/app.yaml']);
});

test('an unknown reference and an unknown target: the graph is there to be drawn, each problem once', async () => {
  const {project, graph, plan, diagnostics} = await planProject({
    ...request(`${resource('db')}---\n${resource('web', 'dependsOn: [dbb]')}`),
    targets: ['wev'],
  });
  expect(project?.resources).toHaveLength(2);
  expect(graph?.nodes).toHaveLength(2);
  expect(plan).toBeUndefined();
  expect(diagnostics.map(({message}) => message)).toEqual([
    expect.stringContaining('`dbb`'),
    expect.stringContaining('`wev`'),
  ]);
});
