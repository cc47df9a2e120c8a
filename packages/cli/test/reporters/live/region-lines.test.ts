import {expect, test} from '@jest/globals';
import picocolors from 'picocolors';
import stringWidth from 'string-width';
import {regionLines} from '../../../src/reporters/live/region-lines.js';
import type {RunMoment} from '../../../src/reporters/live/region-lines.js';
import {symbolsFor} from '../../../src/terminal/symbols.js';

const symbols = symbolsFor({LANG: 'en_US.UTF-8'}, 'linux');
const style = {colors: picocolors.createColors(false), symbols, width: 14};

const moment = (more: Partial<RunMoment> = {}): RunMoment => ({
  operation: 'apply',
  phase: {name: 'apps', index: 2, of: 4},
  seconds: 65,
  steps: 40,
  succeeded: 12,
  failed: 0,
  skipped: 0,
  running: 1,
  waiting: 2,
  activities: [
    {id: 'db', waitsFor: 'statefulset/db 1/3 ready', seconds: 32, workloads: ['statefulset/db 1/3 ready']},
    {
      id: 'web',
      waitsFor: 'deployment/web 0/2 ready, deployment/api 1/2 ready',
      seconds: 12,
      workloads: ['deployment/web 0/2 ready', 'deployment/api 1/2 ready'],
    },
    {id: 'cache.deploy', waitsFor: 'running', seconds: 0.4, workloads: []},
  ],
  stopping: false,
  frame: 0,
  ...more,
});

test('counts, and below them what goes on, longest first, a workload a line', () => {
  expect(regionLines(moment(), {columns: 80, rows: 24}, style)).toEqual([
    '⠋ [2/4] apps  12/40 done, 1 running, 2 waiting, 27 queued  1m 5s',
    '  ⠋ db              32s    statefulset/db 1/3 ready',
    '  ⠋ web             12s    waiting for 2',
    '                           deployment/web 0/2 ready',
    '                           deployment/api 1/2 ready',
    '  ⠋ cache.deploy    0.4s   running',
  ]);
});

test('workloads share a line where there is no room', () => {
  const lines = regionLines(moment(), {columns: 80, rows: 6}, style);
  expect(lines).toHaveLength(4);
  expect(lines[2]).toBe('  ⠋ web             12s    deployment/web 0/2 ready, deployment/api 1/2 ready');
});

test('failures and Ctrl-C show in the counts', () => {
  const [first] = regionLines(moment({failed: 2, stopping: true}), {columns: 80, rows: 24}, style);
  expect(first).toBe('⠋ [2/4] apps  stopping, 12/40 done, 2 failed, 1 running, 2 waiting  1m 5s');
});

test('what has no room is counted', () => {
  const activities = Array.from({length: 50}, (_, index) => ({
    id: `r${index}`,
    waitsFor: 'running',
    seconds: 50 - index,
    workloads: [],
  }));
  const lines = regionLines(moment({activities}), {columns: 80, rows: 24}, style);
  expect(lines).toHaveLength(14);
  expect(lines.at(-2)).toContain('r11 ');
  expect(lines.at(-1)).toBe('    and 38 more');
});

test('at every size: not taller than the terminal, each line narrower, wide characters and colors included', () => {
  const colors = picocolors.createColors(true);
  const activities = Array.from({length: 9}, (_, index) => ({
    id: `データベース-${index}`,
    waitsFor: 'deployment/ウェブ 0/2 ready and a long story about why that is so',
    seconds: 100 * index,
    workloads: index % 2 ? ['deployment/ウェブ 0/2 ready', 'x'] : [],
  }));
  for (const columns of [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 19, 20, 21, 39, 40, 41, 80, 130]) {
    for (const rows of [1, 2, 3, 4, 7, 24]) {
      const lines = regionLines(moment({activities}), {columns, rows}, {...style, colors});
      expect(lines.length).toBeLessThanOrEqual(Math.max(0, rows - 2));
      for (const line of lines) expect(stringWidth(line)).toBeLessThan(columns);
    }
  }
});
