import {expect, test} from '@jest/globals';
import {firstAnswer} from '../../src/cluster/read/first-answer.js';
import {ReadError} from '../../src/cluster/read/read-error.js';
import type {ApiTransport} from '../../src/cluster/transport/api-transport.js';
import {HeldClock, settle} from './held-clock.js';

/** A transport that fails so often, and what asked it. */
function asking(times: number, status: number, message: string) {
  const clock = new HeldClock();
  const stop = new AbortController();
  const failure = new ReadError({status, reason: status === 0 ? 'Unreachable' : 'X', message});
  let asked = 0;
  const get = async () => {
    asked += 1;
    if (asked <= times) throw failure;
    return '{}';
  };
  const answer = firstAnswer({get} as unknown as ApiTransport, clock, stop.signal);
  answer.catch(() => undefined);
  return {clock, stop, failure, answer, asked: () => asked};
}

test.each([
  [503, 'no'],
  [429, 'too many'],
  [0, 'HTTP 503'],
  [0, 'read tcp 127.0.0.1:1->127.0.0.1:2: read: connection reset by peer'],
  [0, 'unexpected EOF'],
])('a cluster in trouble (%i %s) is asked again', async (status, message) => {
  const {clock, answer, asked} = asking(3, status, message);
  for (let tries = 0; tries < 4; tries += 1) {
    await settle();
    await clock.advance(2_000);
  }
  await answer;
  expect(asked()).toBe(4);
});

test.each([
  [0, 'dial tcp 127.0.0.1:1: connect: connection refused'],
  [0, 'dial tcp: lookup nowhere.example.com: no such host'],
  [401, 'Unauthorized'],
])('nobody, or one who refuses (%i %s), is asked once', async (status, message) => {
  const {failure, answer, asked} = asking(1, status, message);
  await expect(answer).rejects.toBe(failure);
  expect(asked()).toBe(1);
});

test('when the time is over, the last failure is told', async () => {
  const {stop, failure, answer} = asking(Infinity, 503, 'no');
  await settle();
  stop.abort(new Error('late'));
  await expect(answer).rejects.toBe(failure);
});
