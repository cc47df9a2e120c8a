import {expect, test} from '@jest/globals';
import {closest} from '../../src/index.js';

test.each([
  ['dependOn', ['dependsOn', 'description'], 'dependsOn'],
  ['namepsace', ['name', 'namespace'], 'namespace'],
  ['DEPENDSON', ['dependsOn'], 'dependsOn'],
  ['ab', ['ba', 'ac'], 'ba'],
  ['web', ['api', 'db'], undefined],
  ['x', ['y', 'X'], 'X'],
  ['', ['a'], undefined],
  ['stroage', ['storage', 'store'], 'storage'],
  ['anything', [], undefined],
])('%s of %j is %s', (typed, names, expected) => {
  expect(closest(typed, names)).toBe(expected);
});
