import {expect, test} from '@jest/globals';
import {displayPath} from '../../src/terminal/display-path.js';

test.each([
  ['/project/a.yaml', '/project', 'a.yaml'],
  ['/project/sub/a.yaml', '/project', 'sub/a.yaml'],
  ['/project', '/project', '.'],
  ['/project/a.yaml', '/project/sub', '../a.yaml'],
  ['/elsewhere/a.yaml', '/project/sub', '/elsewhere/a.yaml'],
  ['already/relative', '/project', 'already/relative'],
])('%s seen from %s', (path, cwd, shown) => {
  expect(displayPath(path, cwd)).toBe(shown);
});
