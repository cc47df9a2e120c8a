import {planOperation, planStartUp} from '../cases/plan.js';
import type {PlanShape} from '../project/plan-project.js';
import {cpuOf, measureOf, medianOf, ratio, wallOf} from './figures.js';
import type {Results} from './results.js';
import type {Target} from './target.js';

type Figure = (results: Results) => number | undefined;

const most = (subject: string, text: string, bound: number, figure: Figure, unit: Target['unit'] = 'x'): Target => ({
  ...{subject, text, bound, figure, unit, isMost: true},
});
const least = (subject: string, text: string, bound: number, figure: Figure): Target => ({
  ...{subject, text, bound, figure, unit: 'x', isMost: false},
});

/** How many times as long a peer takes as kflow. */
const faster =
  (name: string, operation: string, peer: string): Figure =>
  (results) =>
    ratio(wallOf(results, name, operation, peer), wallOf(results, name, operation, 'kflow'));

/** How many times as long as a peer kflow takes. */
const share =
  (name: string, operation: string, peer: string): Figure =>
  (results) =>
    ratio(wallOf(results, name, operation, 'kflow'), wallOf(results, name, operation, peer));

const overIdeal =
  (name: string): Figure =>
  (results) =>
    ratio(wallOf(results, name, 'apply', 'kflow'), results[name]?.computed?.['ideal']);

/** Milliseconds of processor time of `plan` above its start-up. */
function planning(results: Results, shape: PlanShape, peer: string): number | undefined {
  const whole = cpuOf(results, 'plan-50000', planOperation(shape), peer);
  const start = cpuOf(results, 'plan-50000', planOperation(planStartUp), peer);
  return whole === undefined || start === undefined ? undefined : whole - start;
}

/** The worst over 0, 2 and 5 dependencies; undefined when one of them is. */
function worst(figure: (dependencies: number) => number | undefined, isMost: boolean): number | undefined {
  const found = [0, 2, 5].map(figure);
  if (found.some((each) => each === undefined)) return undefined;
  return isMost ? Math.max(...(found as number[])) : Math.min(...(found as number[]));
}

const planTargets = [1000, 10_000].flatMap((resources): Target[] => {
  const shape = (dependencies: number): PlanShape => ({
    ...{steps: 10_000, stepsPerResource: 10_000 / resources, dependencies},
  });
  const subject = `plan, 10,000 steps in ${resources.toLocaleString('en')} resources`;
  const bound = resources === 1000 ? 1 : 2.5;
  return [
    most(
      ...([subject, `at most ${bound} s of CPU above start-up`, bound] as const),
      (results) => worst((each) => ratio(planning(results, shape(each), 'kflow'), 1000), true),
      's',
    ),
    least(subject, 'at least 8x less CPU than kflow-py', 8, (results) =>
      worst(
        (each) => ratio(planning(results, shape(each), 'kflow-py'), planning(results, shape(each), 'kflow')),
        false,
      ),
    ),
  ];
});

const growth = most('plan, from 1,000 to 50,000 steps', 'at most 1.3x linear', 1.3, (results) =>
  worst((dependencies) => {
    const [small, large] = [1000, 50_000].map((steps) =>
      planning(results, {steps, stepsPerResource: 10, dependencies}, 'kflow'),
    );
    return ratio(ratio(large, small), 50);
  }, true),
);

const startUp = (['--version', '--help', 'plan'] as const).flatMap((operation): Target[] => {
  const bound = {'--version': 1.3, '--help': 1.6, plan: 2.2}[operation];
  const bare: Figure = (results) =>
    ratio(wallOf(results, 'start-up', operation, 'kflow'), wallOf(results, 'start-up', 'nothing', 'node -e 0'));
  const subject = `start-up, ${operation}`;
  return [
    most(subject, `at most ${bound}x \`node -e 0\``, bound, bare),
    most(subject, 'faster than kflow-py', 1, share('start-up', operation, 'kflow-py')),
  ];
});

const slow = ['slow', 'random'].flatMap((name) =>
  [50, 200].map((resources) => {
    const pods = name === 'slow' ? 'pods ready after 2 s' : 'pods ready after 0.5 to 5 s';
    return {name: `${name}-${resources}`, subject: `apply, ${resources} resources, ${pods}`};
  }),
);

/** What a thousand resources may take, by two hundred: a little more than five times as much. */
const perResource =
  (operation: string): Figure =>
  (results) =>
    ratio(ratio(cpuOf(results, 'apply-1000', operation, 'kflow'), cpuOf(results, 'apply-200', operation, 'kflow')), 5);

const thousand = ['apply', 'reapply', 'status', 'health', 'destroy'].map((operation) =>
  most(`1,000 resources, ${operation}`, 'CPU a resource at most 1.3x that of 200', 1.3, perResource(operation)),
);

/** What must hold, in the order of the page. */
export const targets: readonly Target[] = [
  least('apply, 200 resources', 'at least 8x faster than kflow-py', 8, faster('apply-200', 'apply', 'kflow-py')),
  most('apply, 200 resources', 'at most 0.6x kubectl', 0.6, share('apply-200', 'apply', 'kubectl')),
  most(
    ...(['apply, 200 resources', 'at most 0.5 processes a resource', 0.5] as const),
    (results) => ratio(measureOf(results['apply-200'], 'apply', 'kflow')?.counts?.processes, 200),
    'a resource',
  ),
  least(
    'apply unchanged, 200 resources',
    'at least 15x faster than kflow-py',
    15,
    faster('apply-200', 'reapply', 'kflow-py'),
  ),
  most('apply unchanged, 200 resources', 'at most 0.15x kubectl', 0.15, share('apply-200', 'reapply', 'kubectl')),
  ...(['status', 'health'] as const).flatMap((operation) => [
    least(
      `${operation}, 200 resources`,
      'at least 40x faster than kflow-py',
      40,
      faster('apply-200', operation, 'kflow-py'),
    ),
    most(
      `${operation}, 200 resources`,
      'no slower than four `kubectl get`',
      1,
      share('apply-200', operation, 'kubectl'),
    ),
  ]),
  least('destroy, 200 resources', 'at least 4x faster than kflow-py', 4, faster('apply-200', 'destroy', 'kflow-py')),
  ...slow.map(({name, subject}) => most(subject, 'at most 1.15x the ideal', 1.15, overIdeal(name))),
  ...slow
    .filter(({name}) => name.startsWith('random'))
    .map(({name, subject}) =>
      least(subject, 'at least 1.15x faster than level by level', 1.15, faster(name, 'apply', 'kubectl by levels')),
    ),
  most(
    '30 helm releases',
    'at most 1.3x one helm a core, in no order',
    1.3,
    share('helm-30', 'apply', 'helm, one a core'),
  ),
  least(
    '30 helm releases',
    'at least 1.7x faster than helm in a loop',
    1.7,
    faster('helm-30', 'apply', 'helm in a loop'),
  ),
  least('30 helm releases', 'at least 1.7x faster than helmfile', 1.7, faster('helm-30', 'apply', 'helmfile')),
  ...planTargets,
  growth,
  ...startUp,
  most(
    ...(['apply, 1,000 resources', 'at most 200 MB in kflow itself', 200] as const),
    (results) => ratio(medianOf(measureOf(results['apply-1000'], 'apply', 'kflow'), 'peakKiB'), 1e6 / 1024),
    'MB',
  ),
  ...thousand,
];
