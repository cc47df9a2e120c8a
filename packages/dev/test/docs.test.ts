import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {buildGraph, createPlan, loadProject} from '@kflow/core';
import type {FileReader} from '@kflow/core';
import {nodeFiles} from '@kflow/core/node';
import {root} from '../root.mjs';

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs'), {recursive: true, encoding: 'utf8'}).map((name) => `docs/${name}`),
]
  .concat(readdirSync(join(root, 'packages')).map((name) => `packages/${name}/README.md`))
  .filter((page) => page.endsWith('.md'))
  .filter((page) => {
    try {
      return readFileSync(join(root, page)).length > 0;
    } catch {
      return false;
    }
  });

interface Block {
  page: string;
  line: number;
  text: string;
}

/** The YAML blocks of the docs that are kflow's: those with a `kflow:` block. */
const blocks = pages.flatMap((page): Block[] => {
  const text = readFileSync(join(root, page), 'utf8');
  return [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)]
    .map((match) => ({page, line: text.slice(0, match.index).split('\n').length + 1, text: match[1]!}))
    .filter((block) => /^kflow:/m.test(block.text));
});

const manifest = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: any}\n';
const other = (path: string) =>
  `kflow: {version: v1, kind: ResourceDefinition}\nname: ${path.replace(/\W+/g, '-').slice(1)}\nsteps: []\n`;

/**
 * A file system in which everything that a page speaks of is there. Names that look like directories are directories with a
 * manifest in them; every other file is one.
 */
function everythingExists(files: {[path: string]: string}): FileReader {
  const isDirectory = (path: string) => !/Dockerfile|\.[a-z]+$/i.test(path);
  return {
    cwd: () => '/project',
    home: () => '/home/user',
    kind: async (path) => {
      if (path in files) return 'file';
      if (path.includes('@')) return 'missing'; // an npm package, not a path
      return isDirectory(path) ? 'directory' : 'file';
    },
    read: async (path) =>
      files[path] ?? (path.includes('/resources/') || path.includes('/shared/') ? other(path) : manifest),
    list: async (path) => (path.endsWith('/resources') ? ['any.yaml'] : ['any.yaml', 'any.service.yaml']),
  };
}

/** What the resources of the docs depend on. */
const neighbours = ['database', 'postgres', 'traefik']
  .map(
    (name) =>
      `kflow: {version: v1, kind: ResourceDefinition}\nname: ${name}\nphase: PHASE\nsteps: [{name: install, manifests: [m.yaml]}]\n`,
  )
  .join('---\n');

const plugin = (name: string): string => readFileSync(join(root, 'examples/step-kind-package', name), 'utf8');
/** The plugins that the docs speak of. */
const plugins = {
  '/project/step-kinds/kflow-plugin.json': '{"version": 1, "stepKinds": {}}',
  '/project/node_modules/@example/kflow-sql-migration/package.json': plugin('package.json'),
  '/project/node_modules/@example/kflow-sql-migration/kflow-plugin.json': plugin('kflow-plugin.json'),
};

describe('the YAML in the docs loads', () => {
  test.each(blocks.map((block) => [`${block.page}:${block.line}`, block] as const))('%s', async (_, {text}) => {
    const isConfig = /kind: Config/.test(text);
    const phases = [...new Set([...text.matchAll(/^phase: (.*)$/gm)].map((match) => match[1]))];
    const name = /^name: (.*)$/m.exec(text)?.[1];
    const config = isConfig
      ? text
      : `kflow: {version: v1, kind: Config}\nplugins: ['@example/kflow-sql-migration']\nphases: [${phases.join(', ')}]\nresources: [block.yaml, neighbours.yaml]\n`;
    const files = everythingExists({
      ...plugins,
      '/project/kflow.yaml': config,
      '/project/block.yaml': text,
      '/project/neighbours.yaml': neighbours
        .split('---\n')
        .filter((each) => !each.includes(`name: ${name}\n`))
        .join('---\n')
        .replaceAll('phase: PHASE\n', phases[0] ? `phase: ${phases[0]}\n` : ''),
    });
    const {project, diagnostics} = await loadProject({config: '/project/kflow.yaml', files});
    expect(diagnostics.filter((each) => each.severity === 'error')).toEqual([]);
    expect(buildGraph(project!).diagnostics.filter((each) => each.severity === 'error')).toEqual([]);
  });

  test('there are some', () => {
    expect(blocks.length).toBeGreaterThan(10);
  });
});

describe('the examples load and plan', () => {
  // A package has its project beside it.
  const configs = readdirSync(join(root, 'examples')).flatMap((name) =>
    [`${name}/kflow.yaml`, `${name}/project/kflow.yaml`].filter((path) => existsSync(join(root, 'examples', path))),
  );
  test.each(configs)('%s', async (path) => {
    const {project, diagnostics} = await loadProject({config: join(root, 'examples', path), files: nodeFiles()});
    expect(diagnostics).toEqual([]);
    const {plan} = createPlan(project!, buildGraph(project!), {operation: 'apply'});
    expect(plan!.resources.length).toBeGreaterThan(0);
  });

  test('those that are projects', () => {
    expect(configs).toEqual(
      expect.arrayContaining(['from-kflow-py', 'longhorn-traefik', 'web-app'].map((name) => `${name}/kflow.yaml`)),
    );
  });
});
