import {chmodSync, mkdirSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, expect, test} from '@jest/globals';
import {followGuide} from '../../harness/guide.js';
import {kflowBin, Project} from '../../harness/project.js';
import {sandbox} from '../../harness/sandbox.js';

let project: Project;
beforeAll(() => {
  project = new Project().write({'bin/kflow': `#!/bin/sh\nexec '${process.execPath}' '${kflowBin}' "$@"\n`});
  chmodSync(join(project.dir, 'bin/kflow'), 0o755);
  mkdirSync(join(project.dir, 'reader'));
});
afterAll(async () => {
  await project.kubectl('delete', 'namespace', 'hooks', '--ignore-not-found');
  project.remove();
});

test('docs/command-runners.md, from top to bottom', async () => {
  const followed = await followGuide({
    page: fileURLToPath(new URL('../../../../docs/command-runners.md', import.meta.url)),
    dir: join(project.dir, 'reader'),
    env: {...project.env, PATH: [join(project.dir, 'bin'), project.env['PATH']].join(delimiter)},
    shownAs: {[sandbox().context]: 'my-cluster'},
  });
  expect(followed).toBeGreaterThan(7);
});
