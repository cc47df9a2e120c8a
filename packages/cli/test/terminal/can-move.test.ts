import {expect, test} from '@jest/globals';
import {canMove} from '../../src/terminal/can-move.js';

test.each<[{isTTY: boolean; columns: number}, {[name: string]: string}, boolean]>([
  [{isTTY: true, columns: 80}, {TERM: 'xterm'}, true],
  [{isTTY: true, columns: 80}, {NO_COLOR: '1'}, true],
  [{isTTY: true, columns: 80}, {CI: 'false'}, true],
  [{isTTY: true, columns: 80}, {CI: 'true'}, false],
  [{isTTY: true, columns: 80}, {CI: '1'}, false],
  [{isTTY: true, columns: 80}, {TERM: 'dumb'}, false],
  [{isTTY: true, columns: 0}, {}, false],
  [{isTTY: false, columns: 80}, {FORCE_COLOR: '1'}, false],
])('%j with %j', (stream, env, moves) => {
  expect(canMove(stream as unknown as NodeJS.WriteStream, env)).toBe(moves);
});
