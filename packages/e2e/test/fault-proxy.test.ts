import {afterEach, beforeEach, expect, test} from '@jest/globals';
import {answers} from '../harness/api-faults.js';
import type {Fault} from '../harness/api-faults.js';
import {FaultProxy} from '../harness/fault-proxy.js';
import {Project} from '../harness/project.js';
import {configMap} from '../harness/yaml.js';
import {start} from '../harness/run.js';
import {until} from '../harness/until.js';

// What stands between kflow and the API server in the tests of faults/ has to do what they say that it does.

let project: Project;
let proxy: FaultProxy;

beforeEach(async () => {
  project = new Project().write({'conf.yaml': configMap('conf')});
  await project.kubectl('create', 'namespace', project.namespace);
  proxy = await FaultProxy.open(project);
});
afterEach(async () => {
  await proxy.close();
  project.remove();
});

/** kubectl through the proxy. */
const through = (...args: string[]) => {
  const words = [...args, '--kubeconfig', proxy.kubeconfig, '-n', project.namespace];
  return start('kubectl', words, {cwd: project.dir, env: project.env});
};

test('what meets no fault reaches the API server with the credentials of who asked, and is seen', async () => {
  expect(await through('create', '-f', 'conf.yaml').ended).toMatchObject({code: 0});
  expect(await project.exists('configmap/conf')).toBe(true);
  const post = proxy.seen.find(({method}) => method === 'POST');
  expect(post).toMatchObject({client: 'kubectl', isWatch: false, path: expect.stringContaining('/configmaps?')});
  expect(proxy.injected).toEqual([]);
});

test.each<[string, Fault, boolean, RegExp]>([
  ['an answer of its own', answers.etcdTimeout, false, /etcdserver: request timed out/],
  ['a connection that is reset', 'refuse', false, /connection reset by peer/],
  ['a server that goes down', 'drain', false, /GOAWAY/],
  ['half an answer', 'tear', true, /Unexpected error when reading response body/],
  ['an answer that is lost', 'lose', true, /connection reset by peer/],
])('%s', async (_, fault, isDone, message) => {
  proxy.inject({when: ({method}) => method === 'POST', fault});
  const {code, stderr} = await through('create', '-f', 'conf.yaml').ended;
  expect({code, stderr}).toEqual({code: 1, stderr: expect.stringMatching(message)});
  expect(proxy.injected).toHaveLength(1);
  expect(await project.exists('configmap/conf')).toBe(isDone);
});

test('a request that is never answered, until its client gives up', async () => {
  proxy.inject({when: ({method}) => method === 'POST', fault: 'hang'});
  const asking = through('create', '-f', 'conf.yaml');
  await until('it hangs', () => proxy.injected.length === 1);
  asking.child.kill('SIGKILL');
  expect((await asking.ended).code).toBe(-1);
  expect(await project.exists('configmap/conf')).toBe(false);
});

test('a watch streams, and is cut when told', async () => {
  const watch = ['get', 'configmaps', '--watch', '-o', 'name'];
  const whole = through(...watch);
  await until('it watches', () => proxy.seen.some(({isWatch}) => isWatch));
  await project.kubectl('create', 'configmap', 'later', '-n', project.namespace);
  await whole.line((line) => line === 'configmap/later');
  whole.child.kill();
  await whole.ended;
  expect(proxy.injected).toEqual([]);
  proxy.inject({when: ({isWatch}) => isWatch, fault: {cutAfter: 10, cleanly: true}});
  await through(...watch).ended;
  expect(proxy.injected).toMatchObject([{isWatch: true, client: 'kubectl'}]);
});
