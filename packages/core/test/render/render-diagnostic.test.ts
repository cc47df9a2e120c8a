import {expect, test} from '@jest/globals';
import {renderDiagnostic, type Diagnostic} from '../../src/index.js';

const at = {file: '/project/app.yaml', line: 3, column: 5};

test('a place, the problem, related places and a hint', () => {
  const diagnostic: Diagnostic = {
    ...{code: 'KF201', severity: 'error', message: 'unknown key `dependOn`', at},
    hint: 'did you mean `dependsOn`?\nor not',
    related: [{message: 'the other one', at: {file: '/elsewhere/x.yaml', line: 1, column: 1}}],
  };
  const lines = `error KF201: unknown key \`dependOn\`
  /elsewhere/x.yaml:1:1: the other one
  hint: did you mean \`dependsOn\`?
    or not`;
  expect(renderDiagnostic(diagnostic)).toBe(`/project/app.yaml:3:5: ${lines}`);
  expect(renderDiagnostic(diagnostic, '/project')).toBe(`app.yaml:3:5: ${lines}`);
  expect(renderDiagnostic(diagnostic, '/')).toBe(`project/app.yaml:3:5: ${lines.replace('/elsewhere', 'elsewhere')}`);
});

test('without a place or a hint it is one line', () => {
  expect(renderDiagnostic({code: 'KF322', severity: 'warning', message: 'nothing'})).toBe('warning KF322: nothing');
});

test('what somebody else wrote does not move the cursor', () => {
  const file = '/a\u001b[2J.yaml';
  expect(
    renderDiagnostic({code: 'KF101', severity: 'error', message: 'bad \u001b[31m\r', at: {...at, file}}, '/'),
  ).toBe('a\\u001b[2J.yaml:3:5: error KF101: bad \\u001b[31m\\r');
});
