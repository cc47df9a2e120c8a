// docs/writing-runners.md, followed from top to bottom by somebody who has installed kflow from npm, and has nothing of the workspace.
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, expect, test} from '@jest/globals';
import {followGuide} from '../../harness/guide.js';
import {Packed} from '../../harness/packed.js';
import {run} from '../../harness/run.js';
import {PackedRegistry} from '../../harness/packed-registry.js';

const page = fileURLToPath(new URL('../../../../docs/writing-runners.md', import.meta.url));

let packed: Packed;
let registry: PackedRegistry;
let dir: string;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  packed = await Packed.install();
  registry = await PackedRegistry.start(Object.values(packed.tarballs));
  dir = mkdtempSync(join(tmpdir(), 'kflow-guide-'));
  const {PATH = '', HOME, KFLOW_CACHE_DIR} = process.env;
  env = {
    HOME,
    PATH: [join(packed.dir, 'node_modules/.bin'), PATH].join(delimiter),
    NO_COLOR: '1',
    ...registry.env,
    ...(KFLOW_CACHE_DIR && {KFLOW_CACHE_DIR}),
  };
});
afterAll(async () => {
  // It is down already, unless a step failed.
  await run('kflow-sandbox', ['down', '--name', 'guide'], {env});
  await registry?.stop();
  packed?.remove();
  rmSync(dir, {recursive: true, force: true});
});

test('a runner is written, run, tested, packed, and used in another project', async () => {
  expect(await followGuide({page, dir, env})).toBeGreaterThan(15);
});
