import {expect, test} from '@jest/globals';
import {JsonReporter} from '../../src/reporters/json.js';
import {fakeTerminal} from '../fake-terminal.js';
import {applied} from '../recordings/apply.js';

test('the events, one a line, as they are; warnings of the project after run.started', () => {
  const {terminal, written} = fakeTerminal();
  const reporter = new JsonReporter(terminal, [
    {code: 'KF402', severity: 'warning', message: 'a later phase', hint: 'move it'},
  ]);
  for (const event of applied) reporter.event(event);
  reporter.tick();
  const lines = written.out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines[1]).toEqual({type: 'warning', at: applied[0]!.at, message: 'a later phase', hint: 'move it'});
  expect(lines.filter((_, index) => index !== 1)).toEqual(applied);
  expect(written.err).toBe('');
});

test('an interruption is said on stderr', () => {
  const {terminal, written} = fakeTerminal();
  const reporter = new JsonReporter(terminal, []);
  reporter.interrupted(1);
  expect(written.out).toBe('');
  expect(written.err).toMatch(/stopping/);
});
