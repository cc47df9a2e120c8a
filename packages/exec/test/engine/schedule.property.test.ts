import {expect, test} from '@jest/globals';
import fc from 'fast-check';
import {schedule} from '../../src/engine/schedule.js';
import type {Task, TaskOutcome} from '../../src/engine/task.js';
import {atRest} from './held-tasks.js';

interface Sample {
  id: string;
  phase: number;
  after: string[];
  slot: boolean;
  length: number;
  fails: boolean;
}

const samples = (failing: boolean): fc.Arbitrary<Sample[]> =>
  fc
    .array(
      fc.record({
        phase: fc.nat(2),
        slot: fc.boolean(),
        length: fc.integer({min: 1, max: 9}),
        fails: failing ? fc.nat(5).map((dice) => dice === 0) : fc.constant(false),
        links: fc.array(fc.nat(30), {maxLength: 4}),
      }),
      {maxLength: 24},
    )
    .chain((raw) => {
      // Links go to whatever sorts before by phase and then position, so that every graph is acyclic; then declared order is shuffled.
      const sorted = raw.toSorted((a, b) => a.phase - b.phase);
      const tasks = sorted.map(({links, ...rest}, index): Sample => ({
        ...rest,
        id: `t${index}`,
        after: index === 0 ? [] : links.map((link) => `t${link % index}`),
      }));
      return fc.shuffledSubarray(tasks, {minLength: tasks.length, maxLength: tasks.length});
    });

interface Trace {
  started: Map<string, number>;
  ended: Map<string, number>;
  finished: Map<string, number>;
  outcomes: Map<string, TaskOutcome>;
  makespan: number;
}

/** Runs samples on a virtual clock: time jumps to the next end of a task once everything is at rest. `check` sees each rest. */
async function simulate(
  tasks: Sample[],
  options: {concurrency: number; keepGoing?: boolean},
  check: (running: Set<string>, trace: Trace) => void = () => {},
): Promise<Trace> {
  const running = new Map<string, {until: number; end(): void}>();
  const trace: Trace = {started: new Map(), ended: new Map(), finished: new Map(), outcomes: new Map(), makespan: 0};
  let now = 0;
  let over = false;
  const done = schedule(
    tasks.map((sample): Task => ({
      id: sample.id,
      phase: sample.phase,
      after: sample.after,
      slot: sample.slot,
      weight: sample.length,
      run: () =>
        new Promise((resolve, reject) => {
          expect(trace.started.has(sample.id)).toBe(false);
          trace.started.set(sample.id, now);
          const end = (): void => {
            running.delete(sample.id);
            trace.ended.set(sample.id, now);
            if (sample.fails) reject(new Error(sample.id));
            else resolve();
          };
          running.set(sample.id, {until: now + sample.length, end});
        }),
    })),
    {...options, observer: {taskFinished: (id) => trace.finished.set(id, (trace.finished.get(id) ?? 0) + 1)}},
  ).then((outcomes) => {
    trace.outcomes = outcomes;
    over = true;
  });
  await atRest();
  while (!over) {
    check(new Set(running.keys()), trace);
    expect(running.size).toBeGreaterThan(0);
    now = Math.min(...[...running.values()].map((task) => task.until));
    for (const task of [...running.values()]) if (task.until === now) task.end();
    await atRest();
  }
  await done;
  trace.makespan = now;
  return trace;
}

const concurrencies = fc.integer({min: 1, max: 4});

test('without failures: order, phases, slots, no idle slot next to a ready task, one outcome each', async () => {
  await fc.assert(
    fc.asyncProperty(samples(false), concurrencies, async (tasks, concurrency) => {
      const byId = new Map(tasks.map((task) => [task.id, task]));
      const trace = await simulate(tasks, {concurrency}, (running, {started, ended}) => {
        const slots = [...running].filter((id) => byId.get(id)!.slot).length;
        expect(slots).toBeLessThanOrEqual(concurrency);
        expect(new Set([...running].map((id) => byId.get(id)!.phase)).size).toBe(1);
        const phase = byId.get([...running][0]!)!.phase;
        const ready = tasks.filter(
          (task) => task.phase === phase && !started.has(task.id) && task.after.every((id) => ended.has(id)),
        );
        // Waits never stand ready; slot tasks only when every slot is taken.
        expect(ready.filter((task) => !task.slot)).toEqual([]);
        if (slots < concurrency) expect(ready).toEqual([]);
      });
      for (const task of tasks) {
        expect(trace.outcomes.get(task.id)).toEqual({status: 'succeeded'});
        expect(trace.finished.get(task.id)).toBe(1);
        for (const id of task.after) expect(trace.ended.get(id)!).toBeLessThanOrEqual(trace.started.get(task.id)!);
        for (const other of tasks) {
          if (other.phase < task.phase) {
            expect(trace.ended.get(other.id)!).toBeLessThanOrEqual(trace.started.get(task.id)!);
          }
        }
      }
      expect([...trace.outcomes.keys()]).toEqual(tasks.map((task) => task.id));
    }),
  );
});

test('never longer than work / slots + longest path, phase by phase (Graham’s bound for list scheduling)', async () => {
  await fc.assert(
    fc.asyncProperty(samples(false), concurrencies, async (tasks, concurrency) => {
      const {makespan} = await simulate(tasks, {concurrency});
      let bound = 0;
      for (const phase of new Set(tasks.map((task) => task.phase))) {
        const members = tasks.filter((task) => task.phase === phase);
        const byId = new Map(members.map((task) => [task.id, task]));
        const path = (task: Sample): number =>
          task.length + Math.max(0, ...task.after.flatMap((id) => (byId.has(id) ? [path(byId.get(id)!)] : [])));
        const work = members.filter((task) => task.slot).reduce((sum, task) => sum + task.length, 0);
        bound += work / concurrency + Math.max(...members.map(path));
      }
      expect(makespan).toBeLessThanOrEqual(bound);
    }),
    {numRuns: 60},
  );
});

test('with failures: each task one outcome, and every skip names a true reason', async () => {
  await fc.assert(
    fc.asyncProperty(samples(true), concurrencies, fc.boolean(), async (tasks, concurrency, keepGoing) => {
      const byId = new Map(tasks.map((task) => [task.id, task]));
      const {outcomes, started, ended, finished} = await simulate(tasks, {concurrency, keepGoing});
      const reaches = (task: Sample, id: string): boolean =>
        task.after.some((other) => other === id || reaches(byId.get(other)!, id));
      const failedPhase = Math.min(
        ...tasks.filter((task) => started.has(task.id) && task.fails).map((task) => task.phase),
      );
      const firstFailure = Math.min(...[...ended].filter(([id]) => byId.get(id)!.fails).map(([, at]) => at));
      expect(outcomes.size).toBe(tasks.length);
      for (const task of tasks) {
        const outcome = outcomes.get(task.id)!;
        expect(finished.get(task.id)).toBe(1);
        expect(started.has(task.id)).toBe(outcome.status !== 'skipped');
        expect(outcome.status === 'failed').toBe(started.has(task.id) && task.fails);
        // A task that depends on a failed one never starts, and nothing starts after the phase of a failure.
        const doomed = task.after.some((id) => outcomes.get(id)!.status !== 'succeeded');
        if (doomed || task.phase > failedPhase) expect(outcome.status).toBe('skipped');
        else if (keepGoing) expect(outcome.status).not.toBe('skipped');
        if (!keepGoing && started.has(task.id)) expect(started.get(task.id)!).toBeLessThanOrEqual(firstFailure);
        if (outcome.status === 'skipped') {
          if (outcome.reason.type === 'interrupted') throw new Error('nobody interrupted');
          expect(outcomes.get(outcome.reason.id)!.status).toBe('failed');
          if (outcome.reason.type === 'dependency') expect(reaches(task, outcome.reason.id)).toBe(true);
        }
      }
    }),
  );
});
