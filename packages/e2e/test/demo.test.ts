import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, expect, test} from '@jest/globals';
import {run} from '../harness/run.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'kflow-demo-'));
afterEach(() => rmSync(home, {recursive: true, force: true}));

test('npm run demo: a cluster comes up in phases, is looked at, and goes down again; the home directory stays as it is', async () => {
  // A kubeconfig that nobody may read: the demo has its own.
  const env = {...process.env, HOME: home, KUBECONFIG: join(home, 'unreadable', 'config')};
  const {code, stdout, stderr} = await run('npm', ['run', 'demo'], {cwd: root, env});
  expect({code, stderr}).toMatchObject({code: 0});
  const parts = ['graph', 'plan', 'apply --dry-run', 'apply\n', 'status', 'health', 'destroy'].map((part) =>
    stderr.indexOf(`$ kflow -c examples/longhorn-traefik/kflow.yaml ${part}`),
  );
  expect(parts).toEqual([...parts].sort((a, b) => a - b));
  expect(parts[0]).toBeGreaterThan(0);
  expect(stdout).toMatch(/5 resources, all healthy/);
  expect(stderr).toMatch(/destroy succeeded/);
  expect(readdirSync(home)).toEqual([]);
});
