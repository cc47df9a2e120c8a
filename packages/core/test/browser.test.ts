import {fileURLToPath} from 'node:url';
import {createContext, runInContext} from 'node:vm';
import {expect, test} from '@jest/globals';
import {build} from 'esbuild';
import type {BuildOptions} from 'esbuild';
import {httpCheck} from './plugins/http-check.js';

const files = {
  'kflow.yaml': 'kflow: {version: v1, kind: Config}\nphases: [one, two]\nplugins: [kinds]\nresources: [r.yaml]\n',
  'kinds/kflow-plugin.json': JSON.stringify(httpCheck),
  'r.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: web
phase: two
dependsOn: [db]
steps:
  - {name: b, dependsOn: [c], script: {run: echo b}}
  - {name: c, httpCheck: {url: 'http://web'}}
---
kflow: {version: v1, kind: ResourceDefinition}
name: db
phase: one
steps: [{name: a, script: {run: echo a}}]
`,
};

const options = {
  entryPoints: [fileURLToPath(new URL('../src/index.ts', import.meta.url))],
  bundle: true,
  platform: 'browser',
  write: false,
  metafile: true,
} as const satisfies BuildOptions;

test('what compiles the schemas of plugins comes apart, and only for those who have one', async () => {
  const {metafile} = await build({...options, format: 'esm', splitting: true, outdir: 'out'});
  const outputs = Object.entries(metafile.outputs);
  const [start] = outputs.find(([, {entryPoint}]) => entryPoint?.endsWith('src/index.ts'))!;
  const loaded = new Set([start]);
  for (const path of loaded) {
    for (const {path: other, kind} of metafile.outputs[path]!.imports)
      if (kind === 'import-statement') loaded.add(other);
  }
  const inputs = [...loaded].flatMap((path) => Object.keys(metafile.outputs[path]!.inputs));
  expect(inputs.length).toBeGreaterThan(100);
  expect(inputs.filter((path) => /node_modules\/(ajv|re2js)\/|plugin-validator/.test(path))).toEqual([]);
});

test('a project is loaded, planned and drawn without anything of Node', async () => {
  const {outputFiles, warnings, metafile} = await build({...options, format: 'iife', globalName: 'kflow'});
  expect(warnings).toEqual([]);
  expect(Object.keys(metafile.inputs).filter((path) => path.includes('src/node'))).toEqual([]);
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
