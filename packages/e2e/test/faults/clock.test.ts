import {fileURLToPath} from 'node:url';
import {afterEach, expect, test} from '@jest/globals';
import {Project} from '../../harness/project.js';
import {deployment, resource, rootConfig} from '../../harness/yaml.js';

const preload = fileURLToPath(new URL('../../harness/preload/clock-jump.mjs', import.meta.url));

let project: Project;
afterEach(() => project.remove());

test.each([
  ['forwards', 6 * 3_600_000],
  ['backwards', -6 * 3_600_000],
])('the clock jumps %s by six hours during a wait: no wait ends early, and none late', async (_, by) => {
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/web.yaml': resource('web', 'web.yaml'),
    'manifests/web.yaml': deployment('web', {readyAfter: '4s'}),
  });
  project.env = {
    ...project.env,
    NODE_OPTIONS: `--import=${preload}`,
    KFLOW_TEST_JUMP: JSON.stringify({after: 1500, by}),
  };
  expect(await project.kflow('apply', '--timeout', '60s')).toMatchObject({code: 0});
  project.write({'manifests/web.yaml': deployment('web', {pod: 'never'})});
  const late = await project.kflow('apply', '--timeout', '5s');
  expect(late.code).toBe(1);
  expect(late.stderr).toMatch(/timed out after 5 s/);
});
