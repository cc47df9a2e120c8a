import {expect, test} from '@jest/globals';
import {readMessage} from '../../src/command/read-message.js';

test.each(['', 'text', '{', '{"log": ', '[{"log": "a"}]', 'null', '42', '"log"', '{]'])(
  '%p is a text for the user',
  (line) => {
    expect(readMessage(line)).toBeUndefined();
  },
);

test.each([
  {log: 'a', secrets: ['b']},
  {secrets: []},
  {kubectl: ['get', 'pods'], mutating: false, check: false, id: 1, stdin: '', timeout: 0.5},
  {exec: ['true'], selector: 'app=db', container: 'db', namespace: 'other', id: 'x'},
  {applyManifest: [{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'a'}, data: {}}]},
  {healthy: true, detail: 'fine'},
])('%j is a message', (message) => {
  expect(readMessage(`  ${JSON.stringify(message)} `)).toEqual(message);
});

test('what is wrong with a message is said with the line, which is cut', () => {
  const line = JSON.stringify({kubectl: ['x'.repeat(1000)], mutatin: false});
  expect(() => readMessage(line)).toThrow(
    `it printed ${line.slice(0, 120)}...: \`mutatin\` is unknown there; known: kubectl, id, check, mutating, stdin, timeout, secrets`,
  );
  expect(() => readMessage('{"toString": 1}')).toThrow('that is no message');
  expect(() => readMessage('{"log": "a", "__proto__": 1}')).toThrow('`__proto__` is unknown there');
});
