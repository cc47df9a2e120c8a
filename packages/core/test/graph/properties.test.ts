import {expect, test} from '@jest/globals';
import fc from 'fast-check';
import {hasCycle} from 'graphology-dag';
import {DirectedGraph} from 'graphology';
import {buildGraph, selectResources, type Graph, type Project} from '../../src/index.js';
import {arbitraryProject, arbitraryShort, arbitraryTargets} from './arbitrary-project.js';
import {declareProject} from './declare-project.js';
import {naiveGraph} from './naive-graph.js';
import {ancestors, orderOf, pairs} from './relations.js';

/** The project with what was dropped taken out, and every dependency of a resource written at its steps. */
function withoutDropped(project: Project, graph: Graph): Project {
  const dropped = new Set(graph.dropped.map(({from, at}) => JSON.stringify([from, at])));
  const kept = (from: string, references: Project['resources'][number]['dependsOn']) =>
    references.filter(({at}) => !dropped.has(JSON.stringify([from, at])));
  return {
    ...project,
    resources: project.resources.map((resource) => ({
      ...resource,
      dependsOn: resource.steps.length === 0 ? kept(resource.name, resource.dependsOn) : [],
      steps: resource.steps.map((step) => ({
        ...step,
        dependsOn: kept(step.id, [...step.dependsOn, ...resource.dependsOn]),
      })),
    })),
  };
}

/** Whether explicit dependencies and all declared orders can be had at once. */
function agrees(project: Project, graph: Graph): boolean {
  const all = new DirectedGraph();
  for (const [after, befores] of ancestors({
    ...graph,
    nodes: graph.nodes.map((node) => ({
      ...node,
      dependencies: node.dependencies.filter(({because}) => because === 'declared'),
    })),
  })) {
    for (const before of befores) all.mergeDirectedEdge(before, after);
  }
  for (const {steps} of project.resources)
    steps.forEach((step, index) => index > 0 && all.mergeDirectedEdge(steps[index - 1]!.id, step.id));
  return !hasCycle(all);
}

test('order respects every kept dependency, and each step is there once', () => {
  fc.assert(
    fc.property(arbitraryProject(), (project) => {
      const graph = buildGraph(project);
      const position = new Map(orderOf(graph).map((id, index) => [id, index]));
      expect([...position.keys()].sort()).toEqual(
        project.resources.flatMap(({steps}) => steps.map(({id}) => id)).sort(),
      );
      for (const [id, befores] of ancestors(graph))
        for (const before of befores) expect(position.get(before)!).toBeLessThan(position.get(id)!);
    }),
  );
});

test('the order and what is dropped are what a brute-force reading of the specification gives', () => {
  fc.assert(
    fc.property(arbitraryProject({phases: 2, resources: 7, references: 3}), (project) => {
      const graph = buildGraph(project);
      const naive = naiveGraph(project);
      expect(orderOf(graph)).toEqual(naive.order);
      const keys = new Set(project.resources.flatMap(({name, steps}) => (steps.length === 0 ? [name] : [])));
      const dropped = graph.dropped
        .filter(({reason}) => reason === 'cycle')
        .map(
          ({from, on}) =>
            `${keys.has(from) ? `${from}/ready` : from} <- ${on.type === 'step' ? on.id : `${on.name}/ready`}`,
        );
      expect(new Set(dropped)).toEqual(naive.dropped);
    }),
    {numRuns: 400},
  );
});

test('phases never mix', () => {
  fc.assert(
    fc.property(arbitraryProject(), (project) => {
      const graph = buildGraph(project);
      const names = graph.phases.map(({name}) => name);
      const positions = graph.nodes.map(({phase}) => names.indexOf(phase));
      expect(positions).toEqual([...positions].sort((a, b) => a - b));
      expect(graph.phases.flatMap(({nodes}) => nodes)).toEqual(orderOf(graph));
      const phaseOf = new Map(project.resources.map(({name, phase}) => [name, names.indexOf(phase)]));
      for (const {phase, dependencies} of graph.nodes) {
        for (const {on, earlierPhase} of dependencies) {
          const target = phaseOf.get(on.type === 'resource' ? on.name : on.id.split('.')[0]!)!;
          expect(target < names.indexOf(phase)).toBe(earlierPhase);
          expect(target).toBeLessThanOrEqual(names.indexOf(phase));
        }
      }
    }),
  );
});

test('the order in which resources are declared decides between equals only: who waits for whom stays the same', () => {
  const permuted = arbitraryProject().chain((project) =>
    fc
      .shuffledSubarray(project.resources, {minLength: project.resources.length})
      .map((resources) => [project, {...project, resources}] as const),
  );
  fc.assert(
    fc.property(permuted, ([project, other]) => {
      const graph = buildGraph(project);
      // Where something has to give way, the earlier-declared wins, so that declared order does matter there.
      fc.pre(!graph.diagnostics.some(({code}) => code === 'KF401') && agrees(project, graph));
      expect(pairs(ancestors(buildGraph(other)))).toEqual(pairs(ancestors(graph)));
    }),
  );
});

test('the same project gives the same bytes, cycles and all', () => {
  fc.assert(
    fc.property(arbitraryProject({phases: 1, references: 4}), (project) => {
      const bytes = JSON.stringify(buildGraph(project));
      expect(JSON.stringify(buildGraph(project))).toBe(bytes);
      expect(JSON.stringify(buildGraph(structuredClone(project)))).toBe(bytes);
    }),
  );
});

test('breaking a cycle is the same as not having written the dropped dependencies: nothing else changes', () => {
  fc.assert(
    fc.property(arbitraryProject({phases: 1}), (project) => {
      const broken = buildGraph(project);
      const clean = buildGraph(withoutDropped(project, broken));
      expect(clean.diagnostics).toEqual([]);
      expect(orderOf(clean)).toEqual(orderOf(broken));
      expect(pairs(ancestors(clean))).toEqual(pairs(ancestors(broken)));
    }),
  );
});

test('every dropped dependency of a cycle is its first arrow, and every warning has a place', () => {
  fc.assert(
    fc.property(arbitraryProject({phases: 0, references: 3}), (project) => {
      const graph = buildGraph(project);
      for (const {from, on, cycle} of graph.dropped) {
        expect(cycle?.at(0)).toBe(from);
        expect(cycle?.at(-1)).toBe(from);
        expect(cycle!.length).toBeGreaterThanOrEqual(3);
        const second = cycle![1]!;
        if (on.type === 'step') expect(second).toBe(on.id);
        else expect(second.split('.')[0]).toBe(on.name);
      }
      const related = graph.diagnostics.flatMap(({related: places = []}) => places.map(({at}) => JSON.stringify(at)));
      expect(new Set(related)).toEqual(new Set(graph.dropped.map(({at}) => JSON.stringify(at))));
    }),
  );
});

test('a dependency on a later phase changes nothing but a warning', () => {
  const withLater = arbitraryShort().chain((short) => {
    const names = Object.keys(short.resources);
    return fc.tuple(fc.constant(short), fc.constantFrom('', ...names), fc.constantFrom('', ...names), fc.boolean());
  });
  fc.assert(
    fc.property(withLater, ([short, name, later, atStep]) => {
      const resource = short.resources[name];
      const phase = (which: string) => short.phases.indexOf(short.resources[which]?.phase ?? '');
      fc.pre(resource !== undefined && phase(name) < phase(later));
      const first = Object.keys(resource.steps ?? {})[0];
      const more =
        atStep && first !== undefined
          ? {...resource, steps: {...resource.steps, [first]: [...resource.steps![first]!, later]}}
          : {...resource, dependsOn: [...(resource.dependsOn ?? []), later]};
      const before = buildGraph(declareProject(short.phases, short.resources));
      const after = buildGraph(declareProject(short.phases, {...short.resources, [name]: more}));
      expect(after.nodes).toEqual(before.nodes);
      expect(after.phases).toEqual(before.phases);
      expect(after.resources).toEqual(before.resources);
      expect(after.diagnostics).toHaveLength(before.diagnostics.length + 1);
      expect(after.dropped.length).toBeGreaterThan(before.dropped.length);
    }),
  );
});

test('a dependency that already follows from others changes nothing', () => {
  const withOne = arbitraryShort({phases: 1}).chain((short) => fc.tuple(fc.constant(short), fc.nat()));
  fc.assert(
    fc.property(withOne, ([short, choice]) => {
      const graph = buildGraph(declareProject(short.phases, short.resources));
      const closure = ancestors(graph);
      const candidates = graph.nodes.flatMap(({id, dependencies}) =>
        [...closure.get(id)!]
          .filter((before) => !dependencies.some(({on}) => on.type === 'step' && on.id === before))
          .map((before) => [id, before] as const),
      );
      // Where declared order gave way, more explicit dependencies can decide it otherwise.
      fc.pre(
        candidates.length > 0 &&
          graph.diagnostics.length === 0 &&
          agrees(declareProject(short.phases, short.resources), graph),
      );
      const [id, before] = candidates[choice % candidates.length]!;
      const [name = '', step = ''] = id.split('.');
      const resource = short.resources[name]!;
      const steps = {...resource.steps, [step]: [...resource.steps![step]!, before]};
      const after = buildGraph(declareProject(short.phases, {...short.resources, [name]: {...resource, steps}}));
      expect(orderOf(after)).toEqual(orderOf(graph));
      expect(pairs(ancestors(after))).toEqual(pairs(closure));
    }),
  );
});

test('steps of a resource are always in one line, each after the one before', () => {
  fc.assert(
    fc.property(arbitraryProject({references: 3}), (project) => {
      const graph = buildGraph(project);
      const closure = ancestors(graph);
      for (const {nodes} of graph.resources) {
        nodes.forEach((id, index) => index > 0 && expect(closure.get(id)!.has(nodes[index - 1]!)).toBe(true));
      }
    }),
  );
});

test('declared order is kept wherever no explicit dependency contradicts it', () => {
  fc.assert(
    fc.property(arbitraryProject({backwardOnly: true}), (project) => {
      const graph = buildGraph(project);
      expect(graph.diagnostics.filter(({code}) => code !== 'KF402')).toEqual([]);
      for (const resource of graph.resources) {
        const declared = project.resources.find(({name}) => name === resource.name)!.steps.map(({id}) => id);
        expect(resource.nodes).toEqual(declared);
      }
    }),
  );
});

test('with references backward only and one phase, the order is the declared order', () => {
  fc.assert(
    fc.property(arbitraryProject({phases: 0, backwardOnly: true}), (project) => {
      expect(orderOf(buildGraph(project))).toEqual(project.resources.flatMap(({steps}) => steps.map(({id}) => id)));
    }),
  );
});

test('every entry of every `dependsOn` is kept or dropped', () => {
  fc.assert(
    fc.property(arbitraryProject({references: 3}), (project) => {
      const graph = buildGraph(project);
      const dropped = new Set(graph.dropped.map(({from, on}) => JSON.stringify([from, on])));
      for (const {id, dependencies} of graph.nodes)
        for (const {on} of dependencies) expect(dropped.has(JSON.stringify([id, on]))).toBe(false);
      for (const {name, dependsOn, steps} of project.resources) {
        for (const step of steps) {
          const kept = graph.nodes
            .find(({id}) => id === step.id)!
            .dependencies.filter(({because}) => because === 'declared').length;
          const texts = [...step.dependsOn, ...dependsOn].map(({text}) =>
            text.startsWith('s') ? `${name}.${text}` : text,
          );
          const lost = new Set(graph.dropped.filter(({from}) => from === step.id).map(({on}) => JSON.stringify(on)));
          expect(kept + lost.size).toBe(new Set(texts).size);
        }
      }
    }),
  );
});

test('a selection is closed, and has nothing in it that is not needed', () => {
  const selections = arbitraryProject().chain((project) =>
    fc.tuple(
      fc.constant(project),
      arbitraryTargets(project),
      fc.constantFrom('dependencies' as const, 'dependents' as const, 'nothing' as const),
    ),
  );
  fc.assert(
    fc.property(selections, ([project, targets, along]) => {
      const graph = buildGraph(project);
      const {named, resources} = selectResources(graph, targets, along);
      const edges = [
        ...graph.nodes.map(({resource, dependencies}) => ({from: resource, dependencies})),
        ...graph.resources.map(({name, dependencies}) => ({from: name, dependencies})),
      ].flatMap(({from, dependencies}) =>
        dependencies.map(({on}) => [from, on.type === 'resource' ? on.name : on.id.split('.')[0]!] as const),
      );
      const steps =
        along === 'nothing' ? [] : along === 'dependencies' ? edges : edges.map(([from, to]) => [to, from] as const);
      for (const [from, to] of steps) if (resources.has(from)) expect(resources.has(to)).toBe(true);
      for (const name of resources) {
        const needed =
          named.has(name) || steps.some(([from, to]) => to === name && from !== name && resources.has(from));
        expect(needed).toBe(true);
      }
      for (const name of named) expect(resources.has(name)).toBe(true);
    }),
  );
});
