import {existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {delimiter, dirname, join} from 'node:path';
import {afterAll, beforeAll, expect, test} from '@jest/globals';
import {npm} from '../../harness/npm.js';
import {released, thisPlatform} from '../../harness/released.js';
import type {Released} from '../../harness/released.js';
import {run} from '../../harness/run.js';

let made: Released;
let dir: string;
/** Somebody's machine that has Node, a shell, and nothing to build with; and an empty home. */
let env: {HOME: string; PATH: string};
beforeAll(async () => {
  made = await released();
  dir = mkdtempSync(join(tmpdir(), 'kflow-packed-sandbox-'));
  const bin = join(dir, 'bin');
  mkdirSync(bin);
  mkdirSync(join(dir, 'home'));
  for (const name of ['sh', 'bash', 'ps', 'env']) {
    const {stdout} = await run('bash', ['-c', `type -P ${name}`], {env: process.env});
    symlinkSync(stdout.trim(), join(bin, name));
  }
  symlinkSync(process.execPath, join(bin, 'node'));
  env = {HOME: join(dir, 'home'), PATH: bin};
  writeFileSync(join(dir, 'package.json'), '{"name": "consumer", "private": true, "type": "module"}');
}, 600_000);
afterAll(() => rmSync(dir, {recursive: true, force: true}));

const sandbox = (...args: string[]) => run(join(dir, 'node_modules/.bin/kflow-sandbox'), args, {cwd: dir, env});

test('without its programs it says what to install, and compiles nothing', async () => {
  // Nobody has published the packages with the programs: an optional dependency that cannot be had does not stop an installation.
  await npm(dir, ['install', made.tarballs.sandbox!, made.tarballs.cli!]);
  expect(existsSync(join(dir, `node_modules/@kflow/sandbox-${thisPlatform}`))).toBe(false);
  const up = await sandbox('up');
  expect(up).toMatchObject({code: 1, stdout: ''});
  expect(up.stderr).toContain(
    `there is no @kflow/sandbox-${thisPlatform} beside @kflow/sandbox.\nInstall it: npm install`,
  );
  expect(up.stderr).toContain('kflow-sandbox build makes them');
  expect(existsSync(join(dir, 'home/.cache/kflow/go'))).toBe(false);
});

test('with its programs a sandbox starts, without Go and with an empty cache, and kflow applies something on it', async () => {
  await npm(dir, ['install', '--save-dev', made.tarballs[`sandbox-${thisPlatform}`]!]);
  writeFileSync(join(dir, 'kflow.yaml'), 'kflow: {version: v1, kind: Config}\nresources: [web.yaml]\n');
  writeFileSync(
    join(dir, 'web.yaml'),
    'kflow: {version: v1, kind: ResourceDefinition}\nname: web\nnamespace: web\nmanifests: [deployment.yaml]\n',
  );
  writeFileSync(
    join(dir, 'deployment.yaml'),
    `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: example/web:1}]}
`,
  );
  writeFileSync(
    join(dir, 'use.mjs'),
    `import {spawnSync} from 'node:child_process';
import {startSandbox} from '@kflow/sandbox';

const sandbox = await startSandbox();
const options = {env: {...sandbox.env, NO_COLOR: '1'}, encoding: 'utf8'};
const applied = spawnSync('node_modules/.bin/kflow', ['apply', '--json'], options);
const health = spawnSync('node_modules/.bin/kflow', ['health', '--json'], options);
const pods = spawnSync('kubectl', ['get', 'deployment', 'web', '-n', 'web', '-o', 'jsonpath={.status.readyReplicas}'], options);
const helm = spawnSync('helm', ['list', '-A', '-o', 'json'], options);
let helm3 = await sandbox.helm3().catch((error) => error.message);
console.log(JSON.stringify({applied: applied.status, healthy: JSON.parse(health.stdout).healthy, pods: pods.stdout, helm: helm.stdout.trim(), helm3, said: applied.stderr}));
await sandbox.stop();
`,
  );
  const used = await run('node', ['use.mjs'], {cwd: dir, env});
  expect(used).toMatchObject({code: 0, stderr: ''});
  expect(JSON.parse(used.stdout)).toMatchObject({
    ...{applied: 0, healthy: true, pods: '2', helm: '[]'},
    helm3: 'helm 3 is not there: the packages of the sandbox bring helm 4 only.',
  });
  // Links to its programs are all that is in the cache.
  expect(existsSync(join(dir, 'home/.cache/kflow/go'))).toBe(false);
});

test('its command line uses the same programs, and has nothing to build', async () => {
  const built = await sandbox('build');
  expect(built).toMatchObject({code: 0, stderr: ''});
  const bin = built.stdout.trim();
  expect(dirname(dirname(bin))).toBe(join(dir, 'home/.cache/kflow/sandbox'));
  const client = await run('kubectl', ['version', '--client'], {env: {...env, PATH: [bin, env.PATH].join(delimiter)}});
  expect(client).toMatchObject({code: 0, stdout: expect.stringContaining('Client Version: v1.')});
});

test('programs of another version are refused', async () => {
  const manifest = join(dir, `node_modules/@kflow/sandbox-${thisPlatform}/package.json`);
  writeFileSync(manifest, JSON.stringify({name: `@kflow/sandbox-${thisPlatform}`, version: '99.0.0'}));
  const up = await sandbox('up');
  expect(up.code).toBe(1);
  expect(up.stderr).toMatch(
    /@kflow\/sandbox-\S+ is 99\.0\.0: they have to be of one version\.\nInstall it: npm install/,
  );
});
