import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, expect, test} from '@jest/globals';
import {events} from '../harness/events.js';
import {Project} from '../harness/project.js';
import {until} from '../harness/until.js';
import {configMap, deployment, resource, rootConfig} from '../harness/yaml.js';

let project: Project;
afterEach(() => project.remove());

const hanging = () =>
  new Project().write({
    'kflow.yaml': rootConfig(['one', 'two']),
    'resources/slow.yaml': resource('slow', 'slow.yaml', 'phase: one'),
    'resources/later.yaml': resource('later', 'later.yaml', 'phase: two'),
    'manifests/slow.yaml': deployment('slow', {pod: 'never'}),
    'manifests/later.yaml': configMap('later'),
  });

const waiting = (line: string) => JSON.parse(line).type === 'workload.progress';

test('Ctrl-C: exit 130, what was done is in the state, and nothing is left running', async () => {
  project = hanging();
  const apply = project.start('apply', '--json');
  await apply.line(waiting);
  apply.child.kill('SIGINT');
  // The wait would go on for its whole timeout: a second one ends it.
  await new Promise((resolve) => apply.child.stderr.once('data', resolve));
  apply.child.kill('SIGINT');
  const {code, stdout} = await apply.ended;
  expect(code).toBe(130);
  expect(events(stdout).at(-1)).toMatchObject({type: 'run.finished', outcome: 'interrupted', exitCode: 130});
  const state = JSON.parse(readFileSync(join(project.dir, 'state/state.json'), 'utf8'));
  const [cluster] = Object.values<any>(state.clusters);
  expect(cluster.resources.slow.steps.manifests.outcome).toBe('succeeded');
  expect(cluster.resources.slow.status).not.toBe('applied');
  expect(await project.processes()).toEqual([]);
});

test('killed without a chance: no process outlives it, and the next run takes over its lock', async () => {
  project = hanging();
  const apply = project.start('apply', '--json');
  await apply.line(waiting);
  apply.child.kill('SIGKILL');
  await apply.ended;
  const deadline = Date.now() + 10_000;
  while ((await project.processes()).length > 0 && Date.now() < deadline);
  expect(await project.processes()).toEqual([]);
  project.write({'manifests/slow.yaml': deployment('slow')});
  expect(await project.kflow('apply')).toMatchObject({code: 0});
});

test('killed without a chance in the middle of a script: the script, and what it started, end too', async () => {
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/slow.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: slow
namespace: NS
steps: [{name: slow, script: {run: "trap '' HUP INT; sleep 1000 & echo started; wait"}}]
`,
  });
  const apply = project.start('apply', '--json');
  await apply.line((line) => JSON.parse(line).text === 'started');
  apply.child.kill('SIGKILL');
  await until('nothing is left', async () => (await project.processes()).length === 0);
});

test('a second run on the same cluster and state says who has the lock', async () => {
  project = hanging();
  const apply = project.start('apply', '--json');
  await apply.line(waiting);
  const second = await project.kflow('apply');
  expect(second.code).toBe(1);
  expect(second.stderr).toContain(String(apply.child.pid));
  apply.child.kill('SIGINT');
  apply.child.kill('SIGTERM');
  await apply.ended;
});
