import {describe, expect, test} from '@jest/globals';
import {buildGraph, selectResources, type Along} from '../../src/index.js';
import {declareProject} from './declare-project.js';

const graph = buildGraph(
  declareProject(['one', 'two'], {
    'longhorn-crds': {phase: 'one', steps: {m: []}},
    'longhorn-ui': {phase: 'one', dependsOn: ['longhorn-crds'], steps: {m: []}},
    postgres: {phase: 'two', steps: {secret: [], m: ['longhorn-crds.m']}},
    empty: {phase: 'two', dependsOn: ['postgres']},
    web: {phase: 'two', steps: {m: ['empty'], n: []}},
    loner: {phase: 'one', steps: {m: ['web']}},
  }),
);

function select(targets: string[], along: Along = 'nothing') {
  const {named, resources, diagnostics} = selectResources(graph, targets, along);
  return {
    named: [...named].sort(),
    resources: [...resources].sort(),
    problems: diagnostics.map(({code, message, hint}) => [code, message, hint]),
  };
}

describe('targets', () => {
  test('are everything when there are none', () => {
    expect(select([]).named).toHaveLength(6);
  });
  test('are names and globs', () => {
    expect(select(['web', 'longhorn-*']).named).toEqual(['longhorn-crds', 'longhorn-ui', 'web']);
    expect(select(['{web,empty}']).named).toEqual(['empty', 'web']);
    expect(select(['*']).named).toHaveLength(6);
    expect(select(['l[no]*r']).named).toEqual(['loner']);
  });
  test('a name with a glob character in it is taken by its name first', () => {
    const special = buildGraph(declareProject([], {'a+(b)': {steps: {m: []}}, ab: {steps: {m: []}}}));
    expect([...selectResources(special, ['a+(b)'], 'nothing').named]).toEqual(['a+(b)']);
  });
  test('that match nothing are errors with suggestions, all at once', () => {
    expect(select(['wbe', 'web.n', 'zz-*', 'posgres*', 'qqqqqqqq']).problems).toEqual([
      ['KF321', 'no resource is called `wbe`', 'did you mean `web`?'],
      ['KF321', '`web.n` is a step, and commands take resources', 'name its resource: `web`'],
      [
        'KF321',
        'no resource matches `zz-*`',
        'there are `longhorn-crds`, `longhorn-ui`, `loner`, `postgres`, `empty`, `web`',
      ],
      ['KF321', 'no resource matches `posgres*`', 'did you mean `postgres`?'],
      [
        'KF321',
        'no resource is called `qqqqqqqq`',
        'there are `longhorn-crds`, `longhorn-ui`, `loner`, `postgres`, `empty`, `web`',
      ],
    ]);
  });
  test('`!` does not negate', () => {
    expect(select(['!web']).problems).toHaveLength(1);
  });
});

describe('what comes along', () => {
  test('dependencies: transitively, across phases, through resources without steps', () => {
    expect(select(['web'], 'dependencies').resources).toEqual(['empty', 'longhorn-crds', 'postgres', 'web']);
  });
  test('dependents: the other way round', () => {
    expect(select(['longhorn-crds'], 'dependents').resources).toEqual([
      'empty',
      'longhorn-crds',
      'longhorn-ui',
      'postgres',
      'web',
    ]);
  });
  test('nothing that was dropped', () => {
    expect(select(['loner'], 'dependencies').resources).toEqual(['loner']);
    expect(select(['web'], 'dependents').resources).toEqual(['web']);
  });
});
