import {describe, expect, test} from '@jest/globals';
import {schedule} from '../../src/engine/schedule.js';
import type {Task, TaskOutcome} from '../../src/engine/task.js';
import {atRest, HeldTasks} from './held-tasks.js';

const short = (outcomes: Map<string, TaskOutcome>): {[id: string]: string} =>
  Object.fromEntries(
    [...outcomes].map(([id, outcome]) => {
      if (outcome.status === 'failed') return [id, `failed: ${(outcome.error as Error).message}`];
      if (outcome.status === 'succeeded') return [id, 'succeeded'];
      return [
        id,
        outcome.reason.type === 'interrupted' ? 'interrupted' : `${outcome.reason.type} ${outcome.reason.id}`,
      ];
    }),
  );

describe('order', () => {
  test('a task starts as soon as what it waits for is done, not level by level', async () => {
    const held = new HeldTasks();
    const done = schedule([held.task('a'), held.task('slow'), held.task('b < a'), held.task('c < b')]);
    await atRest();
    expect(held.now()).toEqual(['a', 'slow']);
    await held.succeed('a');
    await held.succeed('b');
    expect(held.now()).toEqual(['slow', 'c']);
    await held.succeed('c', 'slow');
    expect(short(await done)).toEqual({a: 'succeeded', slow: 'succeeded', b: 'succeeded', c: 'succeeded'});
  });

  test('the longest remaining path goes first, then declared order', async () => {
    const held = new HeldTasks();
    const done = schedule(
      [
        held.task('leaf1'),
        held.task('leaf2'),
        held.task('chain'),
        held.task('next < chain'),
        held.task('heavy', {weight: 5}),
      ],
      {concurrency: 1},
    );
    for (const id of ['heavy', 'chain', 'leaf1', 'leaf2', 'next']) {
      await atRest();
      expect(held.now()).toEqual([id]);
      await held.succeed(id);
    }
    await done;
  });

  test('dependents in a later phase do not count for the path', async () => {
    const held = new HeldTasks();
    const done = schedule(
      [
        held.task('first'),
        held.task('second'),
        held.task('later1 < second', {phase: 1}),
        held.task('later2 < later1', {phase: 1}),
      ],
      {concurrency: 1},
    );
    for (const id of ['first', 'second', 'later1', 'later2']) {
      await atRest();
      await held.succeed(id);
    }
    await done;
    expect(held.started).toEqual(['first', 'second', 'later1', 'later2']);
  });

  test('a wait takes no slot, and starts as soon as its steps are done', async () => {
    const held = new HeldTasks();
    const done = schedule(
      [
        held.task('web.deploy'),
        held.task('web < web.deploy', {slot: false}),
        held.task('db.deploy'),
        held.task('db < db.deploy', {slot: false}),
        held.task('app < web db'),
      ],
      {concurrency: 1},
    );
    await atRest();
    await held.succeed('web.deploy');
    expect(held.now().sort()).toEqual(['db.deploy', 'web']);
    await held.succeed('db.deploy');
    expect(held.now()).toEqual(['web', 'db']);
    await held.succeed('db', 'web');
    expect(held.now()).toEqual(['app']);
    await held.succeed('app');
    await done;
  });

  test('a phase begins when every task and wait of the one before has ended', async () => {
    const held = new HeldTasks();
    const told: string[] = [];
    const done = schedule(
      [held.task('c', {phase: 7}), held.task('a', {phase: 2}), held.task('wait < a', {phase: 2, slot: false})],
      {
        observer: {
          phaseStarted: (phase) => told.push(`phase ${phase}`),
          phaseFinished: (phase, failed) => told.push(`phase ${phase} over, ${failed ? 'failed' : 'fine'}`),
          taskStarted: (id) => told.push(id),
          taskFinished: (id, outcome) => told.push(`${id} ${outcome.status}`),
        },
      },
    );
    await atRest();
    await held.succeed('a');
    expect(held.now()).toEqual(['wait']);
    await held.succeed('wait');
    await held.succeed('c');
    expect([...(await done).keys()]).toEqual(['c', 'a', 'wait']);
    expect(told).toEqual([
      'phase 2',
      'a',
      'a succeeded',
      'wait',
      'wait succeeded',
      'phase 2 over, fine',
      'phase 7',
      'c',
      'c succeeded',
      'phase 7 over, fine',
    ]);
  });

  test('eight slots by default', async () => {
    const held = new HeldTasks();
    const ids = Array.from({length: 12}, (_, index) => `t${index}`);
    const done = schedule(ids.map((id) => held.task(id)));
    await atRest();
    expect(held.now()).toEqual(ids.slice(0, 8));
    await held.succeed(...ids.slice(0, 8));
    await held.succeed(...ids.slice(8));
    await done;
  });

  test('no tasks are no work', async () => {
    expect((await schedule([])).size).toBe(0);
  });
});

describe('failure', () => {
  test('stops new tasks, lets running ones end, and says why the rest was skipped', async () => {
    const held = new HeldTasks();
    const done = schedule(
      [
        held.task('bad'),
        held.task('other'),
        held.task('wait', {slot: false}),
        held.task('child < bad'),
        held.task('grandchild < child'),
        held.task('afterOther < other', {slot: false}),
        held.task('queued'),
        held.task('later', {phase: 1}),
        held.task('laterChild < grandchild', {phase: 1}),
      ],
      {concurrency: 2},
    );
    await atRest();
    await held.fail('bad');
    expect(held.now()).toEqual(['wait', 'other']);
    await held.succeed('other');
    await held.succeed('wait');
    expect(held.now()).toEqual([]);
    expect(short(await done)).toEqual({
      bad: 'failed: bad broke',
      other: 'succeeded',
      wait: 'succeeded',
      child: 'dependency bad',
      grandchild: 'dependency bad',
      afterOther: 'stopped bad',
      queued: 'stopped bad',
      later: 'stopped bad',
      laterChild: 'dependency bad',
    });
  });

  test('keepGoing goes on inside the phase with what does not depend on it', async () => {
    const held = new HeldTasks();
    const failures: boolean[] = [];
    const done = schedule(
      [
        held.task('bad'),
        held.task('fine'),
        held.task('both < bad fine'),
        held.task('next < fine'),
        held.task('wait < next', {slot: false}),
        held.task('later < next', {phase: 1}),
        held.task('laterBoth < both', {phase: 1}),
      ],
      {keepGoing: true, observer: {phaseFinished: (_, failed) => failures.push(failed)}},
    );
    await atRest();
    await held.fail('bad');
    await held.succeed('fine');
    await held.succeed('next');
    await held.succeed('wait');
    expect(short(await done)).toEqual({
      bad: 'failed: bad broke',
      fine: 'succeeded',
      both: 'dependency bad',
      next: 'succeeded',
      wait: 'succeeded',
      later: 'stopped bad',
      laterBoth: 'dependency bad',
    });
    expect(failures).toEqual([true]);
  });

  test('a run that throws before it returns a promise is a failure', async () => {
    const outcomes = await schedule([
      {
        id: 'a',
        phase: 0,
        after: [],
        slot: true,
        run: () => {
          throw new Error('at once');
        },
      },
    ]);
    expect(short(outcomes)).toEqual({a: 'failed: at once'});
  });

  test('an observer that throws is reported after what runs has ended', async () => {
    const held = new HeldTasks();
    let over = false;
    const done = schedule([held.task('a'), held.task('b'), held.task('c < a')], {
      observer: {
        taskFinished: (id) => {
          if (id === 'a') throw new Error('observer broke');
        },
      },
    }).finally(() => (over = true));
    done.catch(() => {});
    await atRest();
    await held.succeed('a');
    expect([held.now(), over]).toEqual([['b'], false]);
    await held.succeed('b');
    await expect(done).rejects.toThrow('observer broke');
  });
});

describe('interruption', () => {
  test('signal: no new tasks, running ones end with their signals untouched, the rest is skipped', async () => {
    const held = new HeldTasks();
    const stop = new AbortController();
    const done = schedule([held.task('a'), held.task('b < a'), held.task('c', {phase: 1})], {signal: stop.signal});
    await atRest();
    stop.abort();
    expect(held.held('a').signal.aborted).toBe(false);
    await held.succeed('a');
    expect(short(await done)).toEqual({a: 'succeeded', b: 'interrupted', c: 'interrupted'});
  });

  test('a signal that is aborted already: nothing runs', async () => {
    const held = new HeldTasks();
    const phases: number[] = [];
    const outcomes = await schedule([held.task('a'), held.task('b', {phase: 1})], {
      signal: AbortSignal.abort(),
      observer: {phaseStarted: (phase) => phases.push(phase)},
    });
    expect(short(outcomes)).toEqual({a: 'interrupted', b: 'interrupted'});
    expect([held.started, phases]).toEqual([[], []]);
  });

  test('aborted by the very task that runs', async () => {
    const stop = new AbortController();
    const started: string[] = [];
    const task = (id: string, run: () => void): Task => ({
      id,
      phase: 0,
      after: [],
      slot: true,
      run: async () => {
        started.push(id);
        run();
      },
    });
    const outcomes = await schedule([task('a', () => stop.abort()), task('b', () => {})], {signal: stop.signal});
    expect(short(outcomes)).toEqual({a: 'succeeded', b: 'interrupted'});
    expect(started).toEqual(['a']);
  });

  test('kill aborts the signals of running tasks', async () => {
    const held = new HeldTasks();
    const kill = new AbortController();
    const done = schedule([held.task('a'), held.task('w', {slot: false}), held.task('b < a')], {
      kill: kill.signal,
      grace: () => new Promise(() => {}),
    });
    await atRest();
    const {signal} = held.held('a');
    expect(signal.aborted).toBe(false);
    kill.abort(new Error('enough'));
    expect([signal.aborted, held.held('w').signal.aborted]).toEqual([true, true]);
    await held.fail('a', signal.reason);
    await held.succeed('w');
    expect(short(await done)).toEqual({a: 'failed: enough', w: 'succeeded', b: 'interrupted'});
  });

  test('a task that never settles is given up when the grace is over', async () => {
    const kill = new AbortController();
    let graceOver: () => void = () => {};
    let over = false;
    const deaf: Task = {id: 'deaf', phase: 0, after: [], slot: true, run: () => new Promise(() => {})};
    const done = schedule([deaf], {
      kill: kill.signal,
      grace: () => new Promise((resolve) => (graceOver = resolve)),
    }).finally(() => (over = true));
    kill.abort(new Error('enough'));
    await atRest();
    expect(over).toBe(false);
    graceOver();
    expect(short(await done)).toEqual({deaf: 'failed: enough'});
  });

  test('without a grace a task that settles on its signal keeps its own outcome', async () => {
    const kill = new AbortController();
    const deaf: Task = {id: 'deaf', phase: 0, after: [], slot: true, run: () => new Promise(() => {})};
    const polite: Task = {
      ...deaf,
      id: 'polite',
      run: (signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve())),
    };
    const done = schedule([deaf, polite], {kill: kill.signal});
    kill.abort(new Error('enough'));
    expect(short(await done)).toEqual({deaf: 'failed: enough', polite: 'succeeded'});
  });
});

describe('tasks that are no plan', () => {
  const refused = async (tasks: (held: HeldTasks) => Task[], concurrency?: number): Promise<unknown> => {
    const held = new HeldTasks();
    const error: unknown = await schedule(tasks(held), {concurrency}).catch((reason: unknown) => reason);
    expect(held.started).toEqual([]);
    expect(error).toMatchObject({family: 'bug', code: 'KF901'});
    return (error as Error).message;
  };

  test('a cycle is named, without what only leads to it', async () => {
    const message = await refused((held) => [
      held.task('free'),
      held.task('tail < b'),
      held.task('a < free c'),
      held.task('b < a'),
      held.task('c < b'),
    ]);
    expect(message).toMatch(/`b` waits for `a` waits for `c` waits for `b`$/);
  });

  test('a task that waits for itself', async () => {
    expect(await refused((held) => [held.task('a < a')])).toMatch(/`a` waits for `a`$/);
  });

  test('an unknown id, a duplicate id, an id of a later phase, no slots', async () => {
    expect(await refused((held) => [held.task('a < ghost')])).toMatch(/`ghost`, which does not exist/);
    expect(await refused((held) => [held.task('a'), held.task('a')])).toMatch(/two tasks have the id `a`/);
    expect(await refused((held) => [held.task('a < b'), held.task('b', {phase: 1})])).toMatch(/a later phase/);
    expect(await refused((held) => [held.task('a')], 0)).toMatch(/concurrency is 0/);
  });
});

test('ten thousand tasks with fifty thousand edges, each exactly once', async () => {
  const runs = new Map<string, number>();
  const tasks = Array.from({length: 10_000}, (_, index): Task => {
    const id = `t${index}`;
    const after = [1, 7, 100, 1001, 5000].map((back) => index - back).filter((other) => other >= 0);
    return {
      id,
      phase: 0,
      after: after.map((other) => `t${other}`),
      slot: index % 4 !== 0,
      run: async () => void runs.set(id, (runs.get(id) ?? 0) + 1),
    };
  });
  const wide = Array.from({length: 10_000}, (_, index): Task => ({...tasks[0]!, id: `w${index}`, slot: true}));
  const outcomes = await schedule([...tasks, ...wide]);
  expect(outcomes.size).toBe(20_000);
  expect([...outcomes.values()].every((outcome) => outcome.status === 'succeeded')).toBe(true);
  expect(runs.get('t9999')).toBe(1);
});

describe('tasks that share a slot', () => {
  const shared = (held: HeldTasks, ids: string, rest: Partial<Task> = {}): Task[] =>
    ids.split(' ').map((id) => held.task(id, {share: 'x', ...rest}));

  test('begin together when they are ready together, spread evenly over the free slots', async () => {
    const held = new HeldTasks();
    const bunches = new Map<string, readonly string[]>();
    const tasks = shared(held, 'a b c d e').map((task): Task => ({
      ...task,
      run: (signal, bunch) => {
        bunches.set(task.id, bunch.ids);
        return task.run(signal, bunch);
      },
    }));
    const done = schedule([...tasks, held.task('alone'), held.task('other', {share: 'y'})], {concurrency: 2});
    await atRest();
    expect(held.now()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(bunches.get('a')).toEqual(['a', 'b', 'c']);
    expect(bunches.get('b')).toBe(bunches.get('a'));
    expect(bunches.get('d')).toEqual(['d', 'e']);
    // A slot is free when the last of those in it has ended.
    await held.succeed('a', 'b');
    expect(held.now()).toEqual(['c', 'd', 'e']);
    await held.succeed('c');
    expect(held.now()).toEqual(['d', 'e', 'alone']);
    await held.succeed('e', 'd');
    expect(held.now()).toEqual(['alone', 'other']);
    await held.succeed('alone', 'other');
    expect(Object.values(short(await done))).toEqual(Array(7).fill('succeeded'));
  });

  test('the most urgent goes first, and takes the next most urgent with it', async () => {
    const held = new HeldTasks();
    const tasks = shared(held, 'leaf1 leaf2 leaf3').concat(shared(held, 'chain'), held.task('next < chain'));
    const done = schedule(tasks, {concurrency: 2, spread: 2});
    await atRest();
    expect(held.started).toEqual(['chain', 'leaf1', 'leaf2', 'leaf3']);
    await held.succeed('chain', 'leaf1', 'leaf2', 'leaf3');
    await held.succeed('next');
    await done;
  });

  test('a failure is of one of them only; it stops what has not begun', async () => {
    const held = new HeldTasks();
    const done = schedule([...shared(held, 'a b c d'), held.task('later')], {concurrency: 2, spread: 2});
    await atRest();
    await held.fail('b');
    await held.succeed('a', 'c', 'd');
    expect(short(await done)).toEqual({
      a: 'succeeded',
      b: 'failed: b broke',
      c: 'succeeded',
      d: 'succeeded',
      later: 'stopped b',
    });
  });

  test('spread over fewer slots than are free; one that is ready later does not wait for others', async () => {
    const held = new HeldTasks();
    const tasks = [...shared(held, 'a b c d'), held.task('late < a', {share: 'x'})];
    const done = schedule(tasks, {concurrency: 8, spread: 2});
    await atRest();
    expect(held.now()).toEqual(['a', 'b', 'c', 'd']);
    await held.succeed('a');
    expect(held.now()).toEqual(['b', 'c', 'd', 'late']);
    await held.succeed('b', 'c', 'd', 'late');
    await done;
  });

  test('what gets ready while as many have just begun begins together when the first of these ends', async () => {
    const held = new HeldTasks();
    const pauses: (() => void)[] = [];
    const ids = 'a b c d e f';
    const tasks = [
      ...shared(held, ids),
      held.task('a1 < a', {share: 'x'}),
      held.task('b1 < b', {share: 'x'}),
      held.task('d1 < d', {share: 'x'}),
    ];
    const done = schedule([...tasks, held.task('other < a', {share: 'y'}), held.task('alone < a')], {
      ...{concurrency: 8, spread: 2},
      pause: () => new Promise((resolve) => pauses.push(resolve)),
    });
    await atRest();
    expect(held.now()).toEqual(['a', 'b', 'd', 'c', 'e', 'f']);
    // Two slots have begun: others of their sort wait, and nothing else does.
    await held.succeed('a', 'b');
    expect(held.now().slice(4)).toEqual(['other', 'alone']);
    await held.succeed('d');
    expect(held.now().slice(3)).toEqual(['other', 'alone', 'a1', 'b1', 'd1']);
    await held.succeed(...held.now());
    await done;
  });

  test('nothing waits longer than a moment for those that have begun', async () => {
    const held = new HeldTasks();
    const pauses: (() => void)[] = [];
    const done = schedule([...shared(held, 'a b c d'), held.task('a1 < a', {share: 'x'})], {
      ...{concurrency: 8, spread: 2},
      pause: (milliseconds) => {
        expect(milliseconds).toBeLessThan(1000);
        return new Promise((resolve) => pauses.push(resolve));
      },
    });
    await atRest();
    await held.succeed('a');
    expect(held.now()).toEqual(['b', 'c', 'd']);
    pauses[0]!();
    await atRest();
    expect(held.now()).toEqual(['b', 'c', 'd', 'a1']);
    await held.succeed(...held.now());
    await done;
  });

  test('no more than 24 share one', async () => {
    const held = new HeldTasks();
    const ids = Array.from({length: 30}, (_, index) => `t${index}`);
    const done = schedule(shared(held, ids.join(' ')), {concurrency: 1});
    await atRest();
    expect(held.now()).toEqual(ids.slice(0, 24));
    await held.succeed(...held.now());
    expect(held.now()).toEqual(ids.slice(24));
    await held.succeed(...held.now());
    await done;
  });
});
