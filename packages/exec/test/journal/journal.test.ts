import {appendFile, mkdir, readFile, stat, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {expect, test} from '@jest/globals';
import {discardJournal, Journal} from '../../src/journal/journal.js';
import {journalPath} from '../../src/journal/journal-file.js';
import type {JournalHeader, JournalStep} from '../../src/journal/journal-file.js';
import {readJournal} from '../../src/journal/read-journal.js';
import {temporary} from '../state/temporary.js';

const at = '2031-01-02T03:04:05.006Z';
const header: JournalHeader = {
  type: 'run',
  version: 1,
  run: 'r1',
  operation: 'apply',
  context: 'prod',
  project: '/p/kflow.yaml',
  at,
};
const step = (id: string): JournalStep => ({type: 'step', step: id, at, touched: []});

test('what was added is read again, in a file for its owner only', async () => {
  const path = journalPath(join(await temporary(), 'state'), 'prod', '/p/kflow.yaml');
  const journal = await Journal.begin(path, header, [step('a.m')]);
  await Promise.all([journal.add(step('b.m')), journal.add(step('c.m'))]);
  await journal.add({type: 'end', outcome: 'failed', at});
  await journal.close();
  const content = await readJournal(path);
  expect(content?.header).toEqual(header);
  expect([...content!.steps.keys()]).toEqual(['a.m', 'b.m', 'c.m']);
  expect(content?.end).toEqual({type: 'end', outcome: 'failed', at});
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await stat(dirname(path))).mode & 0o777).toBe(0o700);
});

test('a record is on disk when its promise resolves', async () => {
  const path = journalPath(await temporary(), 'prod', '/p/kflow.yaml');
  const journal = await Journal.begin(path, header, []);
  expect([...(await readJournal(path))!.steps.keys()]).toEqual([]);
  await journal.add(step('a.m'));
  expect([...(await readJournal(path))!.steps.keys()]).toEqual(['a.m']);
  await journal.close();
});

test('a new journal takes the place of an older one; a journal that was discarded is none', async () => {
  const path = journalPath(await temporary(), 'prod', '/p/kflow.yaml');
  await (await Journal.begin(path, header, [step('a.m')])).close();
  const journal = await Journal.begin(path, {...header, run: 'r2'}, []);
  expect(await readJournal(path)).toMatchObject({header: {run: 'r2'}, steps: new Map()});
  await journal.discard();
  await journal.close();
  expect(await readJournal(path)).toBeUndefined();
  await discardJournal(path);
});

test.each([
  ['cut off in the last line', '{"type":"step","step":"b.m","at":"2031'],
  ['zeroes, as after a power cut', '\0'.repeat(40)],
  ['something else', 'null\n[]\n"text"\n{"type":"other"}\n'],
])('%s: what came before counts', async (_, garbage) => {
  const path = journalPath(await temporary(), 'prod', '/p/kflow.yaml');
  await (await Journal.begin(path, header, [step('a.m')])).close();
  await appendFile(path, garbage);
  expect([...(await readJournal(path))!.steps.keys()]).toEqual(['a.m']);
});

test.each([
  ['an empty file', ''],
  ['no header', '{"type":"step","step":"a.m","at":"","touched":[]}\n'],
  ['a newer version', '{"type":"run","version":2,"operation":"apply"}\n'],
])('%s is no journal', async (_, text) => {
  const path = join(await temporary(), 'journal.jsonl');
  await writeFile(path, text);
  expect(await readJournal(path)).toBeUndefined();
});

test('a step record that is not whole is none', async () => {
  const path = join(await temporary(), 'journal.jsonl');
  const lines = [header, {type: 'step', step: 'a.m'}, {type: 'step', step: 7, at, touched: []}, step('b.m')];
  await writeFile(path, lines.map((line) => JSON.stringify(line)).join('\n'));
  expect([...(await readJournal(path))!.steps.keys()]).toEqual(['b.m']);
});

test('that it cannot be written says where and what to do', async () => {
  const dir = await temporary();
  await writeFile(join(dir, 'journals'), 'a file in the place of the folder');
  const path = journalPath(dir, 'prod', '/p/kflow.yaml');
  await expect(Journal.begin(path, header, [])).rejects.toMatchObject({
    code: 'KF912',
    message: expect.stringContaining('the journal cannot be written'),
  });
});

test('every context and every project has its own', async () => {
  const paths = new Set([
    journalPath('/s', 'prod', '/a/kflow.yaml'),
    journalPath('/s', 'prod', '/b/kflow.yaml'),
    journalPath('/s', 'test', '/a/kflow.yaml'),
    journalPath('/s', 'a/../../b', '/a/kflow.yaml'),
  ]);
  expect(paths.size).toBe(4);
  for (const path of paths) expect(dirname(path)).toBe('/s/journals');
});

test('the file holds one line a record', async () => {
  const path = journalPath(await temporary(), 'prod', '/p/kflow.yaml');
  await mkdir(dirname(path), {recursive: true});
  const journal = await Journal.begin(path, header, []);
  await journal.add(step('a.m'));
  await journal.close();
  expect(await readFile(path, 'utf8')).toBe(`${JSON.stringify(header)}\n${JSON.stringify(step('a.m'))}\n`);
});
