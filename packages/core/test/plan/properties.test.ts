import {expect, test} from '@jest/globals';
import fc from 'fast-check';
import {buildGraph, createPlan, type Operation, type Plan, type PlanRequest, type Project} from '../../src/index.js';
import {arbitraryProject, arbitraryTargets, type ProjectShape} from '../graph/arbitrary-project.js';
import {ancestors, orderOf, pairs, planAncestors, planned} from '../graph/relations.js';

const operations: Operation[] = ['apply', 'destroy', 'restart', 'reload', 'helm', 'status', 'health'];

function arbitraryRequest(shape?: ProjectShape): fc.Arbitrary<[Project, PlanRequest]> {
  return arbitraryProject(shape).chain((project) =>
    fc.tuple(
      fc.constant(project),
      fc.record({
        operation: fc.constantFrom(...operations),
        targets: arbitraryTargets(project),
        deps: fc.constantFrom(true, false, undefined),
      }),
    ),
  );
}

function planFor(project: Project, request: PlanRequest): Plan {
  const {plan} = createPlan(project, buildGraph(project), request);
  if (!plan) throw new Error('no plan');
  return plan;
}

test('a plan of everything has every step exactly once, in the order of the graph', () => {
  fc.assert(
    fc.property(arbitraryProject(), (project) => {
      expect(planned(planFor(project, {operation: 'apply'}))).toEqual(orderOf(buildGraph(project)));
      expect(
        planFor(project, {operation: 'apply'})
          .resources.map(({name}) => name)
          .sort(),
      ).toEqual(project.resources.map(({name}) => name).sort());
    }),
  );
});

test('destroy is the exact reverse of apply: the order, and who waits for whom', () => {
  fc.assert(
    fc.property(arbitraryProject(), (project) => {
      const apply = planFor(project, {operation: 'apply'});
      const destroy = planFor(project, {operation: 'destroy'});
      expect(planned(destroy)).toEqual(planned(apply).reverse());
      const reversed = pairs(planAncestors(destroy)).map((pair) => pair.split(' < ').reverse().join(' < '));
      expect(reversed.sort()).toEqual(pairs(planAncestors(apply)));
    }),
  );
});

test('who waits for whom in a plan is what the graph says, whatever is left out', () => {
  fc.assert(
    fc.property(arbitraryRequest({phases: 1}), ([project, request]) => {
      const plan = planFor(project, request);
      const graph = ancestors(buildGraph(project));
      const ids = new Set(planned(plan));
      const reverse = request.operation === 'destroy';
      const expected = pairs(graph, ids).map((pair) => (reverse ? pair.split(' < ').reverse().join(' < ') : pair));
      expect(pairs(planAncestors(plan))).toEqual(expected.sort());
    }),
    {numRuns: 400},
  );
});

test('`after` names only what is in the plan, in the same phase, and comes before', () => {
  fc.assert(
    fc.property(arbitraryRequest(), ([project, request]) => {
      const plan = planFor(project, request);
      const resources = new Map(plan.resources.map((resource) => [resource.name, resource]));
      for (const {name, steps} of plan.phases) {
        const done = new Set<string>();
        for (const {id, resource, after} of steps) {
          for (const step of after.steps) expect(done.has(step)).toBe(true);
          for (const ready of after.ready) {
            expect(resources.get(ready)?.phase).toBe(name);
            expect(ready).not.toBe(resource);
            for (const other of steps) if (other.resource === ready) expect(done.has(other.id)).toBe(true);
          }
          if (request.operation === 'destroy') expect(after.ready).toEqual([]);
          done.add(id);
        }
      }
    }),
  );
});

test('`after` names nothing that an earlier step of the resource has waited for', () => {
  fc.assert(
    fc.property(arbitraryRequest({references: 3}), ([project, request]) => {
      const seen = new Map<string, Set<string>>();
      for (const {resource, after} of planFor(project, request).phases.flatMap(({steps}) => steps)) {
        const before = seen.get(resource) ?? new Set<string>();
        seen.set(resource, before);
        const names = [...after.steps.map((id) => `step ${id}`), ...after.ready.map((name) => `ready ${name}`)];
        expect(new Set(names).size).toBe(names.length);
        for (const name of names) {
          expect(before.has(name)).toBe(false);
          before.add(name);
        }
        const resources = after.steps.map((id) => id.split('.')[0]);
        expect(new Set(resources).size).toBe(resources.length);
      }
    }),
  );
});

test('the same project and request give the same bytes', () => {
  fc.assert(
    fc.property(arbitraryRequest({references: 3}), ([project, request]) => {
      const bytes = JSON.stringify(planFor(project, request));
      expect(JSON.stringify(planFor(project, request))).toBe(bytes);
      expect(JSON.stringify(planFor(structuredClone(project), structuredClone(request)))).toBe(bytes);
    }),
  );
});

test('planning changes neither the project nor the graph', () => {
  fc.assert(
    fc.property(arbitraryRequest(), ([project, request]) => {
      const graph = buildGraph(project);
      const before = JSON.stringify([project, graph]);
      createPlan(project, graph, request);
      expect(JSON.stringify([project, graph])).toBe(before);
    }),
  );
});

test('a helm plan is the helm steps of the plan of everything', () => {
  fc.assert(
    fc.property(arbitraryProject(), (project) => {
      const all = planFor(project, {operation: 'apply'}).phases.flatMap(({steps}) => steps);
      expect(planned(planFor(project, {operation: 'helm'}))).toEqual(
        all.filter(({kind}) => kind === 'helm').map(({id}) => id),
      );
    }),
  );
});

test('the order of targets, and naming one twice, makes no difference', () => {
  fc.assert(
    fc.property(arbitraryRequest(), ([project, request]) => {
      const targets = [...request.targets!, ...request.targets!].reverse();
      expect(planFor(project, {...request, targets})).toEqual(planFor(project, request));
    }),
  );
});
