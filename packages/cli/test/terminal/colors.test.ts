import {expect, test} from '@jest/globals';
import {colorsWanted} from '../../src/terminal/colors.js';

test.each<[boolean, boolean, {[name: string]: string}, boolean]>([
  // terminal, --no-color, environment, colors
  [true, false, {}, true],
  [false, false, {}, false],
  [true, true, {}, false],
  [true, true, {FORCE_COLOR: '1'}, false],
  [true, false, {NO_COLOR: '1'}, false],
  [true, false, {NO_COLOR: ''}, true],
  [true, false, {NO_COLOR: '1', FORCE_COLOR: '1'}, false],
  [false, false, {FORCE_COLOR: '1'}, true],
  [true, false, {FORCE_COLOR: '0'}, false],
  [true, false, {TERM: 'dumb'}, false],
  [true, false, {TERM: 'dumb', FORCE_COLOR: '1'}, true],
])('terminal %s, --no-color %s, %j', (isTTY, noColor, env, colors) => {
  expect(colorsWanted({isTTY}, noColor, env)).toBe(colors);
});
