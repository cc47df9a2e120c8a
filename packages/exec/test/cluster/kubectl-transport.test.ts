import {expect, test} from '@jest/globals';
import {KubectlTransport} from '../../src/cluster/transport/kubectl-transport.js';
import type {CommandRequest} from '../../src/ports/command-runner.js';
import {FakeCommands} from '../tools/fake-commands.js';

const target = {kubectl: 'kubectl', context: 'prod', kubeconfig: '/home/u/.kube/config'};

test('a read names the cluster and is bounded', async () => {
  const commands = new FakeCommands([{stdout: '{"a": 1}'}]);
  const transport = new KubectlTransport({...target, commands});
  expect(await transport.get({path: '/api/v1/pods?limit=500'})).toBe('{"a": 1}');
  expect(commands.requests[0]).toMatchObject({
    ...{tool: 'kubectl', timeout: 35},
    env: {HTTP2_READ_IDLE_TIMEOUT_SECONDS: '10', HTTP2_PING_TIMEOUT_SECONDS: '5'},
  });
  expect(commands.args).toEqual([
    'get',
    '--raw',
    '/api/v1/pods?limit=500',
    '--request-timeout=30s',
    '--kubeconfig=/home/u/.kube/config',
    '--context=prod',
  ]);
});

test.each([
  ['Error from server (NotFound): pods "x" not found', 'KF805', 404],
  ['Error from server (Expired): the provided continue parameter is too old', 'KF805', 410],
  ['Error from server (Forbidden): pods is forbidden: User "x"', 'KF803', 403],
  ['error: You must be logged in to the server (Unauthorized)', 'KF802', 401],
  ['Error from server: etcdserver: request timed out', 'KF805', 500],
  ['The connection to the server 127.0.0.1:6443 was refused - did you specify the right host or port?', 'KF801', 0],
  [
    'Unable to connect to the server: tls: failed to verify certificate: x509: certificate signed by unknown authority',
    'KF804',
    0,
  ],
  ['Unable to connect to the server: getting credentials: exec: executable aws failed with exit code 255', 'KF802', 0],
  ['error: context "nope" does not exist', 'KF807', 0],
] as const)('%s', async (stderr, code, status) => {
  const transport = new KubectlTransport({...target, commands: new FakeCommands([{exitCode: 1, stderr}])});
  const family = code === 'KF807' ? 'user' : 'external';
  await expect(transport.get({path: '/x'})).rejects.toMatchObject({family, code, failure: {status}});
});

test('a watch gives its lines as they come, and ends with the process', async () => {
  const lines: string[] = [];
  const commands = new FakeCommands([
    async ({onOutput}: CommandRequest) => {
      onOutput?.('stdout', '{"type":"ADDED"}\n{"type":');
      onOutput?.('stderr', 'a warning\n');
      expect(lines).toEqual(['{"type":"ADDED"}']);
      onOutput?.('stdout', '"DELETED"}\n{"half');
      return {};
    },
  ]);
  await new KubectlTransport({...target, commands}).stream({path: '/w?watch=true'}, (line) => lines.push(line));
  expect(lines).toEqual(['{"type":"ADDED"}', '{"type":"DELETED"}']);
  expect(commands.args).not.toContain('--request-timeout=30s');
});

test('no more than four reads run at once, and watches beside them', async () => {
  const ends: (() => void)[] = [];
  const commands = new FakeCommands([() => new Promise((resolve) => ends.push(() => resolve({stdout: 'x'})))]);
  const transport = new KubectlTransport({...target, commands});
  const reads = Array.from({length: 6}, (_, index) => transport.get({path: `/${index}`}));
  const watch = transport.stream({path: '/w'}, () => undefined);
  await new Promise((resolve) => setImmediate(resolve));
  expect(commands.requests.map(({args}) => args[2])).toEqual(['/0', '/1', '/2', '/3', '/w']);
  for (let done = 0; done < 7; done += 1) {
    ends[done]!();
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(await Promise.all(reads)).toHaveLength(6);
  await watch;
});

test('closing ends what runs', async () => {
  const commands = new FakeCommands([
    ({signal}) =>
      new Promise((resolve) => signal?.addEventListener('abort', () => resolve({exitCode: 143, aborted: true}))),
  ]);
  const transport = new KubectlTransport({...target, commands});
  const reading = expect(transport.get({path: '/x'})).rejects.toThrow('closed');
  await transport.close();
  await reading;
});
