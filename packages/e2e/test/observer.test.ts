import {execFile, spawn} from 'node:child_process';
import {chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {request} from 'node:http';
import type {IncomingMessage} from 'node:http';
import {createServer} from 'node:net';
import type {Socket} from 'node:net';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import {createCommandRunner, openClusterReader, systemClock} from '@kflow/exec';
import type {ClusterReader, Observation, OpenReaderOptions} from '@kflow/exec';
import {Project} from '../harness/project.js';
import {sandbox} from '../harness/sandbox.js';
import {configMap} from '../harness/yaml.js';

let project: Project;
let readers: ClusterReader[];
/** Where the readers put their sockets: a directory of this test's. */
let sockets: string;

beforeEach(async () => {
  project = new Project();
  readers = [];
  sockets = join(project.dir, 't');
  mkdirSync(sockets);
  await project.kubectl('create', 'namespace', project.namespace);
});
afterEach(async () => {
  await Promise.all(readers.map((reader) => reader.close()));
  project.remove();
});

async function open(more: Partial<OpenReaderOptions> = {}): Promise<ClusterReader> {
  const {bin, kubeconfig, context} = sandbox();
  const reader = await openClusterReader({
    ...{kubectl: join(bin, 'kubectl'), kubeconfig, context},
    commands: createCommandRunner(),
    clock: systemClock(),
    temporaryDirectory: sockets,
    ...more,
  });
  readers.push(reader);
  return reader;
}

function shows(observation: Observation, condition: (names: string[]) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (!condition(observation.objects().map(({metadata}) => metadata.name))) return;
      off();
      resolve();
    };
    const off = observation.onChange(check);
    check();
  });
}

/** Process ids of what was started with one of this test's sockets. */
async function proxies(): Promise<number[]> {
  const {stdout} = await promisify(execFile)('ps', ['-eo', 'pid,args', '-ww']);
  const lines = stdout.split('\n').filter((line) => line.includes(`--unix-socket=${sockets}/`));
  return lines.map((line) => Number.parseInt(line.trim(), 10));
}

/** Resolves when a directory is empty, looking whenever something in it may have changed. */
async function empty(directory: string): Promise<void> {
  while (readdirSync(directory).length > 0) await new Promise((resolve) => setImmediate(resolve));
}

describe.each(['proxy', 'kubectl'] as const)('over %s', (via) => {
  test('kinds by any name, objects, lists, the identity and the version', async () => {
    const reader = await open({via});
    const deployments = {group: 'apps', version: 'v1', kind: 'Deployment', plural: 'deployments', namespaced: true};
    for (const name of ['Deployment', 'deploy', 'deployments.apps', 'deployment.v1.apps']) {
      expect(await reader.resolve(name)).toEqual(deployments);
    }
    expect(await reader.resolve('clusterrole')).toMatchObject({group: 'rbac.authorization.k8s.io', namespaced: false});
    expect(await reader.resolve('gadgets')).toBeUndefined();
    expect(await reader.get({group: '', kind: 'Namespace', name: project.namespace})).toMatchObject({
      kind: 'Namespace',
    });
    expect(
      await reader.get({group: '', kind: 'ConfigMap', namespace: project.namespace, name: 'nope'}),
    ).toBeUndefined();
    expect(await reader.get({group: 'example.com', kind: 'Gadget', name: 'nope'})).toBeUndefined();
    const uid = await project.kubectl('get', 'namespace', 'kube-system', '-o', 'jsonpath={.metadata.uid}');
    expect(await reader.identity()).toBe(uid);
    expect(await reader.serverVersion()).toMatch(/^v1\.\d+\.\d+/);
    const nodes = await reader.list({resource: (await reader.resolve('nodes'))!});
    expect(nodes.map(({kind, metadata}) => `${kind} ${metadata.name}`).sort()).toEqual(['Node node-1', 'Node node-2']);
    await expect(reader.raw(`/api/v1/namespaces/${project.namespace}/pods/nope/log`)).rejects.toMatchObject({
      failure: {status: 404},
      message: expect.stringContaining('"nope" not found'),
    });
  });

  test('an observation sees what is made, changed and deleted, and only what its selector takes', async () => {
    const reader = await open({via});
    const resource = (await reader.resolve('configmaps'))!;
    const {namespace} = project;
    const all = reader.observe({resource, namespace});
    const some = reader.observe({resource, namespace, labelSelector: 'take=yes'});
    await Promise.all([all.listed, some.listed]);
    project.write({'a.yaml': configMap('a', 'grün 🚀')});
    await project.kubectl('apply', '-n', namespace, '-f', 'a.yaml');
    await shows(all, (names) => names.includes('a'));
    expect(all.objects().find(({metadata}) => metadata.name === 'a')).toMatchObject({
      kind: 'ConfigMap',
      data: {value: 'grün 🚀'},
    });
    expect(some.objects()).toEqual([]);
    await project.kubectl('label', 'configmap', 'a', '-n', namespace, 'take=yes');
    await shows(some, (names) => names.join() === 'a');
    await project.kubectl('delete', 'configmap', 'a', '-n', namespace);
    await Promise.all([shows(all, (names) => !names.includes('a')), shows(some, (names) => names.length === 0)]);
  });

  test('a namespace of more than a page', async () => {
    const reader = await open({via});
    const {namespace} = project;
    const names = Array.from({length: 620}, (_, index) => `c-${index}`);
    project.write({'many.yaml': names.map((name) => configMap(name)).join('---\n')});
    await project.kubectl('create', '-n', namespace, '-f', 'many.yaml');
    const resource = (await reader.resolve('configmap'))!;
    const listed = (await reader.list({resource, namespace})).map(({metadata}) => metadata.name);
    expect(listed.filter((name) => name.startsWith('c-')).sort()).toEqual(names.sort());
  });
});

describe('a cluster that cannot be read is told at once, or in bounded time', () => {
  /** The sandbox's kubeconfig with other parts; it is JSON when kubectl says so. */
  async function kubeconfig(change: (config: any) => void): Promise<string> {
    const config = JSON.parse(await project.kubectl('config', 'view', '--raw', '-o', 'json'));
    change(config);
    const file = join(project.dir, 'changed-kubeconfig');
    writeFileSync(file, JSON.stringify(config), {mode: 0o600});
    return file;
  }

  test.each(['proxy', 'kubectl'] as const)('nobody listens (%s)', async (via) => {
    const file = await kubeconfig((config) => (config.clusters[0].cluster.server = 'https://127.0.0.1:1'));
    await expect(open({via, kubeconfig: file})).rejects.toMatchObject({
      code: 'KF801',
      message: expect.stringMatching(/refused/),
      hint: expect.stringContaining(`is the cluster up? context ${sandbox().context}`),
    });
  });

  test.each(['proxy', 'kubectl'] as const)('it takes the connection and never answers (%s)', async (via) => {
    const server = createServer(() => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const {port} = server.address() as {port: number};
    const file = await kubeconfig((config) => (config.clusters[0].cluster.server = `https://127.0.0.1:${port}`));
    const opening = open({via, kubeconfig: file, answerWithin: 1});
    await expect(opening).rejects.toMatchObject({
      code: 'KF801',
      message: expect.stringContaining('no answer within 1 s'),
    });
    server.close();
  });

  test.each(['proxy', 'kubectl'] as const)('another certificate (%s)', async (via) => {
    const file = await kubeconfig((config) => delete config.clusters[0].cluster['certificate-authority-data']);
    await expect(open({via, kubeconfig: file})).rejects.toMatchObject({code: 'KF804'});
  });

  test.each(['proxy', 'kubectl'] as const)('a token that is not valid (%s)', async (via) => {
    const file = await kubeconfig((config) => (config.users[0].user = {token: 'not-the-token'}));
    const failure = await open({via, kubeconfig: file}).catch((error: unknown) => error);
    expect(failure).toMatchObject({code: 'KF802'});
    expect(JSON.stringify(failure)).not.toContain('not-the-token');
  });

  test('a context that does not exist', async () => {
    await expect(open({context: 'nope'})).rejects.toMatchObject({
      family: 'user',
      code: 'KF807',
      message: expect.stringContaining('"nope" does not exist'),
    });
  });

  test('what a user may not list', async () => {
    const {namespace} = project;
    await project.kubectl('create', 'serviceaccount', 'poor', '-n', namespace);
    const token = (await project.kubectl('create', 'token', 'poor', '-n', namespace)).trim();
    const reader = await open({kubeconfig: await kubeconfig((config) => (config.users[0].user = {token}))});
    const resource = (await reader.resolve('secrets'))!;
    const forbidden = {
      code: 'KF803',
      failure: {status: 403},
      message: expect.stringContaining('cannot list resource "secrets"'),
    };
    await expect(reader.list({resource, namespace})).rejects.toMatchObject(forbidden);
    await expect(reader.observe({resource, namespace}).listed).rejects.toMatchObject(forbidden);
    expect(await reader.identity()).toBeUndefined();
  });

  afterEach(async () => {
    await Promise.all(readers.map((reader) => reader.close()));
    expect(await proxies()).toEqual([]);
    expect(readdirSync(sockets)).toEqual([]);
  });
});

describe('the proxy', () => {
  test('is private, lets only reads through, and is gone when the reader is closed', async () => {
    const reader = await open({via: 'proxy'});
    const [directory] = readdirSync(sockets);
    const socketPath = join(sockets, directory!, 's');
    const {mode} = statSync(join(sockets, directory!));
    expect(mode & 0o777).toBe(0o700);
    const answer = (method: string, path: string, headers: {[name: string]: string} = {}): Promise<number> =>
      new Promise((resolve, reject) => {
        const sent = request({socketPath, method, path, headers: {Host: 'localhost', ...headers}}, (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        });
        for (const event of ['connect', 'upgrade'] as const) {
          sent.on(event, (response: IncomingMessage, socket: Socket) => {
            socket.destroy();
            resolve(response.statusCode ?? 0);
          });
        }
        sent.on('error', reject);
        sent.end();
      });
    const collection = `/api/v1/namespaces/${project.namespace}/configmaps`;
    expect(await answer('GET', collection)).toBe(200);
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) expect(await answer(method, collection)).toBe(403);
    for (const tunnel of [
      'namespaces/x/pods/p/exec',
      'namespaces/x/pods/p/portforward',
      'namespaces/x/services/s/proxy/',
      'nodes/n/proxy/',
    ]) {
      await expect(reader.raw(`/api/v1/${tunnel}`)).rejects.toMatchObject({
        failure: {status: 403, message: 'Forbidden'},
      });
    }
    // What would change something is not let through in other clothes either.
    await project.kubectl('create', 'configmap', 'kept', '-n', project.namespace);
    for (const method of ['PROPFIND', 'CONNECT', 'MKCOL', 'PURGE']) {
      const status = await answer(method, `${collection}/kept`, {'X-HTTP-Method-Override': 'DELETE'});
      expect({method, refused: status >= 400}).toEqual({method, refused: true});
    }
    expect(await answer('GET', collection, {'X-HTTP-Method-Override': 'DELETE'})).toBe(200);
    expect(await project.exists('configmap/kept')).toBe(true);
    for (const tunnel of ['exec', 'attach', 'portforward']) {
      const path = `/api/v1/namespaces/${project.namespace}/pods/p/${tunnel}?command=id&stdin=true`;
      const upgrade = {Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13'};
      expect(await answer('GET', path, upgrade)).toBe(403);
      expect(await answer('GET', path.replace('/pods/', '/./pods/'), upgrade)).toBeGreaterThanOrEqual(301);
      expect(await answer('GET', path.replace('/exec', '/%65xec'), upgrade)).toBeGreaterThanOrEqual(400);
    }
    // A page in a browser cannot be made to speak to it under another name.
    expect(await answer('GET', collection, {Host: 'attacker.example.com'})).toBe(403);
    await reader.close();
    expect(await proxies()).toEqual([]);
    expect(readdirSync(sockets)).toEqual([]);
  });

  test('has a name that nobody can guess, and whoever may not enter its directory cannot reach it', async () => {
    await Promise.all([open({via: 'proxy'}), open({via: 'proxy'})]);
    const names = readdirSync(sockets);
    expect(names).toHaveLength(2);
    expect(new Set(names).size).toBe(2);
    for (const name of names) {
      expect(name).toMatch(/^kflow-[A-Za-z0-9]{6,}$/);
      expect(statSync(join(sockets, name)).mode & 0o777).toBe(0o700);
    }
    if (process.getuid?.() !== 0) return;
    // Only root can try it as somebody else, for whom the way there is open.
    chmodSync(project.dir, 0o755);
    const path = JSON.stringify(join(sockets, names[0]!, 's'));
    const script = `require('node:net').connect(${path}).on('connect', () => process.exit(0)).on('error', ({code}) => { console.log(code); process.exit(1); })`;
    const tried = spawn(process.execPath, ['-e', script], {uid: 65534, gid: 65534, env: {}, cwd: '/'});
    let said = '';
    tried.stdout.on('data', (text) => (said += text));
    const code = await new Promise((resolve) => tried.on('close', resolve));
    expect({code, said: said.trim()}).toEqual({code: 1, said: 'EACCES'});
  });

  test('is started anew when it is killed, and watches go on', async () => {
    const reader = await open({via: 'proxy'});
    const {namespace} = project;
    const observation = reader.observe({resource: (await reader.resolve('configmap'))!, namespace});
    await observation.listed;
    const before = await proxies();
    expect(before.length).toBeGreaterThan(0);
    for (const pid of before) process.kill(pid, 'SIGKILL');
    await project.kubectl('create', 'configmap', 'after', '-n', namespace);
    await shows(observation, (names) => names.includes('after'));
    expect((await reader.list({resource: (await reader.resolve('node'))!})).length).toBe(2);
    const after = await proxies();
    expect(after.length).toBeGreaterThan(0);
    expect(after.filter((pid) => before.includes(pid))).toEqual([]);
  });

  test('ends with kflow, even when kflow is killed', async () => {
    const {bin, kubeconfig} = sandbox();
    const script = `
      import {createCommandRunner, openClusterReader, systemClock} from '@kflow/exec';
      const [kubectl, kubeconfig] = process.argv.slice(1);
      const reader = await openClusterReader({kubectl, kubeconfig, commands: createCommandRunner(), clock: systemClock()});
      await reader.observe({resource: await reader.resolve('pods')}).listed;
      console.log('observing');
      setInterval(() => undefined, 1000);`;
    const {NODE_OPTIONS: _, ...env} = process.env;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, join(bin, 'kubectl'), kubeconfig], {
      cwd: join(import.meta.dirname, '..'),
      env: {...env, TMPDIR: sockets},
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    expect((await proxies()).length).toBeGreaterThan(0);
    child.kill('SIGKILL');
    await empty(sockets);
    while ((await proxies()).length > 0);
  });

  test('where it cannot be had, kubectl get --raw takes its place', async () => {
    const wrapper = join(project.dir, 'old-kubectl');
    const log = join(project.dir, 'calls');
    const real = join(sandbox().bin, 'kubectl');
    const script = `#!/bin/sh\necho "$1" >> '${log}'\nif [ "$1" = proxy ]; then echo 'unknown flag: --unix-socket' >&2; exit 1; fi\nexec '${real}' "$@"\n`;
    writeFileSync(wrapper, script);
    chmodSync(wrapper, 0o755);
    const reader = await open({kubectl: wrapper});
    expect(await reader.serverVersion()).toMatch(/^v1/);
    expect(readFileSync(log, 'utf8').split('\n').slice(0, 2)).toEqual(['proxy', 'get']);
  });
});
