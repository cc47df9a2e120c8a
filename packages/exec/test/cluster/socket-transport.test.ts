import {createServer} from 'node:net';
import {afterEach, beforeEach, expect, test} from '@jest/globals';
import {SocketTransport} from '../../src/cluster/transport/socket-transport.js';
import {FakeApi, status} from './fake-api.js';
import {HeldClock} from './held-clock.js';

let api: FakeApi;
let clock: HeldClock;
let transport: SocketTransport;
beforeEach(async () => {
  api = await FakeApi.start();
  clock = new HeldClock();
  transport = new SocketTransport({socket: async () => api.socket, clock, context: 'prod'});
});
afterEach(async () => {
  await transport.close();
  await api.stop();
});

test.each([
  [
    'what kubectl proxy says when nobody listens',
    500,
    'dial tcp 127.0.0.1:6443: connect: connection refused\n',
    'KF801',
    /cannot reach the cluster of context "prod": dial tcp .* refused/,
  ],
  ['an old kubectl proxy, which says nothing', 502, '', 'KF801', /cannot reach .* HTTP 502/],
  ['a load balancer', 503, '<html>no backend</html>', 'KF801', /HTTP 503/],
  [
    'another certificate',
    500,
    'tls: failed to verify certificate: x509: certificate signed by unknown authority',
    'KF804',
    /cannot trust/,
  ],
  [
    'a login that ran out',
    500,
    'getting credentials: exec: executable aws failed with exit code 255',
    'KF802',
    /cannot get credentials/,
  ],
  [
    'a token that ran out',
    401,
    status(401, 'Unauthorized', 'Unauthorized'),
    'KF802',
    /does not accept the credentials/,
  ],
  ['what is not allowed', 403, status(403, 'Forbidden', 'pods is forbidden: User "x"'), 'KF803', /pods is forbidden/],
  ['anything else', 422, status(422, 'Invalid', 'no'), 'KF805', /422 Invalid: no/],
] as const)('%s', async (_what, code, answer, expected, message) => {
  const reading = transport.get({path: '/api/v1/pods'});
  (await api.next()).answer(answer, code);
  await expect(reading).rejects.toMatchObject({
    family: 'external',
    code: expected,
    message: expect.stringMatching(message),
  });
});

test('a server that does not answer is given up', async () => {
  const reading = transport.get({path: '/version'});
  const refused = expect(reading).rejects.toMatchObject({
    code: 'KF801',
    message: expect.stringContaining('no answer within 30 s'),
  });
  const held = await api.next();
  await clock.advance(30);
  await refused;
  await held.left;
});

test('an answer that is cut off is a connection that was lost', async () => {
  const path = `${api.socket}-cut`;
  const server = createServer((socket) => {
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"items": ['));
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  const cut = new SocketTransport({socket: async () => path, clock, context: 'prod'});
  await expect(cut.get({path: '/api/v1/pods'})).rejects.toMatchObject({
    failure: {status: 0, reason: 'Unreachable'},
    message: expect.stringContaining('the connection was lost in the middle of an answer'),
  });
  await cut.close();
  await new Promise((resolve) => server.close(resolve));
});

test('a connection that breaks before the answer is tried again, and where nobody listens is told', async () => {
  const reading = transport.get({path: '/version'});
  (await api.next()).cut();
  (await api.next()).answer({gitVersion: 'v1.37.2'});
  expect(JSON.parse(await reading)).toEqual({gitVersion: 'v1.37.2'});

  const dead: string[] = [];
  const sockets = [`${api.socket}-not-there`, api.socket];
  const other = new SocketTransport({
    socket: async () => sockets[Math.min(dead.length, 1)]!,
    dead: (socket) => dead.push(socket),
    clock,
  });
  const again = other.get({path: '/version'});
  (await api.next()).answer('{}');
  expect(await again).toBe('{}');
  expect(dead).toEqual([sockets[0]]);
  await other.close();
});

test("an abort rejects with the signal's reason and ends the request", async () => {
  const stop = new AbortController();
  const reading = transport.get({path: '/version', signal: stop.signal});
  const held = await api.next();
  const reason = new Error('stopped');
  stop.abort(reason);
  await expect(reading).rejects.toBe(reason);
  await held.left;
});

test('the host is one that kubectl proxy accepts', async () => {
  const reading = transport.get({path: '/version', accept: 'text/plain'});
  const held = await api.next();
  expect(held.headers).toMatchObject({host: 'localhost', accept: 'text/plain'});
  held.answer('ok');
  expect(await reading).toBe('ok');
});
