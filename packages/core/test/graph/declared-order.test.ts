import {describe, expect, test} from '@jest/globals';
import {buildGraph} from '../../src/index.js';
import {declareProject} from './declare-project.js';
import {dependenciesOf, orderOf} from './relations.js';

/** The order of the steps of one resource. */
function order(steps: {[name: string]: string[]}): string {
  return orderOf(buildGraph(declareProject([], {r: {steps}})))
    .map((id) => id.slice(2))
    .join(',');
}

describe('inside a resource steps run in declared order', () => {
  test('each after the one before', () => {
    const graph = buildGraph(declareProject([], {r: {steps: {a: [], b: [], c: []}}}));
    expect(graph.nodes.map(({id}) => dependenciesOf(graph, id))).toEqual([[], ['r.a (order)'], ['r.b (order)']]);
  });
  test('unless an explicit dependency contradicts it', () => {
    expect(order({a: ['c'], b: [], c: []})).toBe('c,a,b');
  });
  test('and the others stay in line: what is declared later still comes after all of them', () => {
    const graph = buildGraph(declareProject([], {r: {steps: {a: ['c'], b: [], c: [], d: []}}}));
    expect(orderOf(graph)).toEqual(['r.c', 'r.a', 'r.b', 'r.d']);
    expect(dependenciesOf(graph, 'r.d')).toEqual(['r.b (order)']);
  });
  test('as do those declared before, as far as they can', () => {
    expect(order({a: [], b: ['d'], c: [], d: []})).toBe('a,d,b,c');
    expect(order({a: ['b'], b: ['c'], c: ['d'], d: []})).toBe('d,c,b,a');
  });
  test('an explicit dependency that agrees with it is not doubled', () => {
    const graph = buildGraph(declareProject([], {r: {steps: {a: [], b: ['a']}}}));
    expect(dependenciesOf(graph, 'r.b')).toEqual(['r.a']);
  });
});

test('where two resources cannot both have their declared order, the earlier-declared has it', () => {
  // b.y -> a.x and a.y -> b.x hold; then a.x before a.y and b.x before b.y cannot both be had.
  const graph = buildGraph(declareProject([], {a: {steps: {x: ['b.y'], y: []}}, b: {steps: {x: ['a.y'], y: []}}}));
  expect(orderOf(graph)).toEqual(['b.y', 'a.x', 'a.y', 'b.x']);
  expect(graph.diagnostics).toEqual([]);
});

test('ties are broken by declared order, over all resources of the phase', () => {
  const graph = buildGraph(
    declareProject([], {
      a: {steps: {x: ['c'], y: []}},
      b: {steps: {x: [], y: []}},
      c: {steps: {x: []}},
      d: {steps: {x: []}},
    }),
  );
  expect(orderOf(graph)).toEqual(['b.x', 'b.y', 'c.x', 'a.x', 'a.y', 'd.x']);
});
