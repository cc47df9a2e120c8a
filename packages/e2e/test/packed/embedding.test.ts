import {cpSync, mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from '@jest/globals';
import {followGuide} from '../../harness/guide.js';
import {Packed} from '../../harness/packed.js';
import {PackedRegistry} from '../../harness/packed-registry.js';
import {examples} from '../../harness/project.js';
import {run} from '../../harness/run.js';

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
