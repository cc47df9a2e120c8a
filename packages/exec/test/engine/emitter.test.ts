import {expect, test} from '@jest/globals';
import {Emitter} from '../../src/engine/emitter.js';
import type {KflowEvent} from '../../src/engine/event.js';
import type {Clock} from '../../src/ports/clock.js';
import {atRest} from './held-tasks.js';

const clock: Clock = {now: () => Date.UTC(2031, 0, 2, 3, 4, 5, 6), monotonic: () => 0, sleep: async () => {}};

test('adds the time', () => {
  const events: KflowEvent[] = [];
  new Emitter(clock, (event) => events.push(event)).emit({type: 'warning', message: 'careful'});
  expect(events).toEqual([{type: 'warning', message: 'careful', at: '2031-01-02T03:04:05.006Z'}]);
});

test('a sink that throws gets no more events, and the others are warned once', () => {
  const events: string[] = [];
  let calls = 0;
  const bad = (): void => {
    calls += 1;
    throw new Error('no terminal');
  };
  const emitter = new Emitter(clock, bad, undefined, (event) => events.push((event as {message: string}).message));
  emitter.emit({type: 'warning', message: 'one'});
  emitter.emit({type: 'warning', message: 'two'});
  expect(events).toEqual(['one', 'a listener of events failed and gets no more of them: no terminal', 'two']);
  expect([calls, emitter.faults]).toEqual([1, [new Error('no terminal')]]);
});

test('a sink whose promise rejects is dropped, too', async () => {
  let calls = 0;
  const emitter = new Emitter(clock, async () => {
    calls += 1;
    throw new Error('disk full');
  });
  emitter.emit({type: 'warning', message: 'one'});
  await atRest();
  emitter.emit({type: 'warning', message: 'two'});
  expect([calls, emitter.faults]).toEqual([1, [new Error('disk full')]]);
});

test('every sink sees the same order when one of them emits', () => {
  const seen: string[] = [];
  const emitter: Emitter = new Emitter(
    clock,
    (event) => {
      if (event.type === 'warning' && event.message === 'one') emitter.emit({type: 'warning', message: 'two'});
    },
    (event) => seen.push((event as {message: string}).message),
  );
  emitter.emit({type: 'warning', message: 'one'});
  expect(seen).toEqual(['one', 'two']);
});
