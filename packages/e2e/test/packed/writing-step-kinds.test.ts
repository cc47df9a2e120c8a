import {delimiter, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from '@jest/globals';
import {followGuide} from '../../harness/guide.js';
import {Packed} from '../../harness/packed.js';
import {userEnvironment} from '../../harness/sandbox.js';

test('docs/writing-step-kinds.md, followed from top to bottom', async () => {
  const packed = await Packed.install();
  try {
    const env = userEnvironment(join(packed.dir, 'home'));
    const page = fileURLToPath(new URL('../../../../docs/writing-step-kinds.md', import.meta.url));
    // The registry does not have what is only packed yet: it is installed already.
    packed.write('.npmrc', 'prefer-offline=true\n');
    const blocks = await followGuide({
      page,
      dir: packed.dir,
      env: {...env, PATH: `${join(packed.dir, 'node_modules/.bin')}${delimiter}${env.PATH}`},
    });
    expect(blocks).toBeGreaterThan(15);
  } finally {
    packed.remove();
  }
});
