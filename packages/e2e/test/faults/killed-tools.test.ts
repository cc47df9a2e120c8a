import {afterEach, describe, expect, test} from '@jest/globals';
import {FaultScene} from '../../harness/fault-scene.js';
import type {Project} from '../../harness/project.js';
import type {HelmMajor} from '../../harness/sandbox.js';
import type {Running} from '../../harness/run.js';
import {until} from '../../harness/until.js';

// kubectl and helm killed alone, by somebody or by a system out of memory, while the proxy holds what they write. kflow lives.

let scene: FaultScene;
afterEach(() => scene.close());

/** kill -9 of the one process of the project's that is that command. */
async function kill(project: Project, command: RegExp): Promise<void> {
  const found = (await project.processes()).filter((line) => command.test(line));
  expect(found).toHaveLength(1);
  process.kill(Number.parseInt(found[0]!, 10), 'SIGKILL');
}

/** An apply that has come to a write of a tool's which the API server does not answer. */
async function hanging(client: 'kubectl' | 'helm', path: RegExp): Promise<Running> {
  scene.proxy.inject({
    when: (request) => request.client === client && request.method === 'PATCH' && path.test(request.path),
    fault: 'hang',
  });
  const running = scene.project.start('apply', '--kubeconfig', scene.proxy.kubeconfig);
  await until(`${client} hangs`, () => scene.proxy.injected.length === 1);
  return running;
}

test('kubectl killed in the middle of an apply: a failed step that says so, and the next apply goes through', async () => {
  scene = await FaultScene.open();
  await scene.make();
  scene.want('2', 2);
  // The ConfigMap goes through, the Deployment does not.
  const running = await hanging('kubectl', /\/deployments\/web/);
  await kill(scene.project, /^\s*\d+ \S*kubectl apply/);
  const {code, stderr} = await running.ended;
  expect(code).toBe(1);
  expect(stderr).toMatch(/✗ web\.manifests .*KF703: kubectl apply failed: SIGKILL ended it/);
  expect(stderr).toMatch(/what went through: configmap\/conf/);
  expect(stderr).toMatch(/hint: Not kflow ended it/);
  // Whoever killed it meant it: it was not started again.
  expect(
    scene.proxy.seen.filter(({method, path}) => method === 'PATCH' && path.includes('/configmaps/conf')),
  ).toHaveLength(1);
  expect((await scene.found()).replicas).toBe('1/1');
  const next = await scene.apply();
  expect(next.code === 0 ? 'it went through' : next.stderr).toBe('it went through');
  expect(await scene.found()).toEqual({conf: '2', rel: '2', replicas: '2/2', status: 'deployed'});
});

test('a kubectl that hangs ends at the second Ctrl-C, leaves nothing behind, and the apply goes on where it stopped', async () => {
  scene = await FaultScene.open();
  await scene.make();
  scene.want('2', 2);
  const running = await hanging('kubectl', /\/deployments\/web/);
  const before = running.stderr().length;
  running.child.kill('SIGINT');
  // Two signals at once are one.
  await until('kflow says that it waits for kubectl', () => running.stderr().length > before);
  running.child.kill('SIGINT');
  expect((await running.ended).code).toBe(130);
  await until('kubectl is gone', async () => (await scene.project.processes()).length === 0);
  expect(await scene.apply('--resume')).toMatchObject({code: 0});
  expect(await scene.found()).toEqual({conf: '2', rel: '2', replicas: '2/2', status: 'deployed'});
});

describe.each<HelmMajor>([4, 3])('helm %i', (major) => {
  test('killed in the middle of an upgrade: a failed step that says so, and the next apply takes the release up', async () => {
    scene = await FaultScene.open(major);
    await scene.make();
    scene.want('2', 1);
    const running = await hanging('helm', /\/configmaps\/rel/);
    await kill(scene.project, /^\s*\d+ \S*helm upgrade/);
    const {code, stderr} = await running.ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/✗ rel\.helm .*KF703: helm upgrade failed: SIGKILL ended it/);
    expect(await scene.found()).toMatchObject({rel: '1', status: 'pending-upgrade'});
    const next = await scene.apply();
    expect(next.code === 0 ? 'it went through' : next.stderr).toBe('it went through');
    expect(next.stderr).toMatch(
      /release rel was left pending-upgrade at revision 2 by a helm that was killed .* marked failed/s,
    );
    expect(await scene.found()).toEqual({conf: '2', rel: '2', replicas: '1/1', status: 'deployed'});
  });
});
