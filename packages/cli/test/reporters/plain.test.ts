import {expect, test} from '@jest/globals';
import type {KflowEvent} from '@kflow/exec';
import {stripVTControlCharacters} from 'node:util';
import {PlainReporter} from '../../src/reporters/plain.js';
import {fakeTerminal} from '../fake-terminal.js';
import {applied, dryRun, failed} from '../recordings/apply.js';
import {start} from '../recordings/event.js';

function play(events: readonly KflowEvent[], options: {verbose?: boolean; ascii?: boolean; colors?: boolean} = {}) {
  const {terminal, written} = fakeTerminal(options);
  const reporter = new PlainReporter(terminal, {verbose: options.verbose ?? false, width: 16});
  for (const event of events) reporter.event(event);
  return {written, reporter};
}

test.each([
  ['an apply', applied, {}],
  ['an apply, verbose, in ASCII', applied, {verbose: true, ascii: true}],
  ['an apply that fails', failed, {}],
])('%s', (_, events, options) => {
  const {written} = play(events, options);
  expect(written.out).toBe('');
  expect(written.err).toMatchSnapshot();
});

test('a dry run: the commands on stdout, everything else on stderr', () => {
  const {written} = play(dryRun);
  expect(written.out).toMatchSnapshot('stdout');
  expect(written.err).toMatchSnapshot('stderr');
  // Everything on stdout is a comment or a command.
  expect(written.out.split('\n').filter((line) => !/^(#.*|kubectl .*|helm .*|)$/.test(line))).toEqual([]);
});

test('colors change nothing but the colors', () => {
  for (const events of [applied, failed, dryRun]) {
    const colored = play(events, {colors: true}).written;
    expect(colored.err).toContain('\u001b[');
    expect(stripVTControlCharacters(colored.err)).toBe(play(events).written.err);
  }
});

test('a failure takes about ten lines', () => {
  const lines = play(failed).written.err.split('\n');
  const first = lines.findIndex((line) => line.includes('✗ web'));
  const length = lines.slice(first + 1).findIndex((line) => !line.startsWith('      ')) + 1;
  expect(length).toBeLessThanOrEqual(10);
});

test('a silence is broken every ten seconds with what is being waited for', () => {
  const waiting = applied.slice(0, applied.findIndex((event) => event.type === 'workload.progress') + 1);
  const {reporter, written} = play(waiting);
  written.err = '';
  const tick = (seconds: number) => {
    written.err = '';
    reporter.tick(start + seconds * 1000);
    return written.err;
  };
  expect(tick(10)).toBe('');
  expect(tick(11)).toBe('  … schema.migrate    running (11s)\n  … web               deployment/web 0/3 ready (10s)\n');
  expect(tick(20)).toBe('');
  expect(tick(21)).toContain('deployment/web 0/3 ready (20s)');
});

test('a change that came too soon to be shown is shown a little later, if nothing newer came', () => {
  const second = applied.findIndex((event) => event.type === 'workload.progress') + 2;
  const {reporter, written} = play(applied.slice(0, second));
  expect(written.err).not.toContain('1/3 ready');
  written.err = '';
  reporter.tick(start + 3000);
  expect(written.err).toBe('');
  reporter.tick(start + 4000);
  reporter.tick(start + 5000);
  expect(written.err).toBe('  … web               deployment/web 1/3 ready (1.2s)\n');
});

test('nothing is said while nothing runs', () => {
  const {reporter, written} = play(applied);
  written.err = '';
  reporter.tick(start + 3_600_000);
  expect(written.err).toBe('');
});

test('Ctrl-C names what is allowed to end', () => {
  const waiting = applied.slice(0, applied.findIndex((event) => event.type === 'workload.progress') + 1);
  const {reporter, written} = play(waiting);
  written.err = '';
  reporter.interrupted(1);
  reporter.interrupted(2);
  expect(written.err).toBe(
    'stopping: nothing new is started; waiting for schema.migrate to end. Press Ctrl-C again to end it now.\nending schema.migrate\n',
  );
});
