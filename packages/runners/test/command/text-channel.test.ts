import {expect, test} from '@jest/globals';
import {jsonLine} from '../../src/command/json-line.js';
import {TextChannel} from '../../src/command/text-channel.js';

test('texts come out in order, those of before and those of later, until it is closed', async () => {
  const channel = new TextChannel();
  channel.write('a');
  channel.write('b');
  const read = channel[Symbol.asyncIterator]();
  expect([(await read.next()).value, (await read.next()).value]).toEqual(['a', 'b']);
  const next = read.next();
  channel.write('c');
  channel.close();
  expect(await next).toEqual({value: 'c', done: false});
  expect(await read.next()).toEqual({value: undefined, done: true});
});

test('JSON in one line, with all digits of large numbers', () => {
  const value = {a: [12345678901234567890n, undefined, 'x\ny'], b: undefined, c: {d: null, e: 1.5, f: true}};
  expect(jsonLine(value)).toBe('{"a":[12345678901234567890,null,"x\\ny"],"c":{"d":null,"e":1.5,"f":true}}\n');
});
