import {readFileSync} from 'node:fs';
import {describe, expect, test} from '@jest/globals';
import {compare} from '../src/check/compare.js';
import {renderCheck} from '../src/check/render-check.js';
import {cases} from '../src/cases/index.js';
import {readOptions} from '../src/options.js';
import {charts} from '../src/results/charts.js';
import {renderPage} from '../src/results/render-page.js';
import {renderTargets} from '../src/results/render-targets.js';
import type {Measure, Results} from '../src/results/results.js';
import {targets} from '../src/results/targets.js';
import {helmfileVersion} from '../src/tools/programs.js';

const measure = (operation: string, peer: string, ...seconds: number[]): Measure => ({
  ...{operation, peer},
  runs: seconds.map((each) => ({wallMs: each * 1000, cpuMs: each * 500, peakKiB: 100_000})),
});

const results = (name: string, ...measures: Measure[]): Results => ({
  [name]: {
    ...{date: '2026-01-01', measures, missing: [{name: 'helmfile', reason: 'no Go'}]},
    machine: {cores: 2, model: 'A processor', memory: 8, platform: 'linux x64', versions: {kubectl: '1.37.2'}},
  },
});

describe('targets', () => {
  const verdicts = (found: Results): string[] =>
    renderTargets(targets, found).filter((line) => line.startsWith('| apply, 200 resources |'));

  test('are judged by medians', () => {
    const found = results(
      'apply-200',
      {...measure('apply', 'kflow', 9, 10, 300), counts: {processes: 110, bytesRead: 1}},
      measure('apply', 'kubectl', 20, 20, 1),
      measure('apply', 'kflow-py', 79),
    );
    expect(verdicts(found)).toEqual([
      '| apply, 200 resources | at least 8x faster than kflow-py | 7.9x | **not held** |',
      '| apply, 200 resources | at most 0.6x kubectl | 0.500x | held |',
      '| apply, 200 resources | at most 0.5 processes a resource | 0.55 a resource | **not held** |',
    ]);
  });

  test('of what was not measured, nothing is claimed', () => {
    const lines = renderTargets(targets, {}).slice(2);
    expect(lines).toHaveLength(targets.length);
    for (const line of lines) expect(line).toMatch(/\| {2}\| not measured \|$/);
    expect(verdicts(results('apply-200', {...measure('apply', 'kflow'), failure: 'exit 1'}))[0]).toContain(
      'not measured',
    );
  });
});

describe('the page', () => {
  const found = results('apply-10', measure('apply', 'kflow', 1), measure('apply', 'kubectl', 0.5), {
    ...measure('apply', 'kflow-py'),
    failure: 'exit 1\nlong | story',
  });

  test('says what failed, and who could not be had', () => {
    const page = renderPage(cases, found, '## More\n');
    expect(page).toContain('| apply | kubectl | 500 ms | 0.500x | 250 ms |  |  |  |  | 1 |');
    expect(page).toContain('| apply | kflow-py | failed: exit 1 |');
    expect(page).toContain('Not measured: helmfile (no Go).');
    expect(page).toContain('## More');
    expect(page).toBe(renderPage(cases, found, '## More\n'));
  });

  test('says what the control plane took meanwhile, where that was measured', () => {
    const {runs, ...rest} = measure('apply', 'kflow', 4, 5, 6);
    const busy = runs.map((run, index) => ({...run, ...(index > 0 && {clusterCpuMs: 1000 * index})}));
    expect(renderPage(cases, results('apply-10', {...rest, runs: busy}), '')).toContain(
      '| apply | kflow | 5.00 s |  | 2.50 s | 1.50 s | 102 MB |  |  | 3 |',
    );
  });

  test('has the charts that there are figures for', () => {
    expect(charts({})).toEqual([]);
    expect(charts(found)).toEqual([]);
    const two = {
      ...results('apply-50', measure('apply', 'kflow', 3), measure('apply', 'kflow-py', 30)),
      ...results('apply-200', measure('apply', 'kflow', 9), measure('status', 'kflow', 1)),
    };
    const drawn = charts(two);
    expect(drawn.map(({file}) => file)).toEqual(['life.svg', 'growth.svg']);
    for (const {svg} of drawn) {
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      expect(svg).toContain('prefers-color-scheme: dark');
      // Every element is closed.
      const open = [...svg.matchAll(/<(\w+)[^>]*[^/]>/g)].length;
      expect([...svg.matchAll(/<\/\w+>/g)]).toHaveLength(open);
    }
  });
});

describe('--check', () => {
  const now = (kflow: number, kubectl: number, processes: number): Results =>
    results(
      'apply-50',
      {...measure('apply', 'kflow', kflow), counts: {processes, bytesRead: 1}},
      measure('apply', 'kubectl', kubectl),
    );

  test('a slower machine is not worse, and twice as much is not either', () => {
    const held = compare(now(2, 1, 20), now(20, 5, 40));
    expect(held.map(({before, now: after, isWorse}) => [before, after, isWorse])).toEqual([
      [2, 4, false],
      [20, 40, false],
    ]);
  });

  test('more than twice as much is', () => {
    expect(renderCheck(compare(now(2, 1, 20), now(4.1, 1, 41)))).toEqual([
      'worse  apply-50, apply: CPU over that of kubectl 2 before, 4.10 now',
      'worse  apply-50, apply: processes 20 before, 41 now',
    ]);
  });

  test('without kubectl, a Node that does nothing is the yardstick', () => {
    const startUp = (plan: number): Results =>
      results('start-up', measure('nothing', 'node -e 0', 0.1), measure('plan', 'kflow', plan));
    expect(compare(startUp(0.2), startUp(0.5))).toMatchObject([{by: 'node -e 0', before: 2, now: 5, isWorse: true}]);
  });

  test('what is not committed is compared with nothing', () => {
    expect(compare({}, now(2, 1, 20))).toEqual([]);
  });
});

describe('options', () => {
  test('without any, what is quick; a case by its name', () => {
    expect(readOptions([], cases).cases.map(({name}) => name)).toEqual(
      cases.filter(({isDefault}) => isDefault).map(({name}) => name),
    );
    expect(readOptions(['--all'], cases).cases).toHaveLength(cases.length);
    expect(readOptions(['--only', 'helm-30,start-up'], cases).cases.map(({name}) => name)).toEqual([
      'helm-30',
      'start-up',
    ]);
  });

  test.each([
    [['--only', 'helm-31'], /there is .*helm-30/],
    [['--runs', '0'], /whole number/],
    [['--speed'], /speed/],
  ])('%j is refused', (args, reason) => {
    expect(() => readOptions(args, cases)).toThrow(reason);
  });

  test('the names of cases differ', () => {
    expect(new Set(cases.map(({name}) => name)).size).toBe(cases.length);
  });
});

test('the helmfile that the page names is the one that go.mod pins', () => {
  const goMod = readFileSync(new URL('../helmfile/go.mod', import.meta.url), 'utf8');
  expect(goMod).toContain(`github.com/helmfile/helmfile v${helmfileVersion}`);
});
