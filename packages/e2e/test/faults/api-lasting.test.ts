import {afterEach, expect, test} from '@jest/globals';
import {answers} from '../../harness/api-faults.js';
import {FaultScene} from '../../harness/fault-scene.js';
import type {SeenRequest} from '../../harness/fault-proxy.js';

// Faults that stay: nothing is tried for ever, and what will not change is not tried twice.

let scene: FaultScene;
afterEach(() => scene.close());

const patches = (object: string) => (request: SeenRequest) =>
  request.method === 'PATCH' && request.path.includes(object);

test.each([
  ['403', answers.forbidden, /is forbidden/, /kubectl auth can-i/],
  ['422', answers.invalid, /is invalid/, /./],
])('%s is told at once, and not tried again, by kubectl and by helm', async (_, fault, reason, hint) => {
  scene = await FaultScene.open();
  await scene.make();
  scene.want('2', 1);
  for (const when of [patches('/configmaps/conf'), patches('/configmaps/rel')])
    scene.proxy.inject({when, fault, times: Infinity});
  const {code, stderr} = await scene.apply('--keep-going');
  expect(code).toBe(1);
  expect(scene.proxy.injected.map(({client}) => client).sort()).toEqual(['helm', 'kubectl']);
  for (const step of ['web.manifests', 'rel.helm']) expect(stderr).toMatch(new RegExp(`✗ ${step} .*${reason.source}`));
  expect(stderr).toMatch(hint);
  expect(stderr).not.toMatch(/trying again/);
});

test('a 503 that never ends: tried for a minute, then a failure of the step, with the reason and a hint', async () => {
  scene = await FaultScene.open();
  await scene.make();
  scene.want('2', 1);
  scene.proxy.inject({when: patches('/configmaps/conf'), fault: answers.unavailable, times: Infinity});
  const {code, stderr} = await scene.apply();
  expect(code).toBe(1);
  expect(scene.proxy.injected.length).toBeGreaterThan(5);
  expect(stderr).toMatch(/web\.manifests .*the API server cannot answer at the moment \(5xx\): trying again/);
  expect(stderr).toMatch(/✗ web\.manifests .*KF703: .*the server is currently unable to handle the request/);
  expect(stderr).toMatch(/hint: The API server, or what stands before it, cannot answer\./);
  // What the fault did not meet went through.
  expect((await scene.found()).rel).toBe('2');
  scene.proxy.forgive();
  expect(await scene.apply('--resume')).toMatchObject({code: 0});
  expect(await scene.found()).toEqual({conf: '2', rel: '2', replicas: '1/1', status: 'deployed'});
});

test.each([
  ['as the API server ends one', true],
  ['by the network', false],
])(
  'watches that are cut again and again, %s: a wait goes on, and is told neither ready nor failed before it is',
  async (_, cleanly) => {
    scene = await FaultScene.open();
    await scene.make();
    scene.want('2', 2, '4s');
    scene.proxy.inject({when: ({isWatch}) => isWatch, fault: {cutAfter: 500, cleanly}, times: Infinity});
    const {code, stderr} = await scene.apply();
    expect(code === 0 ? 'it went through' : stderr).toBe('it went through');
    expect(scene.proxy.injected.length).toBeGreaterThan(0);
    expect(await scene.found()).toEqual({conf: '2', rel: '2', replicas: '2/2', status: 'deployed'});

    // What does not become ready does not so by a watch that is cut, either.
    if (!cleanly) return;
    scene.want('2', 2, '1h');
    const late = await scene.apply('--timeout', '3s');
    expect(late.code).toBe(1);
    expect(late.stderr).toMatch(/deployment\/web.*timed out after 3 s|timed out after 3 s.*deployment\/web/s);
  },
);
