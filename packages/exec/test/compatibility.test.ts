// What docs/compatibility.md promises of documents that a later version of kflow, or somebody else, has added something to.
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {expect, test} from '@jest/globals';
import type {KflowEvent} from '../src/engine/event.js';
import {Timeline} from '../src/engine/timing/timeline.js';
import {TraceRecorder} from '../src/engine/timing/trace.js';
import {readJournal} from '../src/journal/read-journal.js';
import {openStateStore} from '../src/state/open-state-store.js';
import {fakeClock, temporary} from './state/temporary.js';

const at = '2031-01-02T03:04:05.006Z';

test('an event of a type that is not known is nothing to what is made of events', () => {
  const strange = {at, type: 'step.teleported', step: 'a.b', fromTheFuture: [1]} as unknown as KflowEvent;
  const known: KflowEvent = {at, type: 'step.succeeded', step: 'a.b', resource: 'a', seconds: 1, changes: []};
  for (const made of [new Timeline(), new TraceRecorder()]) {
    made.add(strange);
    made.add(known);
    made.add(strange);
  }
  const [alone, among] = [new Timeline(), new Timeline()];
  alone.add(known);
  for (const event of [strange, known]) among.add(event);
  expect(among.spans).toEqual(alone.spans);
});

test('what a state file has beside what is known is read past, and kept', async () => {
  const dir = await temporary();
  const path = join(dir, 'state.json');
  const entry = {
    ...{phase: 'apps', namespace: 'shop', status: 'applied', lastOperation: 'apply', lastOperationAt: at, future: 3},
    steps: {deploy: {kind: 'script', outcome: 'succeeded', at, future: 4}},
  };
  const state = {version: 2, future: 1, clusters: {prod: {future: 2, resources: {old: entry}}}};
  await writeFile(path, JSON.stringify(state), {mode: 0o600});
  const store = openStateStore({dir, clock: fakeClock()});
  expect((await store.cluster('prod')).resources['old']).toMatchObject({status: 'applied'});
  await store.recordStep('prod', {
    resource: {name: 'new', phase: 'apps', namespace: 'shop'},
    step: 'deploy',
    operation: 'apply',
    state: {kind: 'script', outcome: 'succeeded'},
  });
  const written = JSON.parse(await readFile(path, 'utf8'));
  expect(written).toMatchObject(state);
  expect(Object.keys(written.clusters.prod.resources)).toEqual(['old', 'new']);
});

test('a journal with lines and fields of another version is read as far as it is known', async () => {
  const path = join(await temporary(), 'journals', 'prod.jsonl');
  await mkdir(dirname(path), {mode: 0o700});
  const header = {type: 'run', version: 1, run: 'r', operation: 'apply', context: 'prod', project: '/p/kflow.yaml', at};
  const lines = [
    {...header, future: 1},
    {type: 'checkpoint', at},
    {type: 'step', step: 'a.b', at, touched: [], future: 2},
    {type: 'end', outcome: 'failed', at},
  ];
  await writeFile(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''), {mode: 0o600});
  const content = await readJournal(path);
  expect([...content!.steps.keys()]).toEqual(['a.b']);
  expect(content!.end).toMatchObject({outcome: 'failed'});
  await writeFile(path, `${JSON.stringify({...header, version: 2})}\n`, {mode: 0o600});
  expect(await readJournal(path)).toBeUndefined();
});
