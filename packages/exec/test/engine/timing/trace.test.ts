import {expect, test} from '@jest/globals';
import fc from 'fast-check';
import type {KflowEvent} from '../../../src/engine/event.js';
import {TraceRecorder} from '../../../src/engine/timing/trace.js';
import type {TraceEvent} from '../../../src/engine/timing/trace.js';

const at = (milliseconds: number): string => new Date(Date.UTC(2031, 0, 1) + milliseconds).toISOString();
const started = (step: string, time: number, kind = 'manifests'): KflowEvent => ({
  at: at(time),
  type: 'step.started',
  step,
  resource: 'r',
  kind,
  summary: kind,
});
const succeeded = (step: string, time: number): KflowEvent => ({
  at: at(time),
  type: 'step.succeeded',
  step,
  resource: 'r',
  seconds: 0,
  changes: [],
});

function bars(events: readonly KflowEvent[]): TraceEvent[] {
  const recorder = new TraceRecorder();
  for (const event of events) recorder.add(event);
  return recorder.document.traceEvents.filter(({ph}) => ph === 'X');
}

test('steps share lanes only when they do not run at once; waits have lanes of their own', () => {
  const shown = bars([
    started('a', 0),
    started('b', 10),
    succeeded('a', 20),
    started('c', 30),
    started('w', 30, 'wait'),
    {at: at(30), type: 'resource.waiting', resource: 'r', for: 'ready', workloads: ['deployment/r']},
    succeeded('b', 40),
    succeeded('c', 50),
    succeeded('w', 60),
    {at: at(70), type: 'resource.ready', resource: 'r', for: 'ready', seconds: 0.04},
  ]);
  expect(shown.map(({name, pid, tid, dur}) => [name, pid, tid, dur])).toEqual([
    ['a', 1, 1, 20_000],
    ['b', 1, 2, 30_000],
    ['c', 1, 1, 20_000],
    ['w', 2, 1, 30_000],
    ['r ready', 2, 2, 40_000],
  ]);
});

test('what has no end when the run is over ends with it', () => {
  const finished: KflowEvent = {
    at: at(90),
    type: 'run.finished',
    outcome: 'interrupted',
    seconds: 1,
    succeeded: 0,
    failed: [],
    skipped: [],
    exitCode: 130,
  };
  expect(bars([started('a', 0), finished])).toMatchObject([{name: 'a', cat: 'interrupted', dur: 90_000}]);
});

test('no two bars of a lane ever overlap, and no more lanes are used than ran at once', () => {
  const spans = fc.array(fc.tuple(fc.nat(50), fc.integer({min: 1, max: 20})), {maxLength: 40});
  fc.assert(
    fc.property(spans, (list) => {
      const moments = list.flatMap(([start, length], index) => [
        {time: start, event: started(`s${index}`, start), order: 1},
        {time: start + length, event: succeeded(`s${index}`, start + length), order: 0},
      ]);
      moments.sort((a, b) => a.time - b.time || a.order - b.order);
      const shown = bars(moments.map(({event}) => event));
      expect(shown).toHaveLength(list.length);
      for (const one of shown) {
        for (const other of shown) {
          if (one === other || one.tid !== other.tid) continue;
          expect(one.ts! + one.dur! <= other.ts! || other.ts! + other.dur! <= one.ts!).toBe(true);
        }
      }
      const most = Math.max(
        0,
        ...list.map(([start]) => list.filter(([from, length]) => from <= start && start < from + length).length),
      );
      expect(Math.max(0, ...shown.map(({tid}) => tid))).toBe(most);
    }),
  );
});
