import {expect, test} from '@jest/globals';
import fc from 'fast-check';
import {criticalPath} from '../../../src/engine/timing/critical-path.js';
import {slowestSpans} from '../../../src/engine/timing/slowest.js';
import {spanSeconds, Timeline} from '../../../src/engine/timing/timeline.js';
import {simulatedResources, simulateRun} from './simulated-run.js';

function runOf(resources: Parameters<typeof simulateRun>[0]) {
  const run = simulateRun(resources);
  const timeline = new Timeline();
  for (const event of run.events) timeline.add(event);
  return {...run, spans: timeline.spans, path: criticalPath(run.plan, timeline.spans, 0)};
}

test('where nothing idles, the path is as long as the run', () => {
  fc.assert(
    fc.property(simulatedResources(false), (resources) => {
      const {path, seconds} = runOf(resources);
      expect(path.reduce((sum, part) => sum + part.seconds, 0)).toBe(seconds);
      expect(path.every(({idle}) => idle === 0)).toBe(true);
    }),
  );
});

test('the links follow each other without overlap; with what lies between them they are as long as the run', () => {
  fc.assert(
    fc.property(simulatedResources(true), (resources) => {
      const {path, seconds} = runOf(resources);
      path.slice(1).forEach((part, index) => expect(part.start).toBeGreaterThanOrEqual(path[index]!.end));
      expect(path.reduce((sum, part) => sum + part.seconds + part.idle, 0)).toBe(seconds);
    }),
  );
});

test("each link came after the one before it by the plan's `after`, as its resource's wait, or in an earlier phase", () => {
  fc.assert(
    fc.property(simulatedResources(true), (resources) => {
      const {path, plan} = runOf(resources);
      const steps = plan.phases.flatMap((phase) => phase.steps);
      const phase = (name: string) => plan.resources.find((resource) => resource.name === name)!.phase;
      path.slice(1).forEach((part, index) => {
        const before = path[index]!;
        if (phase(before.resource) < phase(part.resource)) return;
        expect(phase(before.resource)).toBe(phase(part.resource));
        if (part.type === 'ready') return expect(before).toMatchObject({type: 'step', resource: part.resource});
        const {after} = steps.find(({id}) => id === part.name)!;
        // A resource is ready when its wait is over; a wait of no time may leave its step as what ended last.
        if (before.type === 'step' && after.steps.includes(before.name)) return;
        expect(after.ready).toContain(before.resource);
      });
    }),
  );
});

test('the slowest are the slowest', () => {
  fc.assert(
    fc.property(simulatedResources(true), (resources) => {
      const {spans} = runOf(resources);
      const slowest = slowestSpans(spans, {most: 3, atLeast: 2}).map(spanSeconds);
      const all = spans.map(spanSeconds).sort((a, b) => b - a);
      expect(slowest).toEqual(all.filter((seconds) => seconds >= 2).slice(0, 3));
    }),
  );
});

test('nothing ran, no path', () => {
  expect(criticalPath({version: 1, operation: 'apply', phases: [], resources: [], diagnostics: []}, [])).toEqual([]);
});
