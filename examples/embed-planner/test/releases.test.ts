import assert from 'node:assert/strict';
import {test} from 'node:test';
import {memoryFiles, planProject} from '@kflow/core';
import {releasesIn} from '../src/releases.js';
import {report} from '../src/report.js';

/** Plans one resource file, without a file system. */
async function releases(namespace: string, resources: string) {
  const config = 'kflow: {version: v1, kind: Config}\nresources: [app.yaml]\n';
  const files = memoryFiles({'kflow.yaml': config, 'app.yaml': resources});
  const {project, plan, diagnostics} = await planProject({config: 'kflow.yaml', files});
  assert.ok(plan, JSON.stringify(diagnostics));
  return releasesIn(namespace, project, plan);
}

const resource = (name: string, namespace: string, rest: string) =>
  `kflow: {version: v1, kind: ResourceDefinition}\nname: ${name}\nnamespace: ${namespace}\n${rest}\n`;

test('releases of the namespace, in the order in which they are installed', async () => {
  const found = await releases(
    'shop',
    [
      resource('web', 'shop', 'dependsOn: [db]\nhelm: {chart: repo/web}'),
      resource('db', 'shop', 'helm: {chart: repo/db, version: 1.2.3}'),
      resource('other', 'elsewhere', 'helm: {chart: repo/other}'),
    ].join('---\n'),
  );
  assert.deepEqual(
    found.map(({release, version, after}) => ({release, version, after})),
    [
      {release: 'db', version: '1.2.3', after: []},
      {release: 'web', version: 'newest', after: ['db ready']},
    ],
  );
});

test("a release may go into another namespace than its resource's", async () => {
  const found = await releases('shop', resource('exporter', 'monitoring', 'helm: {chart: repo/x, namespace: shop}'));
  assert.deepEqual(
    found.map(({step}) => step),
    ['exporter.helm'],
  );
});

test('what is not helm does not count', async () => {
  assert.deepEqual(
    await releases('shop', resource('seed', 'shop', 'steps: [{name: seed, script: {run: "true"}}]')),
    [],
  );
});

test('the report', () => {
  assert.equal(report('shop', 'web', []), 'shop: no release touches web');
});
