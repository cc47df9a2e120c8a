import {describe, expect, test} from '@jest/globals';
import {buildGraph, createPlan, type Plan, type PlanRequest, type Project} from '../../src/index.js';
import {declareProject, type ShortResource} from '../graph/declare-project.js';
import {planned} from '../graph/relations.js';

function planFor(project: Project, request: PlanRequest): Plan {
  const {plan, diagnostics} = createPlan(project, buildGraph(project), request);
  if (!plan) throw new Error(JSON.stringify(diagnostics));
  return plan;
}

/** Step id -> `steps | ready` of its `after`. */
function afters(plan: Plan): {[id: string]: string} {
  return Object.fromEntries(
    plan.phases.flatMap(({steps}) =>
      steps.map(({id, after}) => [id, `${after.steps.join(' ')} | ${after.ready.join(' ')}`.trim()]),
    ),
  );
}

const shop = declareProject(['infra', 'apps'], {
  longhorn: {phase: 'infra', steps: {helm: []}, kinds: {helm: 'helm'}},
  postgres: {phase: 'apps', dependsOn: ['longhorn'], steps: {secret: [], helm: [], migrate: []}, kinds: {helm: 'helm'}},
  web: {phase: 'apps', dependsOn: ['postgres'], steps: {config: [], deploy: ['postgres.secret']}},
  docs: {phase: 'apps', steps: {m: []}},
});

test('a plan is data, phase by phase', () => {
  expect(planFor(shop, {operation: 'apply', targets: ['postgres']})).toEqual({
    version: 1,
    operation: 'apply',
    phases: [
      {
        name: 'infra',
        steps: [
          {
            id: 'longhorn.helm',
            resource: 'longhorn',
            step: 'helm',
            kind: 'helm',
            namespace: 'longhorn-ns',
            after: {steps: [], ready: []},
            summary: expect.stringMatching(/^helm /),
          },
        ],
      },
      {
        name: 'apps',
        steps: [
          expect.objectContaining({id: 'postgres.secret', kind: 'script', after: {steps: [], ready: []}}),
          expect.objectContaining({id: 'postgres.helm', after: {steps: ['postgres.secret'], ready: []}}),
          expect.objectContaining({id: 'postgres.migrate', after: {steps: ['postgres.helm'], ready: []}}),
        ],
      },
    ],
    resources: [
      {name: 'longhorn', phase: 'infra', namespace: 'longhorn-ns', selected: false},
      {name: 'postgres', phase: 'apps', namespace: 'postgres-ns', selected: true},
    ],
    diagnostics: [],
  });
});

test('a step without a namespace, a phase with a description', () => {
  const project = declareProject(['one'], {a: {steps: {m: []}}});
  delete project.resources[0]!.steps[0]!.namespace;
  project.phases[0]!.description = 'First.';
  const [phase] = planFor(project, {operation: 'apply'}).phases;
  expect(phase?.description).toBe('First.');
  expect(Object.keys(phase!.steps[0]!)).not.toContain('namespace');
});

describe('after names what is needed and no more', () => {
  test('a dependency of the resource stands at its first step, and says all about its steps', () => {
    expect(afters(planFor(shop, {operation: 'apply'}))).toMatchObject({
      'web.config': '| postgres',
      'web.deploy': 'web.config |',
    });
  });
  test('of several steps of one resource, the last', () => {
    const project = declareProject([], {a: {steps: {x: [], y: [], z: []}}, b: {steps: {m: ['a.y', 'a.x']}}});
    expect(afters(planFor(project, {operation: 'apply'}))).toMatchObject({'b.m': 'a.y |'});
  });
  test('what only a later step waits for stands there', () => {
    const project = declareProject([], {a: {steps: {x: []}}, b: {steps: {m: [], n: ['a']}}});
    expect(afters(planFor(project, {operation: 'apply'}))).toEqual({'a.x': '|', 'b.m': '|', 'b.n': 'b.m | a'});
  });
  test('nothing of other phases', () => {
    expect(afters(planFor(shop, {operation: 'apply'}))['postgres.secret']).toBe('|');
  });
  test('nothing outside the selection, but the order of the rest is kept through it', () => {
    const project = declareProject([], {a: {steps: {x: []}}, b: {steps: {x: ['a']}}, c: {steps: {x: ['b']}}});
    const plan = planFor(project, {operation: 'apply', targets: ['a', 'c'], deps: false});
    expect(afters(plan)).toEqual({'a.x': '|', 'c.x': '| a'});
  });
});

describe('destroy', () => {
  test('takes dependents along, and turns phases, steps and arrows round', () => {
    const plan = planFor(shop, {operation: 'destroy', targets: ['longhorn']});
    expect(plan.phases.map(({name}) => name)).toEqual(['apps', 'infra']);
    expect(afters(plan)).toEqual({
      'web.deploy': '|',
      'web.config': 'web.deploy |',
      'postgres.migrate': 'web.config |',
      'postgres.helm': 'postgres.migrate |',
      'postgres.secret': 'postgres.helm |',
      'longhorn.helm': '|',
    });
    expect(Object.keys(afters(plan))).toEqual(planned(plan));
    expect(plan.resources.map(({name, selected}) => [name, selected])).toEqual([
      ['web', false],
      ['postgres', false],
      ['longhorn', true],
    ]);
  });
  test('of one resource alone', () => {
    expect(planned(planFor(shop, {operation: 'destroy', targets: ['postgres'], deps: false}))).toEqual([
      'postgres.migrate',
      'postgres.helm',
      'postgres.secret',
    ]);
  });
  test('a dependent of one step holds up the steps before it only', () => {
    const project = declareProject([], {a: {steps: {x: [], y: []}}, b: {steps: {m: ['a.x']}}});
    expect(afters(planFor(project, {operation: 'destroy'}))).toEqual({'b.m': '|', 'a.y': '|', 'a.x': 'b.m a.y |'});
  });
});

describe('helm', () => {
  const project = declareProject([], {
    db: {steps: {secret: [], helm: [], after: []}, kinds: {helm: 'helm'}},
    glue: {dependsOn: ['db'], steps: {m: []}},
    web: {dependsOn: ['glue'], steps: {helm: [], m: ['cache']}, kinds: {helm: 'helm'}},
    cache: {steps: {helm: []}, kinds: {helm: 'helm'}},
    top: {dependsOn: ['web'], steps: {helm: []}, kinds: {helm: 'helm'}},
    plain: {steps: {m: []}},
  });
  test('plans helm steps alone, in the order that the others give', () => {
    const plan = planFor(project, {operation: 'helm'});
    expect(afters(plan)).toEqual({'db.helm': '|', 'web.helm': '| db', 'cache.helm': '|', 'top.helm': '| db web cache'});
    expect(plan.resources.map(({name}) => name)).toEqual(['db', 'web', 'cache', 'top']);
  });
  test('pulls in dependencies, helm-backed ones only', () => {
    expect(planned(planFor(project, {operation: 'helm', targets: ['web']}))).toEqual([
      'db.helm',
      'web.helm',
      'cache.helm',
    ]);
    expect(planned(planFor(project, {operation: 'helm', targets: ['web'], deps: false}))).toEqual(['web.helm']);
  });
  test('warns of a named resource that has none, but goes through it', () => {
    const plan = planFor(project, {operation: 'helm', targets: ['glue', 'pl*']});
    expect(planned(plan)).toEqual(['db.helm']);
    expect(plan.diagnostics).toEqual([
      {
        code: 'KF322',
        severity: 'warning',
        message: '`glue` has no helm step',
        hint: '`kflow apply glue` applies all of it',
      },
    ]);
  });
});

test.each(['restart', 'status', 'health'] as const)(
  '%s takes just what was named, unless asked for more',
  (operation) => {
    expect(planFor(shop, {operation, targets: ['web']}).resources.map(({name}) => name)).toEqual(['web']);
    expect(planned(planFor(shop, {operation, targets: ['web']}))).toEqual(['web.config', 'web.deploy']);
    expect(planFor(shop, {operation, targets: ['web'], deps: true}).resources.map(({name}) => name)).toEqual([
      'longhorn',
      'postgres',
      'web',
    ]);
    expect(planFor(shop, {operation}).resources).toHaveLength(4);
  },
);

test('apply and reload pull in dependencies across phases', () => {
  for (const operation of ['apply', 'reload'] as const) {
    expect(
      planFor(shop, {operation, targets: ['web']}).resources.map(({name, selected}) => `${name} ${selected}`),
    ).toEqual(['longhorn false', 'postgres false', 'web true']);
  }
});

describe('resources without steps', () => {
  const others: {[name: string]: ShortResource} = {
    a: {steps: {x: [], y: []}},
    gate: {dependsOn: ['a']},
    b: {dependsOn: ['gate'], steps: {m: []}},
  };
  test('are waited for, and wait themselves', () => {
    const plan = planFor(declareProject([], others), {operation: 'apply', targets: ['b']});
    expect(afters(plan)['b.m']).toBe('| gate');
    expect(plan.resources[1]).toEqual({
      name: 'gate',
      phase: 'default',
      namespace: 'gate-ns',
      selected: false,
      after: {steps: [], ready: ['a']},
    });
  });
  test('are looked through when they are not in the selection, and on destroy', () => {
    const project = declareProject([], others);
    expect(afters(planFor(project, {operation: 'apply', targets: ['a', 'b'], deps: false}))['b.m']).toBe('| a');
    const plan = planFor(project, {operation: 'destroy', targets: ['a']});
    expect(afters(plan)).toEqual({'b.m': '|', 'a.y': 'b.m |', 'a.x': 'a.y |'});
    expect(plan.resources.map(({name}) => name)).toEqual(['b', 'gate', 'a']);
    expect(plan.resources[1]).not.toHaveProperty('after');
  });
  test('can be all that there is', () => {
    const plan = planFor(declareProject(['one', 'two'], {only: {phase: 'one'}}), {operation: 'apply'});
    expect(plan.phases).toEqual([{name: 'one', steps: []}]);
    expect(plan.resources).toMatchObject([{name: 'only', after: {steps: [], ready: []}}]);
  });
});

describe('diagnostics', () => {
  const project = declareProject(['one', 'two'], {
    a: {phase: 'one', steps: {m: ['b']}},
    b: {phase: 'one', steps: {m: ['a']}},
    c: {phase: 'one', steps: {m: ['d']}},
    d: {phase: 'two', steps: {m: []}},
  });
  const codes = (request: PlanRequest) => planFor(project, request).diagnostics.map(({code}) => code);
  test('are the warnings that touch the selection', () => {
    expect(codes({operation: 'apply'})).toEqual(['KF402', 'KF401']);
    expect(codes({operation: 'apply', targets: ['a']})).toEqual(['KF401']);
    expect(codes({operation: 'apply', targets: ['c']})).toEqual(['KF402']);
    expect(codes({operation: 'apply', targets: ['d']})).toEqual([]);
  });
  test('there is no plan with an unknown target: all of them at once', () => {
    const {plan, diagnostics} = createPlan(project, buildGraph(project), {
      operation: 'apply',
      targets: ['x', 'a', 'yy*'],
    });
    expect(plan).toBeUndefined();
    expect(diagnostics.map(({code}) => code)).toEqual(['KF321', 'KF321']);
  });
  test('there is no plan of a graph with errors', () => {
    const bad = declareProject([], {a: {steps: {m: ['nowhere']}}});
    expect(createPlan(bad, buildGraph(bad), {operation: 'apply'})).toMatchObject({
      plan: undefined,
      diagnostics: [{code: 'KF311'}],
    });
  });
});

test('the helm command says what has nothing for helm to do in one order, however it was asked', () => {
  const project = declareProject([], {a: {steps: {x: []}}, b: {steps: {y: []}}});
  const warnings = (targets: string[]) =>
    planFor(project, {operation: 'helm', targets}).diagnostics.map(({code, message}) => `${code} ${message}`);
  expect(warnings(['b', 'a'])).toEqual(['KF322 `a` has no helm step', 'KF322 `b` has no helm step']);
  expect(warnings(['a', 'b', 'a'])).toEqual(warnings(['b', 'a']));
});
