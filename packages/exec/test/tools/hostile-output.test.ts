// What a cluster or a chart prints may be made to keep kflow busy: patterns that take the square of its length would take hours over these.
import {expect, test} from '@jest/globals';
import {toolFailure} from '../../src/tools/failure/tool-failure.js';
import {transientFailure} from '../../src/tools/failure/transient-failure.js';
import {Redactor} from '../../src/tools/report/redact.js';

const pieces = [
  'a.',
  'a://',
  'a://b:',
  '--from-literal=',
  "--from-literal='",
  "'--token=",
  'Bearer ',
  'Authorization: ',
  '"data":{',
  '\\',
  '\\"data\\":{',
  'data:map[',
  '...|',
  'data:\n',
  '---\n',
  'stringData: ',
  'Data:map[string]',
  'valueUnstructured{Value:',
  'dial tcp ',
  'failed calling webhook ',
  'context "',
  ' ',
];

test.each(pieces)('a million characters of %j are masked, judged and cut', (piece) => {
  const text = `${piece.repeat(1_000_000 / piece.length)} hunter2`;
  const redactor = new Redactor(['hunter2']);
  expect(redactor.text(text, 'any')).not.toContain('hunter2');
  const result = {exitCode: 1, timedOut: false, aborted: false, stdout: '', stderr: text, duration: 0};
  const error = toolFailure({tool: 'kubectl', args: ['apply'], command: 'kubectl apply', result, redactor});
  expect(error).toMatchObject({code: 'KF703'});
  expect(error.command!.output).not.toContain('hunter2');
  expect(error.command!.output.length).toBeLessThan(100_000);
  transientFailure(error.command!.output);
});

test('values in JSON of any depth are still masked', () => {
  let json = JSON.stringify({kind: 'Secret', data: {password: 'aHVudGVyMg=='}});
  for (let depth = 0; depth < 6; depth++) {
    expect(new Redactor().text(json, 'any')).not.toContain('aHVudGVyMg');
    json = JSON.stringify(json);
  }
});

test('what an old API server says of a value is masked up to its end', () => {
  const text = '.stringData.a: expected string, got &value.valueUnstructured{Value:12345678} here';
  expect(new Redactor().text(text, 'any')).toBe(
    '.stringData.a: expected string, got &value.valueUnstructured{Value:***} here',
  );
  expect(new Redactor().text('valueUnstructured{Value:12345678', 'any')).toBe('valueUnstructured{Value:***}');
});
