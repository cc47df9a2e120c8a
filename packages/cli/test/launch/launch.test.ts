import {spawnSync} from 'node:child_process';
import {cpSync, existsSync, readFileSync, readdirSync, statSync, truncateSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {afterEach, beforeEach, expect, test} from '@jest/globals';
import {TemporaryProject, bin, goodFiles} from '../run-cli.js';

let project: TemporaryProject;
beforeEach(() => {
  project = new TemporaryProject(goodFiles);
  delete project.env.NODE_DISABLE_COMPILE_CACHE;
});
afterEach(() => project.remove());

const code = () => join(project.dir, '.cache/kflow/code');

/** The commands that something is kept of. */
const commands = (directory = code()) =>
  readdirSync(directory)
    .map((name) => name.replace(/\.[0-9a-f]{8}$/, ''))
    .sort();

const fileOf = (command: string) =>
  join(
    code(),
    readdirSync(code()).find((name) => name.startsWith(`${command}.`))!,
  );

test('the second run of a command uses what the first has kept, and says the same', async () => {
  const first = await project.kflow('plan');
  expect(first).toMatchObject({code: 0, stderr: ''});
  expect(commands()).toEqual(['plan']);
  const written = statSync(fileOf('plan'));
  expect(await project.kflow('plan')).toEqual(first);
  // All that it loads was kept.
  expect(statSync(fileOf('plan')).ino).toBe(written.ino);
});

test('the same kflow in another place uses it, too', async () => {
  await project.kflow('plan');
  const {size} = statSync(fileOf('plan'));
  const copy = join(project.dir, 'copy');
  cpSync(join(dirname(bin), '..'), copy, {
    recursive: true,
    filter: (path) => !/[\\/](?:node_modules|src|test|types)$/.test(path),
  });
  const args = [join(copy, 'bin/kflow.cjs'), 'plan'];
  const {status, stderr} = spawnSync(process.execPath, args, {cwd: project.dir, env: project.env, encoding: 'utf8'});
  expect({status, stderr}).toEqual({status: 0, stderr: ''});
  expect(commands()).toEqual(['plan']);
  expect(statSync(fileOf('plan')).size).toBe(size);
});

test('each command has its own', async () => {
  for (const args of [['validate'], ['graph'], ['--help'], ['__complete', 'pl'], ['no-such-command']])
    await project.kflow(...args);
  expect(commands()).toEqual(['complete', 'graph', 'kflow', 'validate']);
});

test('a run that fails says the same the second time, and where', async () => {
  writeFileSync(join(project.dir, 'kflow.yaml'), 'kflow: {version: v1, kind: Config}\nphase: [base]\n');
  const first = await project.kflow('plan');
  expect(first).toMatchObject({code: 2, stdout: ''});
  expect(first.stderr).toContain('kflow.yaml:2:1');
  expect(await project.kflow('plan')).toEqual(first);
});

test('one that is damaged harms nothing, and is written anew', async () => {
  const first = await project.kflow('plan');
  const file = fileOf('plan');
  const whole = readFileSync(file);
  const damaged = Buffer.from(whole);
  for (let at = 0; at < damaged.length; at += 1000) damaged[at]! ^= 0xff;
  writeFileSync(file, damaged);
  expect(await project.kflow('plan')).toEqual(first);
  truncateSync(file, Math.floor(whole.length / 2));
  expect(await project.kflow('plan')).toEqual(first);
  expect(statSync(file).size).toBeGreaterThan(whole.length / 2);
});

test('where there is no place for it, kflow does without', async () => {
  const first = await project.kflow('plan');
  project.env.KFLOW_CACHE_DIR = join(project.dir, 'kflow.yaml');
  expect(await project.kflow('plan')).toEqual(first);
  project.env.KFLOW_CACHE_DIR = join(project.dir, 'elsewhere');
  expect(await project.kflow('plan')).toEqual(first);
  expect(commands(join(project.dir, 'elsewhere/code'))).toEqual(['plan']);
});

test('NODE_DISABLE_COMPILE_CACHE keeps it from being', async () => {
  project.env.NODE_DISABLE_COMPILE_CACHE = '1';
  await project.kflow('plan');
  expect(existsSync(join(project.dir, '.cache'))).toBe(false);
});

test('a dry run writes nothing', async () => {
  await project.kflow('apply', '--dry-run');
  expect(existsSync(join(project.dir, '.cache'))).toBe(false);
});

test('--version asks for nothing', async () => {
  await project.kflow('--version');
  expect(existsSync(join(project.dir, '.cache'))).toBe(false);
});

test.each(['mjs', 'js', 'ts', 'cjs'])('a runner in .%s is loaded by both', async (ending) => {
  project.remove();
  const [from, to] =
    ending === 'cjs'
      ? ['const {BaseRunner} = require("@kflow/runners");', 'exports.Own =']
      : ['import {BaseRunner} from "@kflow/runners"; import {sep} from "node:path"; void sep;', 'export'];
  project = new TemporaryProject({
    ...goodFiles,
    'package.json': '{"type": "module"}',
    'resources/own.yaml': `kflow: {version: v1, kind: ResourceDefinition}\nname: own\nrunners: [{class: Own, file: ../own.${ending}}]\n`,
    [`own.${ending}`]: `${from}\n/** Mine. */\n${to} class Own extends BaseRunner {\n  async apply() {}\n}\n`,
  });
  delete project.env.NODE_DISABLE_COMPILE_CACHE;
  const first = await project.kflow('runners');
  expect(first).toEqual({code: 0, stdout: expect.stringMatching(/^Own +apply /m), stderr: ''});
  expect(await project.kflow('runners')).toEqual(first);
  expect(commands()).toEqual(['runners']);
});
