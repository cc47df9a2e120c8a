import {afterEach, expect, test} from '@jest/globals';
import type {KflowEvent} from '@kflow/exec';
import {openLiveReporter} from '../../../src/reporters/live/open-live-reporter.js';
import {Transcript} from '../../../src/reporters/transcript.js';
import {openTerminal} from '../../../src/terminal/terminal.js';
import {applied, failed} from '../../recordings/apply.js';
import {start} from '../../recordings/event.js';
import {EmulatedTerminal} from './emulated-terminal.js';

const options = {verbose: false, width: 16};
let close = () => {};
afterEach(() => close());

function open(columns = 80, rows = 24) {
  const emulated = new EmulatedTerminal(columns, rows);
  const terminal = openTerminal({'no-color': true}, emulated, {LANG: 'en_US.UTF-8'}, 'linux');
  const reporter = openLiveReporter(terminal, terminal.moving!, options);
  close = () => reporter.close();
  let frame = 0;
  /** Plays events, and draws a frame after each. */
  const play = (events: readonly KflowEvent[]) => {
    for (const event of events) {
      reporter.event(event);
      reporter.tick(Date.parse(event.at) + frame++);
    }
  };
  return {emulated, terminal, reporter, play};
}

/** What the plain lines of the same events are. */
function permanent(events: readonly KflowEvent[]): string {
  const terminal = openTerminal({'no-color': true}, new EmulatedTerminal(), {LANG: 'en_US.UTF-8'}, 'linux');
  const transcript = new Transcript(terminal, options);
  return events.flatMap((event) => transcript.lines(event)).join('\n');
}

const waiting = applied.slice(0, applied.findIndex((event) => event.type === 'workload.progress') + 1);

test('what ended stands above what goes on', async () => {
  const {emulated, reporter, play} = open();
  play(waiting);
  reporter.tick(start + 4750);
  const screen = await emulated.screen();
  const at = (text: string) => screen.findIndex((line) => line.includes(text));
  expect(screen[at('[2/2] apps  ')]).toMatch(/ \[2\/2\] apps {2}2\/4 done, 1 running, 1 waiting, 1 queued {2}4\.8s$/);
  expect(screen[at('schema.migrate    4.5s')]).toMatch(/running$/);
  expect(screen[at('web               4.0s')]).toMatch(/deployment\/web 0\/3 ready$/);
  expect(at('✓ web.deploy')).toBeGreaterThan(0);
  expect(at('✓ web.deploy')).toBeLessThan(at('[2/2] apps  '));
  expect(await emulated.cursorShows()).toBe(false);
});

test.each([
  ['an apply', applied],
  ['an apply that fails', failed],
])('%s leaves behind the plain lines and nothing else', async (_, events) => {
  for (const [columns, rows] of [
    [80, 24],
    [200, 50],
    [40, 10],
    [20, 5],
    [200, 3],
  ] as const) {
    const {emulated, play} = open(columns, rows);
    play(events);
    expect(await emulated.transcript()).toBe(permanent(events).trimEnd());
    expect(await emulated.cursorShows()).toBe(true);
  }
});

test('at no moment is the run drawn twice, or the transcript damaged', async () => {
  const {emulated, play} = open();
  for (const [index, event] of applied.slice(0, -1).entries()) {
    play([event]);
    const screen = await emulated.screen();
    expect(screen.filter((line) => / done, .*queued|\d+\/4 done/.test(line))).toHaveLength(1);
    const lines = permanent(applied.slice(0, index + 1));
    expect((await emulated.transcript()).startsWith(lines.trimEnd())).toBe(true);
  }
});

test('a resize leaves no traces, whichever way it goes', async () => {
  const {emulated, reporter, play} = open(100, 24);
  play(waiting);
  let now = start + 2000;
  for (const [columns, rows] of [
    [50, 24],
    [120, 24],
    [30, 12],
    [80, 24],
  ] as const) {
    emulated.resize(columns, rows);
    reporter.tick((now += 100));
    reporter.tick((now += 100));
    const text = await emulated.transcript();
    expect(text.match(/\[2\/2\] apps {2}/g)).toHaveLength(1);
    expect(text.startsWith(permanent(waiting))).toBe(true);
  }
  play(applied.slice(waiting.length));
  expect(await emulated.transcript()).toBe(permanent(applied).trimEnd());
});

test('what others print meanwhile becomes permanent, in whole lines', async () => {
  const {emulated, reporter, play} = open();
  play(waiting);
  emulated.stdout.write("a runner's console.log\n");
  emulated.stderr.write('half a line');
  reporter.tick(start + 2000);
  let screen = await emulated.screen();
  // Out of the way: somebody may be asking something.
  expect(screen.findLast((line) => line !== '')).toBe('half a line');
  emulated.stderr.write(', and the rest\n');
  reporter.tick(start + 2100);
  screen = await emulated.screen();
  const at = screen.findIndex((line) => line.includes('[2/2] apps  '));
  expect(screen.slice(at - 2, at)).toEqual(["a runner's console.log", 'half a line, and the rest']);
});

test('Ctrl-C tells what it does, above', async () => {
  const {emulated, reporter, play} = open(120, 24);
  play(waiting);
  reporter.interrupted(1);
  reporter.tick(start + 2000);
  const screen = await emulated.screen();
  const at = screen.findIndex((line) => line.includes('[2/2] apps  stopping'));
  expect(screen[at - 1]).toBe(
    'stopping: nothing new is started; waiting for schema.migrate to end. Press Ctrl-C again to end it now.',
  );
  expect(at).toBeGreaterThan(0);
});

test('a process that ends in the middle of it leaves the transcript and the cursor', async () => {
  const {emulated, play} = open();
  const before = new Set(process.listeners('exit'));
  play(waiting);
  emulated.stderr.write('the last words\n');
  for (const listener of process.listeners('exit')) if (!before.has(listener)) listener(1);
  expect(await emulated.transcript()).toBe(`${permanent(waiting)}\nthe last words`);
  expect(await emulated.cursorShows()).toBe(true);
  // The streams are themselves again.
  emulated.stderr.write('really the last\n');
  expect(await emulated.transcript()).toContain('really the last');
});
