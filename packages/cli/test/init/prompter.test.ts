import {expect, test} from '@jest/globals';
import {Interrupted} from '../../src/interrupt.js';
import {typing} from './terminal-double.js';

const any = (value: string) => ({value});

test('lines that were typed in one go answer the questions in their order; an empty one is the default', async () => {
  const {prompter, shown} = typing(['one', '', '  three ']);
  expect(await prompter.ask('A', 'x', any)).toBe('one');
  expect(await prompter.ask('B', 'two', any)).toBe('two');
  expect(await prompter.ask('C', '', any)).toBe('three');
  expect(shown()).toContain('B [two]: ');
  expect(shown()).toContain('C: ');
  prompter.close();
});

test('a bad answer is told, and the question asked again', async () => {
  const {prompter, shown} = typing(['7', '2']);
  const read = (text: string) => (text === '2' ? {value: 2} : {problem: `not ${text}`});
  expect(await prompter.ask('A', '', read)).toBe(2);
  expect(shown()).toContain('  not 7\n');
  prompter.close();
});

test.each([
  ['Ctrl-C', '\u0003'],
  ['Ctrl-D', '\u0004'],
])('%s ends it, and what comes after', async (_, key) => {
  const {prompter, type} = typing([]);
  const asked = prompter.ask('A', 'x', any);
  type(key);
  await expect(asked).rejects.toBeInstanceOf(Interrupted);
  await expect(prompter.ask('B', 'x', any)).rejects.toBeInstanceOf(Interrupted);
  prompter.close();
});

test('so does the signal, with its reason', async () => {
  const controller = new AbortController();
  const {prompter} = typing([], controller.signal);
  const asked = prompter.ask('A', 'x', any);
  controller.abort(new Error('enough'));
  await expect(asked).rejects.toThrow('enough');
  prompter.close();
});
