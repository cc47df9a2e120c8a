import {cpSync, mkdirSync, readFileSync, symlinkSync} from 'node:fs';
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
  const {PATH, npm_config_cache, npm_config_registry} = process.env;
  env = {PATH, HOME: home, NO_COLOR: '1', npm_config_cache, npm_config_registry, ...registry.env};
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

test('what the READMEs show of the planner', async () => {
  const blocks = ['README.md', 'packages/core/README.md'].flatMap((page) =>
    [...readFileSync(join(root, page), 'utf8').matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, text]) => text!),
  );
  expect(blocks).toHaveLength(3);
  const [fromStrings, same, fromFiles] = blocks;
  expect(same).toBe(fromStrings);
  packed.write('from-strings.mjs', fromStrings!);
  packed.write('from-files.mjs', fromFiles!);
  packed.write('kflow.yaml', 'kflow: {version: v1, kind: Config}\nresources: [app.yaml]\n');
  packed.write('app.yaml', 'kflow: {version: v1, kind: ResourceDefinition}\nname: db-1\nhelm: {chart: repo/db}\n');
  expect(await packed.run(process.execPath, 'from-strings.mjs')).toEqual({
    ...{code: 0, stderr: ''},
    stdout: 'app.helm helm repo/app as app\n',
  });
  const planned = await packed.run(process.execPath, 'from-files.mjs');
  expect(planned).toMatchObject({code: 0, stderr: ''});
  expect(JSON.parse(planned.stdout)).toMatchObject({operation: 'destroy', phases: [{steps: [{id: 'db-1.helm'}]}]});
});

test('docs/embedding.md, from top to bottom', async () => {
  const dir = join(packed.dir, 'guide');
  mkdirSync(dir);
  // The control plane is built already. The sandbox of the page stands apart from all others, and ends with the test.
  const KFLOW_CACHE_DIR = join(packed.dir, 'cache');
  mkdirSync(KFLOW_CACHE_DIR);
  symlinkSync(join(cacheDir(), 'sandbox'), join(KFLOW_CACHE_DIR, 'sandbox'));
  const reader = {...env, KFLOW_CACHE_DIR};
  try {
    await followGuide({page: join(root, 'docs/embedding.md'), dir, env: reader});
  } finally {
    const down = [join(root, 'packages/sandbox/bin/kflow-sandbox.js'), 'down', '--name', 'my-tool'];
    await run(process.execPath, down, {env: reader});
  }
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
  // It installs, compiles and starts a control plane: on a busy machine that takes longer than other tests may.
}, 600_000);
