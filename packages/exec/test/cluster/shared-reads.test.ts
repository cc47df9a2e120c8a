import {expect, test} from '@jest/globals';
import {SharedReads} from '../../src/cluster/read/shared-reads.js';

/** Reads that the test answers. */
function held() {
  const answers: ((text: string) => void)[] = [];
  const read = (): Promise<string> => new Promise((resolve) => answers.push(resolve));
  return {answers, read};
}

test('of many who ask at once, the first has a read of its own, and all others one that began after they asked', async () => {
  const reads = new SharedReads<string>();
  const {answers, read} = held();
  const first = reads.read('pods', read);
  const others = [reads.read('pods', read), reads.read('pods', read), reads.read('pods', read)];
  expect(answers).toHaveLength(1);
  answers[0]!('before');
  expect(await first).toBe('before');
  await new Promise(setImmediate);
  expect(answers).toHaveLength(2);
  const late = reads.read('pods', read);
  answers[1]!('after');
  expect(await Promise.all(others)).toEqual(['after', 'after', 'after']);
  await new Promise(setImmediate);
  answers[2]!('last');
  expect(await late).toBe('last');
  expect(answers).toHaveLength(3);
});

test('another key is another read', async () => {
  const reads = new SharedReads<string>();
  const {answers, read} = held();
  const both = [reads.read('pods', read), reads.read('services', read)];
  expect(answers).toHaveLength(2);
  answers.forEach((answer, index) => answer(String(index)));
  expect(await Promise.all(both)).toEqual(['0', '1']);
});

test('a read that fails fails for who shared it, and for nobody else', async () => {
  const reads = new SharedReads<string>();
  const first = reads.read('pods', () => Promise.reject(new Error('refused')));
  const second = reads.read('pods', async () => 'fine');
  await expect(first).rejects.toThrow('refused');
  expect(await second).toBe('fine');
  expect(await reads.read('pods', async () => 'again')).toBe('again');
});
