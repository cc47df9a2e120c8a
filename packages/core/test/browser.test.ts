import {fileURLToPath} from 'node:url';
import {createContext, runInContext} from 'node:vm';
import {expect, test} from '@jest/globals';
import {build} from 'esbuild';

const files = {
  'kflow.yaml': 'kflow: {version: v1, kind: Config}\nphases: [one, two]\nresources: [r.yaml]\n',
  'r.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: web
phase: two
dependsOn: [db]
steps:
  - {name: b, dependsOn: [c], script: {run: echo b}}
  - {name: c, script: {run: echo c}}
---
kflow: {version: v1, kind: ResourceDefinition}
name: db
phase: one
steps: [{name: a, script: {run: echo a}}]
`,
};

test('a project is loaded, planned and drawn without anything of Node', async () => {
  const {outputFiles, warnings, metafile} = await build({
    entryPoints: [fileURLToPath(new URL('../src/index.ts', import.meta.url))],
    bundle: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'kflow',
    write: false,
    metafile: true,
  });
  expect(warnings).toEqual([]);
  // The validators are precompiled: the compiler must not come along.
  expect(Object.keys(metafile.inputs).filter((path) => /node_modules\/ajv\/|src\/node/.test(path))).toEqual([]);
  // A new context has the language's own globals only: no process, Buffer, require, setTimeout or URL.
  const context = createContext({files, console: {}});
  runInContext(outputFiles[0]!.text, context);
  const run = `(async () => {
    const {project, diagnostics} = await kflow.loadProject({config: 'kflow.yaml', files: kflow.memoryFiles(files)});
    if (!project) throw new Error(JSON.stringify(diagnostics));
    const graph = kflow.buildGraph(project);
    const {plan} = kflow.createPlan(project, graph, {operation: 'apply', targets: ['w*']});
    return JSON.stringify({plan, globals: typeof process + typeof require + typeof Buffer, order: kflow.renderOrder(plan)});
  })()`;
  const {plan, globals, order} = JSON.parse(await runInContext(run, context));
  expect(globals).toBe('undefinedundefinedundefined');
  expect(
    plan.phases.map(({name, steps}: {name: string; steps: {id: string}[]}) => [name, steps.map(({id}) => id)]),
  ).toEqual([
    ['one', ['db.a']],
    ['two', ['web.c', 'web.b']],
  ]);
  expect(order).toContain('3. web.b');
});
