import {expect, test} from '@jest/globals';
import {KflowError} from '@kflow/exec';
import {Interrupted} from '../../src/interrupt.js';
import {Declined} from '../../src/problems/declined.js';
import {refuse} from '../../src/problems/refusal.js';
import {reportFailure} from '../../src/problems/report-failure.js';
import {UnknownName} from '../../src/problems/unknown-name.js';
import {fakeTerminal} from '../fake-terminal.js';

function report(
  cause: unknown,
  options: {json?: boolean; verbose?: boolean; stream?: boolean; uncaught?: boolean} = {},
) {
  const {terminal, written} = fakeTerminal();
  const code = reportFailure(cause, terminal, {json: false, verbose: false, stream: false, ...options});
  return {code, ...written};
}

const external = new KflowError('external', 'KF702', 'kubectl apply failed', {
  hint: 'look at the manifest',
  command: {text: 'kubectl apply -f a.yaml', exitCode: 1, output: 'one\ntwo'},
});

test('bad input: exit 2', () => {
  expect(report(refuse('KF003', '--timeout x is not a duration', 'like 5m'))).toEqual({
    code: 2,
    out: '',
    err: 'error KF003: --timeout x is not a duration\n  hint: like 5m\n',
  });
  expect(report(new UnknownName('KF001', 'there is no command `aply`', 'aply', ['apply'], 'other')).err).toContain(
    'hint: did you mean `apply`?',
  );
  expect(report(new UnknownName('KF001', 'there is no command `qqqqq`', 'qqqqq', ['apply'], 'other')).err).toContain(
    'hint: other',
  );
  expect(report(new KflowError('user', 'KF711', 'no such context')).code).toBe(2);
});

test('bad input under --json: the shape of validate', () => {
  const {code, out, err} = report(refuse('KF003', 'bad', 'hint'), {json: true});
  expect(code).toBe(2);
  expect(JSON.parse(out)).toEqual({
    valid: false,
    diagnostics: [{code: 'KF003', severity: 'error', message: 'bad', hint: 'hint'}],
  });
  expect(err).toBe('');
  expect(report(refuse('KF003', 'bad'), {json: true, stream: true}).out.split('\n')).toHaveLength(2);
});

test('a tool failed: exit 1, with its command and what it printed', () => {
  expect(report(external)).toEqual({
    code: 1,
    out: '',
    err: `\
error KF702: kubectl apply failed
  $ kubectl apply -f a.yaml (exit 1)
  │ one
  │ two
  hint: look at the manifest
`,
  });
  expect(JSON.parse(report(external, {json: true}).out)).toEqual({
    error: {
      code: 'KF702',
      message: 'kubectl apply failed',
      hint: 'look at the manifest',
      command: 'kubectl apply -f a.yaml',
      exitCode: 1,
      output: 'one\ntwo',
    },
  });
});

test('what a tool printed is not shown twice', () => {
  const failed = (output: string) =>
    report(
      new KflowError('external', 'KF703', 'kubectl apply failed: no such host', {
        command: {text: 'kubectl apply', exitCode: 1, output},
      }),
    ).err;
  expect(failed('error: no such host\n')).toBe(
    'error KF703: kubectl apply failed: no such host\n  $ kubectl apply (exit 1)\n',
  );
  expect(failed('trying\nno such host')).toContain('│ no such host');
  expect(failed('no such host at all')).toContain('│ no such host at all');
});

test('a bug: exit 1, asks for a report, the stack only when verbose', () => {
  const bug = new TypeError('x is not a function');
  const quiet = report(bug);
  expect(quiet.code).toBe(1);
  expect(quiet.err).toMatch(/KF900: x is not a function/);
  expect(quiet.err).toMatch(/please report/);
  expect(quiet.err).not.toMatch(/\n\s+at /);
  expect(report(bug, {verbose: true}).err).toMatch(/\n\s+at /);
  expect(report(bug, {uncaught: true}).err).toMatch(/does not await a promise/);
  expect(report('thrown text').err).toContain('thrown text');
});

test('an interruption: exit 130; a no: exit 1', () => {
  expect(report(new Interrupted('interrupted'))).toEqual({code: 130, out: '', err: 'interrupted\n'});
  expect(report(new Declined('nothing was destroyed'))).toEqual({code: 1, out: '', err: 'nothing was destroyed\n'});
});
