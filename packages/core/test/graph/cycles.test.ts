import {describe, expect, test} from '@jest/globals';
import {buildGraph} from '../../src/index.js';
import {declareProject} from './declare-project.js';
import {dependenciesOf, orderOf} from './relations.js';

describe('a cycle is broken at its earliest-declared node', () => {
  test('with a warning that shows the path and each dropped entry', () => {
    const graph = buildGraph(declareProject([], {a: {steps: {x: ['b.y']}}, b: {steps: {y: ['a.x']}}}));
    expect(orderOf(graph)).toEqual(['a.x', 'b.y']);
    expect(graph.dropped).toEqual([
      {
        from: 'a.x',
        on: {type: 'step', id: 'b.y'},
        reason: 'cycle',
        at: {file: '/p/a.yaml', line: 10, column: 10, text: 'b.y'},
        cycle: ['a.x', 'b.y', 'a.x'],
      },
    ]);
    expect(graph.diagnostics).toEqual([
      {
        code: 'KF401',
        severity: 'warning',
        message: 'dependency cycle a.x -> b.y -> a.x: `a.x` will not wait for `b.y`',
        hint: 'remove one of the dependencies on the cycle',
        at: {file: '/p/a.yaml', line: 10, column: 10, text: 'b.y'},
        related: [
          {message: '`dependsOn: b.y` is ignored here', at: {file: '/p/a.yaml', line: 10, column: 10, text: 'b.y'}},
        ],
      },
    ]);
  });

  test('which drops all of its dependencies inside the component, and none outside', () => {
    const graph = buildGraph(
      declareProject([], {
        a: {steps: {x: ['b.y', 'c.z', 'd.w']}},
        b: {steps: {y: ['a.x']}},
        c: {steps: {z: ['b.y']}},
        d: {steps: {w: []}},
      }),
    );
    expect(dependenciesOf(graph, 'a.x')).toEqual(['d.w']);
    expect(graph.dropped.map(({cycle}) => cycle)).toEqual([
      ['a.x', 'b.y', 'a.x'],
      ['a.x', 'c.z', 'b.y', 'a.x'],
    ]);
    expect(graph.diagnostics).toHaveLength(1);
    expect(graph.diagnostics[0]?.related).toHaveLength(2);
    expect(orderOf(graph)).toEqual(['d.w', 'a.x', 'b.y', 'c.z']);
  });

  test('and again, until there is none left', () => {
    const graph = buildGraph(
      declareProject([], {a: {steps: {x: ['b']}}, b: {steps: {y: ['a', 'c']}}, c: {steps: {z: ['b']}}}),
    );
    expect(graph.dropped.map(({from, cycle}) => [from, cycle])).toEqual([
      ['a.x', ['a.x', 'b.y', 'a.x']],
      ['b.y', ['b.y', 'c.z', 'b.y']],
    ]);
    expect(orderOf(graph)).toEqual(['a.x', 'b.y', 'c.z']);
  });
});

test('cycles that have nothing to do with each other are broken apart', () => {
  const graph = buildGraph(
    declareProject([], {
      a: {steps: {x: ['b']}},
      b: {steps: {x: ['a']}},
      c: {steps: {x: ['d']}},
      d: {steps: {x: ['c']}},
    }),
  );
  expect(graph.dropped.map(({from}) => from)).toEqual(['a.x', 'c.x']);
});

test('resources that wait for each other: one warning for all steps of the one that goes first', () => {
  const graph = buildGraph(
    declareProject([], {
      a: {dependsOn: ['b'], steps: {x: [], y: [], z: []}},
      b: {dependsOn: ['a'], steps: {m: [], n: []}},
    }),
  );
  expect(orderOf(graph)).toEqual(['a.x', 'a.y', 'a.z', 'b.m', 'b.n']);
  expect(graph.dropped.map(({from}) => from)).toEqual(['a.x', 'a.y', 'a.z']);
  expect(graph.diagnostics.map(({message}) => message)).toEqual([
    'dependency cycle a.x -> b.m -> a.x: `a.x`, `a.y`, `a.z` will not wait for `b`',
  ]);
});

test('of a resource, only the step on the cycle drops the dependency', () => {
  const graph = buildGraph(
    declareProject([], {a: {dependsOn: ['b'], steps: {x: [], y: []}}, b: {steps: {m: ['a.x']}}}),
  );
  expect(orderOf(graph)).toEqual(['a.x', 'b.m', 'a.y']);
  expect(dependenciesOf(graph, 'a.y')).toEqual(['all of b', 'a.x (order)']);
});

test('a cycle inside a resource', () => {
  const graph = buildGraph(declareProject([], {a: {steps: {x: ['y'], y: ['x']}}}));
  expect(orderOf(graph)).toEqual(['a.x', 'a.y']);
  expect(graph.dropped.map(({cycle}) => cycle)).toEqual([['a.x', 'a.y', 'a.x']]);
});

test('resources without steps can be on a cycle, too', () => {
  const graph = buildGraph(
    declareProject([], {a: {dependsOn: ['b']}, b: {dependsOn: ['c']}, c: {dependsOn: ['a'], steps: {m: []}}}),
  );
  expect(graph.dropped).toMatchObject([{from: 'a', on: {name: 'b'}, cycle: ['a', 'b', 'c.m', 'a']}]);
  expect(graph.resources.map(({name}) => name)).toEqual(['a', 'c', 'b']);
});

test('declared order is no part of a cycle: explicit dependencies win without a warning', () => {
  const graph = buildGraph(declareProject([], {a: {steps: {x: ['b'], y: []}}, b: {steps: {m: ['a.y']}}}));
  expect(orderOf(graph)).toEqual(['a.y', 'b.m', 'a.x']);
  expect(graph.diagnostics).toEqual([]);
});

test('nothing off the cycle changes order', () => {
  const others = {u: {dependsOn: ['v'], steps: {m: []}}, v: {steps: {m: [], n: []}}, w: {steps: {m: ['a']}}};
  const without = buildGraph(declareProject([], {...others, a: {steps: {x: []}}, b: {steps: {y: ['a']}}}));
  const broken = buildGraph(declareProject([], {...others, a: {steps: {x: ['b']}}, b: {steps: {y: ['a']}}}));
  expect(orderOf(broken)).toEqual(orderOf(without));
});

test('a very long cycle is shortened in the message only', () => {
  const names = Array.from({length: 100}, (_, index) => `r${index}`);
  const graph = buildGraph(
    declareProject(
      [],
      Object.fromEntries(names.map((name, index) => [name, {steps: {m: [names[(index + 1) % 100]!]}}])),
    ),
  );
  expect(graph.diagnostics[0]?.message).toContain(' -> r5.m -> (89 more) -> r95.m -> ');
  expect(graph.dropped[0]?.cycle).toHaveLength(101);
});
