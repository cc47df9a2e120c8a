import {expect, test} from '@jest/globals';
import {buildGraph} from '../../src/index.js';
import {declareProject} from './declare-project.js';
import {dependenciesOf, orderOf} from './relations.js';

test('steps come phase by phase, whatever the declared order of the resources', () => {
  const graph = buildGraph(
    declareProject(['one', 'two'], {b: {phase: 'two', steps: {m: []}}, a: {phase: 'one', steps: {m: []}}}),
  );
  expect(graph.phases).toEqual([
    {name: 'one', nodes: ['a.m']},
    {name: 'two', nodes: ['b.m']},
  ]);
  expect(orderOf(graph)).toEqual(['a.m', 'b.m']);
  expect(graph.nodes.map(({declared}) => declared)).toEqual([1, 0]);
});

test('a dependency on an earlier phase is kept, and marked', () => {
  const graph = buildGraph(
    declareProject(['one', 'two'], {
      a: {phase: 'one', steps: {m: []}},
      b: {phase: 'two', dependsOn: ['a'], steps: {m: ['a.m']}},
    }),
  );
  expect(dependenciesOf(graph, 'b.m')).toEqual(['a.m (earlier)', 'all of a (earlier)']);
  expect(graph.diagnostics).toEqual([]);
});

test('a dependency on a later phase is dropped, with one warning for each `dependsOn` entry', () => {
  const graph = buildGraph(
    declareProject(['one', 'two'], {
      a: {phase: 'one', dependsOn: ['b'], steps: {m: [], n: ['b.m']}},
      b: {phase: 'two', steps: {m: []}},
    }),
  );
  expect(graph.diagnostics).toEqual([
    {
      code: 'KF402',
      severity: 'warning',
      message: '`a` is in phase `one` and depends on `b` of the later phase `two`: the dependency is ignored',
      hint: 'remove the dependency, or move `a` to phase `two` or a later one',
      at: {file: '/p/a.yaml', line: 2, column: 10, text: 'b'},
    },
    expect.objectContaining({code: 'KF402', at: {file: '/p/a.yaml', line: 11, column: 10, text: 'b.m'}}),
  ]);
  expect(graph.dropped.map(({from, on, reason}) => [from, on.type === 'step' ? on.id : on.name, reason])).toEqual([
    ['a.m', 'b', 'later-phase'],
    ['a.n', 'b.m', 'later-phase'],
    ['a.n', 'b', 'later-phase'],
  ]);
  expect(dependenciesOf(graph, 'a.n')).toEqual(['a.m (order)']);
});

test('two phases that depend on each other are no cycle', () => {
  const graph = buildGraph(
    declareProject(['one', 'two'], {a: {phase: 'one', steps: {m: ['b']}}, b: {phase: 'two', steps: {m: ['a']}}}),
  );
  expect(graph.diagnostics.map(({code}) => code)).toEqual(['KF402']);
  expect(orderOf(graph)).toEqual(['a.m', 'b.m']);
});

test('a phase that nobody declared comes last and is no reason to fail', () => {
  const project = declareProject(['one'], {a: {phase: 'typo', steps: {m: []}}, b: {phase: 'one', steps: {m: []}}});
  expect(orderOf(buildGraph(project))).toEqual(['b.m', 'a.m']);
});
