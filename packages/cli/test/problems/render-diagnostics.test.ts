import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, test} from '@jest/globals';
import picocolors from 'picocolors';
import {countDiagnostics, renderDiagnostics} from '../../src/problems/render-diagnostics.js';

const dir = mkdtempSync(join(tmpdir(), 'kflow-cli-'));
afterAll(() => rmSync(dir, {recursive: true}));
const file = join(dir, 'web.yaml');
writeFileSync(file, `name: web\n\tdependOn: [a, bb]\n${'x'.repeat(300)}: here\n`);

const render = (at: {line: number; column: number; text?: string}, more = {}) =>
  renderDiagnostics(
    [{code: 'KF201', severity: 'error', message: 'unknown key `x`', at: {file, ...at}, ...more}],
    picocolors.createColors(false),
    dir,
  ).join('\n');

test('place, message, the line with a caret under the text, hint', () => {
  expect(render({line: 2, column: 2, text: 'dependOn'}, {hint: 'did you mean `dependsOn`?'})).toBe(`\
web.yaml:2:2: error KF201: unknown key \`x\`
  2 |  dependOn: [a, bb]
    |  ^^^^^^^^
  hint: did you mean \`dependsOn\`?`);
});

test('without the text, the caret spans the word that is there', () => {
  expect(render({line: 2, column: 16})).toContain(`${' '.repeat(15)}^^\n`.trimEnd());
  expect(render({line: 2, column: 12})).toMatch(/\| {12}\^$/);
});

test('of a long line, the piece around the text', () => {
  const [, source = '', caret = ''] = render({line: 3, column: 303, text: 'here'}).split('\n');
  expect(source.length).toBeLessThan(140);
  expect(source.slice(caret.indexOf('^'), caret.lastIndexOf('^') + 1)).toBe('here');
});

test('a line that is not there any more: what the location remembers', () => {
  expect(render({line: 99, column: 7, text: 'gone: here'})).toContain('99 | gone: here');
  expect(render({line: 99, column: 7})).toBe('web.yaml:99:7: error KF201: unknown key `x`');
});

test('related places', () => {
  const related = [{message: 'first defined here', at: {file, line: 1, column: 7}}];
  expect(render({line: 2, column: 2, text: 'dependOn'}, {related})).toContain('  web.yaml:1:7: first defined here');
});

test('a problem without a place', () => {
  const lines = renderDiagnostics([{code: 'KF501', severity: 'warning', message: 'm'}], picocolors.createColors(false));
  expect(lines).toEqual(['warning KF501: m']);
});

test('counts', () => {
  const [error, warning] = [
    {code: 'KF201', severity: 'error', message: 'm'},
    {code: 'KF402', severity: 'warning', message: 'm'},
  ] as const;
  expect(countDiagnostics([])).toBe('');
  expect(countDiagnostics([error])).toBe('1 error');
  expect(countDiagnostics([error, error, warning])).toBe('2 errors, 1 warning');
});
