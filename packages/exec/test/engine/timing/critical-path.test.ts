import type {Plan, PlanStep} from '@kflow/core';
import {expect, test} from '@jest/globals';
import type {EventBody, KflowEvent} from '../../../src/engine/event.js';
import {criticalPath} from '../../../src/engine/timing/critical-path.js';
import {Timeline} from '../../../src/engine/timing/timeline.js';

const step = (id: string, after: string[] = [], ready: string[] = []): PlanStep => ({
  id,
  resource: id.split('.')[0]!,
  step: id.split('.')[1]!,
  kind: 'manifests',
  after: {steps: after, ready},
  summary: '',
});
const plan = (operation: Plan['operation'], ...steps: PlanStep[]): Plan => ({
  version: 1,
  operation,
  phases: [{name: 'all', steps}],
  resources: [...new Set(steps.map(({resource}) => resource))].map((name) => ({
    name,
    phase: 'all',
    namespace: 'n',
    selected: true,
  })),
  diagnostics: [],
});
const at = (second: number, body: EventBody): KflowEvent =>
  ({...body, at: new Date(second * 1000).toISOString()}) as KflowEvent;
const ran = (id: string, from: number, to: number): KflowEvent[] => {
  const of = {step: id, resource: id.split(/[. ]/).at(id.includes(' ') ? 1 : 0)!};
  return [
    at(from, {type: 'step.started', ...of, kind: 'k', summary: ''}),
    at(to, {type: 'step.succeeded', ...of, seconds: to - from, changes: []}),
  ];
};
const waiting = (resource: string, second: number, reason: 'ready' | 'gone') =>
  at(second, {type: 'resource.waiting', resource, for: reason, workloads: []});
const ended = (resource: string, from: number, to: number, reason: 'ready' | 'gone') =>
  at(to, {type: 'resource.ready', resource, for: reason, seconds: to - from});

function pathOf(of: Plan, events: KflowEvent[]): string[] {
  const timeline = new Timeline();
  for (const event of events) timeline.add(event);
  return criticalPath(of, timeline.spans, 0).map(
    ({type, name, seconds, idle}) => `${type} ${name} ${seconds}${idle > 0 ? ` after ${idle}` : ''}`,
  );
}

test('a destroy: what depends on something goes first and is waited for', () => {
  const path = pathOf(plan('destroy', step('web.m'), step('log.m'), step('db.m', ['web.m'])), [
    ...ran('log.m', 0, 2),
    ...ran('web.m', 0, 1),
    waiting('web', 1, 'gone'),
    ended('web', 1, 7, 'gone'),
    ...ran('db.m', 7, 8),
    waiting('db', 8, 'gone'),
    ended('db', 8, 10, 'gone'),
    waiting('namespace/n', 10, 'gone'),
    ended('namespace/n', 10, 15, 'gone'),
  ]);
  expect(path).toEqual(['step web.m 1', 'gone web 6', 'step db.m 1', 'gone db 2', 'gone namespace/n 5']);
});

test('a restart: steps that the plan does not have belong to their resource', () => {
  const path = pathOf(plan('restart', step('db.m'), step('web.m', [], ['db'])), [
    ...ran('restart db', 0, 1),
    waiting('db', 1, 'ready'),
    ended('db', 1, 5, 'ready'),
    ...ran('restart web', 6, 7),
    waiting('web', 7, 'ready'),
    ended('web', 7, 8, 'ready'),
  ]);
  expect(path).toEqual(['step restart db 1', 'ready db 4', 'step restart web 1 after 1', 'ready web 1']);
});

test('a wait whose beginning nobody told of is as long as it says', () => {
  expect(pathOf(plan('apply', step('web.m')), [...ran('web.m', 0, 1), ended('web', 1, 4, 'ready')])).toEqual([
    'step web.m 1',
    'ready web 3',
  ]);
});

test('time in which nothing of the path ran is told apart', () => {
  const path = pathOf(plan('apply', step('a.m'), step('b.m', ['a.m'])), [...ran('a.m', 1, 2), ...ran('b.m', 5, 6)]);
  expect(path).toEqual(['step a.m 1 after 1', 'step b.m 1 after 3']);
});
