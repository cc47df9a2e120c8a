import {fileURLToPath} from 'node:url';
import {afterAll, expect, jest, test} from '@jest/globals';
import {eventually, lives, run, type Ran} from './harness/cluster.js';

jest.setTimeout(60_000);

const program = fileURLToPath(new URL('../bin/kflow-sandbox.js', import.meta.url));
const name = `test-${process.pid}`;

function cli(...args: string[]): Promise<Ran> {
  return run(process.execPath, [program, ...args], process.env);
}

interface Status {
  state: string;
  kubeconfig: string;
  pids: {[component: string]: number};
  failed?: {component: string};
}
const status = async (): Promise<Status> =>
  JSON.parse((await cli('status', '--name', name, '--json')).stdout) as Status;

afterAll(() => cli('down', '--name', name));

test('up, used, up again, down', async () => {
  expect(await cli('status', '--name', name)).toMatchObject({code: 1, stdout: `${name}: stopped\n`});
  const up = await cli('up', '--name', name, '--nodes', '1');
  expect(up).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^export KUBECONFIG=\S+ PATH=\S+:"\$PATH"\n$/),
  });
  expect(await cli('status', '--name', name)).toMatchObject({code: 0});

  const {kubeconfig, pids} = await status();
  expect((await cli('kubeconfig', '--name', name)).stdout).toBe(`${kubeconfig}\n`);
  expect((await cli('exec', '--name', name, '--', 'kubectl', 'get', 'nodes', '-o', 'name')).stdout).toBe(
    'node/node-1\n',
  );
  expect((await cli('exec', '--name', name, '--', 'sh', '-c', 'exit 7')).code).toBe(7);

  const again = await cli('up', '--name', name);
  expect(again).toMatchObject({code: 0, stdout: up.stdout, stderr: expect.stringContaining('is already up')});
  expect((await status()).pids).toEqual(pids);

  expect(await cli('down', '--name', name)).toMatchObject({code: 0, stderr: `The sandbox "${name}" is gone.\n`});
  for (const pid of Object.values(pids)) expect(await lives(pid)).toBe(false);
  expect(await cli('down', '--name', name)).toMatchObject({code: 0, stderr: `The sandbox "${name}" does not run.\n`});
});

test('one that broke is shown as such, and up replaces it', async () => {
  await cli('up', '--name', name, '--nodes', '1');
  const first = await status();
  process.kill(first.pids['kwok'] ?? 0, 'SIGKILL');
  const broken = await eventually('the word of it', async () => {
    const now = await status();
    return now.state === 'broken' && now;
  });
  expect(broken.failed?.component).toBe('kwok');
  expect((await cli('up', '--name', name, '--nodes', '1')).code).toBe(0);
  const second = await status();
  expect(second.state).toBe('running');
  expect(Object.values(second.pids)).not.toEqual(expect.arrayContaining(Object.values(first.pids)));
  await cli('down', '--name', name);
});

test.each([
  [['up', '--nam', 'x'], "kflow-sandbox up: unknown option '--nam'."],
  [['up', '--nodes', '0'], '--nodes 0 is not possible.'],
  [['up', '--name', 'A B'], '"A B" cannot name a sandbox.'],
  [['exec', '--name', 'x'], 'kflow-sandbox exec: there is no command to run.'],
  [['start'], 'kflow-sandbox: there is no command "start".'],
])('%j is a mistake: exit 2 and no stack', async (args, message) => {
  const ran = await cli(...args);
  expect(ran).toMatchObject({code: 2, stdout: ''});
  expect(ran.stderr.startsWith(message)).toBe(true);
  expect(ran.stderr).not.toMatch(/^\s+at /m);
});

test('what needs a sandbox says how to start one', async () => {
  expect(await cli('kubeconfig', '--name', 'nobody')).toMatchObject({
    code: 1,
    stderr: 'The sandbox "nobody" does not run.\nStart it with: kflow-sandbox up --name nobody\n',
  });
});
