import {expect, test} from '@jest/globals';
import {buildGraph, createPlan, renderDot, renderOrder, renderTree, type Plan, type Project} from '../../src/index.js';
import {declareProject, type ShortResource} from '../graph/declare-project.js';
import {planned} from '../graph/relations.js';

/** Generous: the machine may be busy, and what must not happen takes minutes or overflows the stack. */
const SECONDS = 20;

function timed(project: Project): Plan {
  const start = performance.now();
  const graph = buildGraph(project);
  const {plan} = createPlan(project, graph, {operation: 'apply'});
  expect((performance.now() - start) / 1000).toBeLessThan(SECONDS);
  return plan!;
}

/** `count` resources with `steps` steps each; `wait` gives the references of step number `index`. */
function big(count: number, steps: number, wait: (index: number) => number[]): Project {
  const id = (index: number) => `r${Math.floor(index / steps)}.s${index % steps}`;
  const resources = Array.from({length: count}, (_, resource): [string, ShortResource] => [
    `r${resource}`,
    {
      steps: Object.fromEntries(
        Array.from({length: steps}, (_, step) => [`s${step}`, wait(resource * steps + step).map(id)]),
      ),
    },
  ]);
  return declareProject([], Object.fromEntries(resources));
}

/** Numbers that look random and are always the same. */
function scatter(index: number, salt: number, below: number): number {
  return Math.floor(Math.abs(Math.sin(index * 12.9898 + salt * 78.233) * 43758.5453) % below);
}

test('10,000 steps with 50,000 dependencies give the same bytes twice', () => {
  const project = big(1000, 10, (index) =>
    index === 0 ? [] : [1, 2, 3, 4, 5].map((salt) => scatter(index, salt, index)),
  );
  const first = JSON.stringify(timed(project));
  expect(JSON.stringify(timed(structuredClone(project)))).toBe(first);
});

test('a chain of 50,000 steps does not overflow the stack, forward or backward', () => {
  const count = 50_000;
  expect(planned(timed(big(count, 1, (index) => (index > 0 ? [index - 1] : [])))).at(-1)).toBe(`r${count - 1}.s0`);
  expect(planned(timed(big(count, 1, (index) => (index + 1 < count ? [index + 1] : []))))[0]).toBe(`r${count - 1}.s0`);
}, 60_000);

test('a resource of 20,000 steps, also when every single one contradicts its declared order', () => {
  const count = 20_000;
  expect(planned(timed(big(1, count, () => [])))).toHaveLength(count);
  expect(planned(timed(big(1, count, (index) => (index + 1 < count ? [index + 1] : []))))[0]).toBe(`r0.s${count - 1}`);
}, 60_000);

test('a cycle of 20,000 steps is broken once', () => {
  const count = 20_000;
  const project = big(count, 1, (index) => [(index + 1) % count]);
  expect(buildGraph(project).dropped).toHaveLength(1);
  expect(planned(timed(project))[0]).toBe('r0.s0');
}, 60_000);

test('a chain of 10,000 resources without steps can be planned and drawn', () => {
  const count = 10_000;
  const resources = Array.from({length: count}, (_, index): [string, ShortResource] => [
    `r${index}`,
    index > 0 ? {dependsOn: [`r${index - 1}`]} : {steps: {m: []}},
  ]);
  const project = declareProject(
    [],
    Object.fromEntries([...resources, ['last', {dependsOn: [`r${count - 1}`], steps: {m: []}}]]),
  );
  const plan = timed(project);
  expect(plan.phases[0]?.steps[1]?.after).toEqual({steps: [], ready: [`r${count - 1}`]});
  const graph = buildGraph(project);
  expect(renderTree(project, graph).split('\n').length).toBeGreaterThan(count);
  expect(renderDot(project, graph).split('\n').length).toBeGreaterThan(count);
  expect(renderOrder(plan).split('\n')).toHaveLength(3);
}, 60_000);
