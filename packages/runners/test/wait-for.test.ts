import {expect, test} from '@jest/globals';
import {waitFor} from '../src/index.js';

test('true as soon as the predicate is, asked one at a time', async () => {
  let asked = 0;
  expect(await waitFor(async () => ++asked === 3, {interval: 0})).toBe(true);
  expect(asked).toBe(3);
});

test('false when the time is over, having asked at least once', async () => {
  let asked = 0;
  expect(await waitFor(() => ++asked > 1, {timeout: 0})).toBe(false);
  expect(asked).toBe(1);
});

test('what the predicate throws ends the waiting', async () => {
  const failing = waitFor(() => {
    throw new Error('no route');
  });
  await expect(failing).rejects.toThrow('no route');
});

test('the signal ends it: before the first question, between two, and during one that never ends', async () => {
  const reason = new Error('stopped');
  let asked = 0;
  const count = (): boolean => {
    asked += 1;
    return false;
  };
  await expect(waitFor(count, {signal: AbortSignal.abort(reason)})).rejects.toBe(reason);
  expect(asked).toBe(0);

  const between = new AbortController();
  const waiting = waitFor(
    () => {
      setImmediate(() => between.abort(reason));
      return count();
    },
    {interval: 1e6, timeout: 1e6, signal: between.signal},
  );
  await expect(waiting).rejects.toBe(reason);
  expect(asked).toBe(1);

  const during = new AbortController();
  const stuck = waitFor(() => new Promise<boolean>(() => setImmediate(() => during.abort(reason))), {
    signal: during.signal,
  });
  await expect(stuck).rejects.toBe(reason);
});
