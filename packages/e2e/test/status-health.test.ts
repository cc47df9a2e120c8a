import {afterEach, expect, test} from '@jest/globals';
import type {Project} from '../harness/project.js';
import {twoResources} from '../harness/two-resources.js';
import {configMap} from '../harness/yaml.js';

let project: Project;
afterEach(() => project.remove());

test('status shows drift after a manifest is edited, until it is applied again', async () => {
  project = twoResources();
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  const row = async () =>
    (await project.json('status')).resources.find((each: {name: string}) => each.name === 'config');
  expect(await row()).toMatchObject({state: 'applied', drift: []});
  project.write({'manifests/config.yaml': configMap('config', '2')});
  const drifted = await row();
  expect(drifted.drift).toHaveLength(1);
  expect(drifted.drift[0]).toMatch(/config\.yaml$/);
  expect((await project.kflow('status')).stdout).toMatch(/config\.yaml|1 file/);
  expect(await project.kflow('apply', 'config')).toMatchObject({code: 0});
  expect(await row()).toMatchObject({drift: []});
});

test('health exits 1 on an unhealthy workload and says why', async () => {
  project = twoResources();
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  expect((await project.kflow('health')).code).toBe(0);
  const kubectl = (...args: string[]) => project.kubectl('-n', project.namespace, ...args);
  await kubectl(
    'patch',
    'deployment/web',
    '-p',
    '{"spec":{"template":{"metadata":{"labels":{"sandbox.kflow.dev/pod":"never"}}}}}',
  );
  const {code, stdout} = await project.kflow('health');
  expect(code).toBe(1);
  expect(stdout).toMatch(/deployment\/web/);
  const report = await project.json('health', 'web');
  expect(report).toMatchObject({healthy: false, resources: [{name: 'web', healthy: false}]});
  // A workload that is gone altogether is no better.
  await kubectl('delete', 'deployment/web');
  expect((await project.kflow('health', 'web')).code).toBe(1);
  expect((await project.kflow('health', 'config')).code).toBe(0);
});

test('live truth is asked of the cluster, not taken from state', async () => {
  project = twoResources();
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  expect(await project.kflow('state', 'clear', '--yes')).toMatchObject({code: 0});
  const {resources} = await project.json('status', 'web');
  expect(resources[0]).toMatchObject({state: 'unknown', ready: 2, total: 2});
});
