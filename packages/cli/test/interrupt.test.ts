import {EventEmitter} from 'node:events';
import {expect, jest, test} from '@jest/globals';
import {Interrupt, Interrupted} from '../src/interrupt.js';

function fakeProcess() {
  const exit = jest.fn<(code?: number) => never>();
  const emitter = Object.assign(new EventEmitter(), {exit});
  const source = emitter as unknown as Pick<NodeJS.Process, 'on' | 'off' | 'exit'>;
  return {exit, source, emitter, emit: (name: string) => emitter.emit(name)};
}

test('first stops new work, second ends what runs, third ends kflow', () => {
  const {exit, source, emit} = fakeProcess();
  const requests: number[] = [];
  const interrupt = new Interrupt((request) => requests.push(request), source);
  emit('SIGINT');
  expect([interrupt.signal.aborted, interrupt.kill.aborted]).toEqual([true, false]);
  expect(interrupt.signal.reason).toBeInstanceOf(Interrupted);
  emit('SIGTERM');
  expect(interrupt.kill.aborted).toBe(true);
  expect(exit).not.toHaveBeenCalled();
  emit('SIGHUP');
  expect(exit).toHaveBeenCalledWith(130);
  expect(requests).toEqual([1, 2]);
});

test('closed, it leaves no listener behind', () => {
  const {source, emitter} = fakeProcess();
  new Interrupt(() => {}, source).close();
  expect(emitter.eventNames()).toEqual([]);
});

test('what was interrupted has no result, even if it came to one', async () => {
  const work = Interrupt.around(async (signal) => {
    process.emit('SIGINT');
    return signal.aborted;
  });
  await expect(work).rejects.toBeInstanceOf(Interrupted);
  expect(await Interrupt.around(async (signal) => signal.aborted)).toBe(false);
});
