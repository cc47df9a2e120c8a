import {expect, test} from '@jest/globals';
import {errorReport} from '../../src/engine/error-report.js';
import {KflowError} from '../../src/errors/kflow-error.js';

test.each(['user', 'external', 'bug'] as const)('a KflowError of the family %s', (family) => {
  const command = {text: 'kubectl apply -f x.yaml', exitCode: 1, output: 'boom'};
  expect(errorReport(new KflowError(family, 'KF703', 'kubectl failed', {hint: 'try again', command}))).toEqual({
    code: 'KF703',
    message: 'kubectl failed',
    hint: 'try again',
    command: 'kubectl apply -f x.yaml',
    exitCode: 1,
    output: 'boom',
  });
  expect(errorReport(new KflowError(family, 'KF703', 'no more'))).toEqual({code: 'KF703', message: 'no more'});
});

test('the diagnosis that an error carries', () => {
  const diagnosis = {workload: 'deployment/web', reason: 'CrashLoopBackOff'};
  const error = Object.assign(new KflowError('external', 'KF801', 'web will not become ready'), {diagnosis});
  expect(errorReport(error).diagnosis).toEqual(diagnosis);
});

test('an abort', () => {
  expect(errorReport(AbortSignal.abort().reason)).toEqual({code: 'KF902', message: 'interrupted'});
});

test.each([
  [new TypeError('x is not a function'), 'unexpected error: TypeError: x is not a function'],
  [new Error('hunter2 is wrong'), 'unexpected error: *** is wrong'],
  [new RangeError(), 'unexpected error: RangeError'],
  ['text', 'unexpected error: text'],
  [undefined, 'unexpected error: undefined'],
  [null, 'unexpected error: null'],
])('anything else is a bug, masked and without a stack: %p', (error, message) => {
  const report = errorReport(error, (text) => text.replaceAll('hunter2', '***'));
  expect(report).toMatchObject({code: 'KF900', message});
  expect(JSON.stringify(report)).not.toContain('.ts:');
});
