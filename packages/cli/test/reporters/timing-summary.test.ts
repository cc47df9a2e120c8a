import type {Plan, PlanStep} from '@kflow/core';
import type {KflowEvent} from '@kflow/exec';
import {expect, test} from '@jest/globals';
import picocolors from 'picocolors';
import {TimingSummary} from '../../src/reporters/timing-summary.js';
import {applied, failed} from '../recordings/apply.js';

const step = (id: string): PlanStep => ({
  id,
  resource: id.split('.')[0]!,
  step: id.split('.')[1]!,
  kind: 'manifests',
  after: {steps: [], ready: []},
  summary: '',
});
const plan: Plan = {
  version: 1,
  operation: 'apply',
  phases: [
    {name: 'base', steps: [step('config.manifests')]},
    {name: 'apps', steps: [step('schema.migrate'), step('web.deploy')]},
  ],
  resources: [
    {name: 'config', phase: 'base', namespace: 'shop', selected: true},
    {name: 'schema', phase: 'apps', namespace: 'shop', selected: true},
    {name: 'web', phase: 'apps', namespace: 'shop', selected: true},
  ],
  diagnostics: [],
};

function linesOf(events: readonly KflowEvent[]): string[] {
  const timing = new TimingSummary(plan);
  for (const event of events) timing.add(event);
  return timing.lines(picocolors.createColors(false));
}

test('the slowest, and the path that made the run as long as it was', () => {
  expect(linesOf(applied)).toEqual([
    '  slowest web ready 15s, schema.migrate 2.8s',
    '  critical path (what to shorten to make it faster; 16s of 16s)',
    '    web.deploy  0.5s',
    '    web ready   15s',
    '    2 shorter   0.3s',
  ]);
});

test('nothing of it after a failure, or a run that was over at once', () => {
  expect(linesOf(failed)).toEqual([]);
  expect(linesOf(applied.map((event) => (event.type === 'run.finished' ? {...event, seconds: 4} : event)))).toEqual([]);
});
