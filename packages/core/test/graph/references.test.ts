import {describe, expect, test} from '@jest/globals';
import {buildGraph} from '../../src/index.js';
import {declareProject, type ShortResource} from './declare-project.js';
import {dependenciesOf} from './relations.js';

/** What a `dependsOn` of step `a.x` (or of resource `a`) resolves to, or the code, message and hint of its problem. */
function resolve(
  text: string,
  others: {[name: string]: ShortResource},
  where: 'step' | 'resource' = 'step',
  a: ShortResource = {steps: {x: []}},
) {
  const own = where === 'step' ? {...a, steps: {...a.steps, x: [text]}} : {...a, dependsOn: [text]};
  const graph = buildGraph(declareProject([], {a: own, ...others}));
  const [problem] = graph.diagnostics;
  return problem
    ? [problem.code, problem.message, problem.hint]
    : dependenciesOf(graph, 'a.x').filter((line) => !line.includes('(order)'));
}

describe('a reference is', () => {
  test('a step of the same resource, tried first', () => {
    expect(resolve('y', {y: {steps: {m: []}}}, 'step', {steps: {y: [], x: []}})).toEqual(['a.y']);
  });
  test('a whole resource', () => {
    expect(resolve('b', {b: {steps: {m: []}}})).toEqual(['all of b']);
  });
  test('a step of a resource', () => {
    expect(resolve('b.m', {b: {steps: {m: []}}})).toEqual(['b.m']);
    expect(resolve('a.y', {}, 'step', {steps: {y: [], x: []}})).toEqual(['a.y']);
  });
  test('a resource without steps', () => {
    expect(resolve('b', {b: {}})).toEqual(['all of b']);
  });
});

test('the same text means a step where the resource has one of that name, and the resource elsewhere', () => {
  const graph = buildGraph(
    declareProject([], {
      b: {steps: {m: []}},
      plain: {steps: {x: ['b']}},
      own: {steps: {b: [], x: ['b']}},
      again: {steps: {x: ['b']}},
    }),
  );
  expect(['plain.x', 'own.x', 'again.x'].map((id) => dependenciesOf(graph, id))).toEqual([
    ['all of b'],
    ['own.b'],
    ['all of b'],
  ]);
});

test.each([3, 30])('of %d entries those that name the same in two ways are one dependency', (count) => {
  const names = Array.from({length: count}, (_, index) => `s${index}`);
  const steps = Object.fromEntries(names.map((name): [string, string[]] => [name, []]));
  const texts = names.flatMap((name) => [name, `a.${name}`]);
  const graph = buildGraph(declareProject([], {a: {steps: {...steps, x: texts}}}));
  expect(dependenciesOf(graph, 'a.x')).toEqual(names.map((name) => `a.${name}`));
});

describe('names with dots', () => {
  test('resolve to the longest resource name that exists', () => {
    expect(resolve('b.c.m', {b: {steps: {m: []}}, 'b.c': {steps: {m: []}}})).toEqual(['b.c.m']);
    expect(resolve('b.c', {'b.c': {steps: {m: []}}})).toEqual(['all of b.c']);
  });
  test('resolve to a shorter one when only that has the step', () => {
    expect(resolve('b.c.m', {b: {steps: {'c.m': []}}, 'b.c': {steps: {other: []}}})).toEqual(['b.c.m']);
  });
  test('are an error that names both readings when there are two', () => {
    expect(resolve('b.c', {b: {steps: {c: []}}, 'b.c': {steps: {m: []}}})).toEqual([
      'KF312',
      '`b.c` can be read as resource `b.c` or as step `c` of resource `b`',
      'rename one of them: a dot in a name makes `resource.step` ambiguous',
    ]);
  });
  test('are an error where two steps end up with the same full name', () => {
    const graph = buildGraph(declareProject([], {b: {steps: {'c.m': []}}, 'b.c': {steps: {m: []}}}));
    expect(graph.diagnostics).toMatchObject([{code: 'KF314', severity: 'error', related: [{at: {file: '/p/b.yaml'}}]}]);
    expect(graph.nodes).toHaveLength(1);
  });
});

describe('nothing waits for itself', () => {
  test('a step', () => {
    expect(resolve('x', {})).toEqual(['KF313', 'step `a.x` waits for itself', 'remove the entry']);
    expect(resolve('a.x', {}).slice(0, 2)).toEqual(['KF313', 'step `a.x` waits for itself']);
  });
  test('a step for its own resource', () => {
    expect(resolve('a', {}).slice(0, 2)).toEqual([
      'KF313',
      'step `a.x` waits for its own resource `a`, of which it is a part',
    ]);
  });
  test('a resource', () => {
    expect(resolve('a', {}, 'resource').slice(0, 2)).toEqual(['KF313', 'resource `a` waits for itself']);
  });
  test('a resource for a step of its own', () => {
    const message = 'resource `a` waits for its own step `x`: a `dependsOn` of a resource holds for all of its steps';
    expect(resolve('x', {}, 'resource').slice(0, 2)).toEqual(['KF313', message]);
    expect(resolve('a.x', {}, 'resource').slice(0, 2)).toEqual(['KF313', message.replace('`x`', '`a.x`')]);
  });
  test('so that another resource of the name is meant where there is one', () => {
    expect(resolve('x', {x: {steps: {m: []}}})).toEqual(['all of x']);
    expect(resolve('x', {x: {steps: {m: []}}}, 'resource')).toEqual(['all of x']);
  });
});

describe('an unknown reference is an error with a suggestion', () => {
  test.each<[string, 'step' | 'resource', string, string | undefined]>([
    ['postgers', 'step', 'no resource and no step of `a` is called `postgers`', 'did you mean `postgres`?'],
    ['Postgres', 'resource', 'no resource is called `Postgres`', 'did you mean `postgres`?'],
    ['postgres.migrat', 'step', 'resource `postgres` has no step `migrat`', 'did you mean `postgres.migrate`?'],
    ['postgres.zzzzzz', 'step', 'resource `postgres` has no step `zzzzzz`', 'its steps are `secret`, `migrate`'],
    ['migrate', 'step', 'no resource and no step of `a` is called `migrate`', 'did you mean `postgres.migrate`?'],
    ['setup2', 'step', 'no resource and no step of `a` is called `setup2`', 'did you mean `setup`?'],
    ['setup2', 'resource', 'no resource is called `setup2`', undefined],
    ['empty.step', 'step', 'resource `empty` has no step `step`', 'it has no steps'],
    [
      'postgers.migrate',
      'step',
      'no resource and no step of `a` is called `postgers.migrate`',
      'did you mean `postgres.migrate`?',
    ],
    ['', 'step', 'no resource and no step of `a` is called ``', undefined],
    ['.', 'step', 'no resource and no step of `a` is called `.`', undefined],
  ])('%s in a %s', (text, where, message, hint) => {
    const others = {postgres: {steps: {secret: [], migrate: []}}, empty: {}};
    expect(resolve(text, others, where, {steps: {setup: [], x: []}})).toEqual(['KF311', message, hint]);
  });
  test('at its place, all of them at once, each once', () => {
    const graph = buildGraph(
      declareProject([], {a: {dependsOn: ['no1'], steps: {x: ['no2'], y: ['no3', 'b']}}, b: {steps: {m: ['no4']}}}),
    );
    expect(graph.diagnostics.map(({code, at}) => [code, at?.file, at?.line, at?.column])).toEqual([
      ['KF311', '/p/a.yaml', 2, 10],
      ['KF311', '/p/a.yaml', 10, 10],
      ['KF311', '/p/a.yaml', 11, 10],
      ['KF311', '/p/b.yaml', 10, 10],
    ]);
    expect(dependenciesOf(graph, 'a.y')).toEqual(['all of b', 'a.x (order)']);
  });
});

describe('each step inherits the dependencies of its resource', () => {
  test('after its own', () => {
    const graph = buildGraph(
      declareProject([], {a: {dependsOn: ['b'], steps: {x: ['c'], y: []}}, b: {steps: {m: []}}, c: {steps: {m: []}}}),
    );
    expect(dependenciesOf(graph, 'a.x')).toEqual(['all of c', 'all of b']);
    expect(dependenciesOf(graph, 'a.y')).toEqual(['all of b', 'a.x (order)']);
  });
  test('once when both name it', () => {
    const graph = buildGraph(declareProject([], {a: {dependsOn: ['b', 'b'], steps: {x: ['b']}}, b: {steps: {m: []}}}));
    expect(graph.nodes.find(({id}) => id === 'a.x')?.dependencies).toMatchObject([{on: {name: 'b'}, at: {line: 10}}]);
  });
});
