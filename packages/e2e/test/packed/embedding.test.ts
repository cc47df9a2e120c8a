import {cpSync, mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {afterAll, beforeAll, expect, test} from '@jest/globals';
import {followGuide} from '../../harness/guide.js';
import {cacheDir} from '../../../dev/cache-dir.mjs';
import {startBrowser} from '../../harness/browser.js';
import {Packed} from '../../harness/packed.js';
import {PackedRegistry} from '../../harness/packed-registry.js';
import {examples} from '../../harness/project.js';
import {run} from '../../harness/run.js';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

let packed: Packed;
let registry: PackedRegistry;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  packed = await Packed.install();
  registry = await PackedRegistry.start(Object.values(packed.tarballs));
  // A user's npm, with a cache that the other tests have filled.
  const home = join(packed.dir, 'home');
  mkdirSync(home);
  registry.useFor(home);
  const {PATH, npm_config_cache, npm_config_registry} = process.env;
  env = {PATH, HOME: home, NO_COLOR: '1', npm_config_cache, npm_config_registry};
  for (const [name, value] of Object.entries(env)) if (value === undefined) delete env[name];
});
afterAll(async () => {
  await registry?.stop();
  packed?.remove();
});

test('examples/embed-planner: its README, and its own tests', async () => {
  const dir = join(packed.dir, 'embed-planner');
  cpSync(join(examples, 'embed-planner'), dir, {
    recursive: true,
    filter: (path) => !/\/(node_modules|dist)$/.test(path),
  });
  await followGuide({page: join(dir, 'README.md'), dir, env});
  const tested = await run('npm', ['test', '--silent'], {cwd: dir, env});
  expect(tested).toMatchObject({code: 0});
  expect(tested.stdout).toMatch(/^# pass 4$/m);
});

test('docs/embedding.md, from top to bottom', async () => {
  const dir = join(packed.dir, 'guide');
  mkdirSync(dir);
  // The control plane is there already, and the sandbox looks for it where this run has it.
  const KFLOW_CACHE_DIR = cacheDir();
  await followGuide({page: join(root, 'docs/embedding.md'), dir, env: {...env, KFLOW_CACHE_DIR}});
  const browser = await startBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(join(dir, 'my-tool/page/index.html')).href);
    await page.locator('[data-box]').getByText('app', {exact: true}).waitFor();
    await page.locator('textarea').fill('kflow: {version: v1, kind: ResourceDefinition}\nname: web\nhelms: 1\n');
    await page.getByText('app.yaml:3:1: error KF201: unknown key `helms`').waitFor();
  } finally {
    await browser.close();
  }
});
