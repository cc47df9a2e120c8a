import {expect, test} from '@jest/globals';
import type {RunFinished, RunResumed} from '@kflow/exec';
import {renderResumed} from '../../src/reporters/resume-summary.js';
import {renderSummary} from '../../src/reporters/summary.js';
import {fakeTerminal} from '../fake-terminal.js';

const {colors} = fakeTerminal().terminal.err;
const {symbols} = fakeTerminal().terminal;

const resumed: RunResumed = {
  at: '2031-01-02T03:14:05.000Z',
  type: 'run.resumed',
  run: 'r1',
  began: '2031-01-02T03:04:05.000Z',
  outcome: 'cut off',
  done: ['a.m', 'b.m'].map((step) => ({step, doneAt: '2031-01-02T03:05:05.000Z'})),
  again: [
    {step: 'c.m', reason: 'c.yaml changed'},
    {step: 'd.m', reason: 'comes after c.m'},
    {step: 'e.m', reason: 'comes after c.m'},
  ],
};

test('a resumed run says from what, what it leaves out, and what it does again and why', () => {
  expect(renderResumed(resumed, colors)).toEqual([
    'resuming the apply that began 10m ago and was cut off: 2 steps done and unchanged',
    '    a.m, b.m (done)',
    '    c.m (again: c.yaml changed)',
    '    d.m, e.m (again: comes after c.m)',
  ]);
  expect(renderResumed({...resumed, outcome: 'failed', done: [], again: []}, colors)).toEqual([
    'resuming the apply that began 10m ago and failed: nothing of it can be kept',
  ]);
});

test.each<[string, Partial<RunFinished>, string, boolean]>([
  ['a failed apply that did something', {succeeded: 1}, 'apply', true],
  ['a failed apply that did nothing', {succeeded: 0}, 'apply', false],
  ['a resumed one that did nothing more', {succeeded: 0, resumed: 2}, 'apply', true],
  ['an interrupted apply', {succeeded: 1, outcome: 'interrupted'}, 'apply', true],
  ['an apply that went through', {succeeded: 1, outcome: 'succeeded'}, 'apply', false],
  ['a failed destroy', {succeeded: 1}, 'destroy', false],
])('%s: whether --resume is proposed', (_, parts, operation, isProposed) => {
  const event: RunFinished = {
    at: resumed.at,
    type: 'run.finished',
    outcome: 'failed',
    seconds: 3,
    succeeded: 0,
    failed: [],
    skipped: [],
    exitCode: 1,
    ...parts,
  };
  const text = renderSummary(event, {operation, dryRun: false, commands: 0, colors, symbols}).join('\n');
  expect(text.includes('--resume')).toBe(isProposed);
  expect(text.includes('2 done before')).toBe(event.resumed === 2);
});
