import {expect, test} from '@jest/globals';
import {stripVTControlCharacters} from 'node:util';
import {printTable} from '../../src/tables/table.js';
import {fakeTerminal} from '../fake-terminal.js';

const rows = [
  ['web', 'default', 'a rather long description of what it is that this does'],
  ['a-much-longer-name', '', 'x'],
];

function print(options: {width?: number; colors?: boolean} = {}, cells = rows) {
  const {terminal, written} = fakeTerminal(options);
  printTable(terminal.out, ['name', 'namespace', 'does'], cells);
  return written.out;
}

test('columns line up, an empty cell is a dash, nothing is cut in a pipe', () => {
  expect(print()).toBe(`\
NAME                NAMESPACE  DOES
web                 default    a rather long description of what it is that this does
a-much-longer-name  -          x
`);
});

test('on a narrow terminal the widest column is cut', () => {
  const lines = print({width: 60}).trimEnd().split('\n');
  expect(lines[1]).toMatch(/^web {17}default {4}a rather long descriptio.*…$/);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(60);
});

test('colors take no room', () => {
  const painted = rows.map(([name = '', ...more]) => [`\u001b[32m${name}\u001b[39m`, ...more]);
  expect(stripVTControlCharacters(print({colors: true}, painted))).toBe(print());
});
