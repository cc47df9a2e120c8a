import {createPlan} from '@kflow/core';
import {expect, test} from '@jest/globals';
import {describeDestroy} from '../src/confirm-destroy.js';
import {fakeTerminal} from './fake-terminal.js';
import {inMemoryProject} from './in-memory-project.js';

const files = {
  'kflow.yaml': 'kflow: {version: v1, kind: Config}\nresources: [r.yaml]\n',
  'r.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: db
namespace: data
manifests: [m.yaml, n.yaml]
---
kflow: {version: v1, kind: ResourceDefinition}
name: kept
namespace: kept
keepNamespace: true
dependsOn: [db]
steps: [{name: tidy, script: {run: 'true'}}]
---
kflow: {version: v1, kind: ResourceDefinition}
name: web
namespace: shop
dependsOn: [db]
manifests: [m.yaml]
helm: {release: shop-web, chart: chart}
`,
  'm.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\n',
  'n.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: n}\n',
  'chart/Chart.yaml': 'apiVersion: v2\nname: chart\nversion: 1.0.0\n',
};

async function describe(deleteNamespaces: boolean): Promise<string> {
  const {project, graph} = await inMemoryProject(files);
  const {plan} = createPlan(project, graph, {operation: 'destroy', targets: ['db']});
  const session = {context: 'staging', identity: 'uid-1', server: 'https://10.0.0.1:6443'};
  const lines = describeDestroy({
    project,
    plan: plan!,
    session,
    deleteNamespaces,
    force: false,
    terminal: fakeTerminal().terminal,
  });
  return lines.join('\n');
}

test('says what goes, why, and from where', async () => {
  expect(await describe(false)).toBe(`\
This destroys 3 resources in context staging (cluster uid-1 at https://10.0.0.1:6443):
  web   shop: 1 manifest file; helm release shop-web (depends on what was named)
  kept  kept: step tidy (depends on what was named)
  db    data: 2 manifest files`);
});

test('names the namespaces that go, not those that stay', async () => {
  expect(await describe(true)).toMatch(
    /\nand deletes the namespaces data, shop unless others have something in them\.$/,
  );
});

test('sixty resources fit on a small terminal, every name included', async () => {
  const names = Array.from({length: 60}, (_, index) => `service-${index}`);
  const {project, graph} = await inMemoryProject({
    'kflow.yaml': 'kflow: {version: v1, kind: Config}\nresources: [r.yaml]\n',
    'm.yaml': files['m.yaml'],
    'r.yaml': names
      .map(
        (name, index) =>
          `kflow: {version: v1, kind: ResourceDefinition}\nname: ${name}\nnamespace: ${index % 2 ? 'shop' : 'data'}\nmanifests: [m.yaml]\n`,
      )
      .join('---\n'),
  });
  const {plan} = createPlan(project, graph, {operation: 'destroy'});
  const lines = describeDestroy({
    project,
    plan: plan!,
    session: {context: 'staging'},
    deleteNamespaces: true,
    force: false,
    terminal: fakeTerminal({width: 80}).terminal,
  });
  expect(lines.length).toBeLessThanOrEqual(22);
  expect(lines.every((line) => line.length <= 80)).toBe(true);
  const text = lines.join('\n');
  for (const name of names) expect(text).toMatch(new RegExp(`\\b${name}\\b`));
  expect(lines[0]).toBe('This destroys 60 resources in context staging:');
  expect(text).toContain('  data (30): ');
  expect(lines.at(-2)).toBe('  in all: 60 manifest files');
  expect(lines.at(-1)).toBe('and deletes the namespaces data, shop unless others have something in them.');
});
