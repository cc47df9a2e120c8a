import {expect, test} from '@jest/globals';
import {buildGraph} from '../../src/index.js';
import {declareProject} from './declare-project.js';
import {dependenciesOf, orderOf} from './relations.js';

test('a resource without steps passes on what it waits for', () => {
  const graph = buildGraph(declareProject([], {c: {steps: {m: ['b']}}, b: {dependsOn: ['a']}, a: {steps: {m: []}}}));
  expect(orderOf(graph)).toEqual(['a.m', 'c.m']);
  expect(dependenciesOf(graph, 'c.m')).toEqual(['all of b']);
  expect(graph.resources).toEqual([
    {name: 'a', phase: 'default', nodes: ['a.m'], dependencies: []},
    {
      name: 'b',
      phase: 'default',
      nodes: [],
      dependencies: [
        {
          on: {type: 'resource', name: 'a'},
          because: 'declared',
          earlierPhase: false,
          at: {file: '/p/b.yaml', line: 2, column: 10, text: 'a'},
        },
      ],
    },
    {name: 'c', phase: 'default', nodes: ['c.m'], dependencies: []},
  ]);
});

test('a later phase is dropped there, too', () => {
  const graph = buildGraph(
    declareProject(['one', 'two'], {a: {phase: 'one', dependsOn: ['b']}, b: {phase: 'two', steps: {m: []}}}),
  );
  expect(graph.dropped).toMatchObject([{from: 'a', reason: 'later-phase'}]);
  expect(graph.diagnostics).toMatchObject([{code: 'KF402'}]);
});

test('a project without any step is fine', () => {
  expect(buildGraph(declareProject([], {})).nodes).toEqual([]);
  expect(buildGraph(declareProject([], {a: {}})).resources).toHaveLength(1);
});
