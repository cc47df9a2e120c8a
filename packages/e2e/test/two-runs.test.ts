import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {startSandbox} from '@kflow/sandbox';
import type {Sandbox} from '@kflow/sandbox';
import {afterAll, beforeAll, expect, test} from '@jest/globals';
import {Project} from '../harness/project.js';
import {run} from '../harness/run.js';
import type {Outcome} from '../harness/run.js';
import {sandbox} from '../harness/sandbox.js';
import {deployment} from '../harness/yaml.js';

const program = fileURLToPath(new URL('../fixtures/two-runs/two-runs.mjs', import.meta.url));

/** A class that both runs use. */
const runner = `import {BaseRunner} from '@kflow/runners';
export class Greeter extends BaseRunner {
  async apply(ctx) {
    ctx.log('greets ' + this.config.whom);
    await ctx.applyManifest({apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'greeted'}, data: {whom: this.config.whom}});
  }
}
`;

/** One of both projects: it has a state directory of its own. */
function files(name: string, web: string, more = ''): {[path: string]: string} {
  return {
    [`${name}/kflow.yaml`]: `kflow: {version: v1, kind: Config}
state: {dir: state}
runners: [../greeter.ts]
resources: [web.yaml]
`,
    [`${name}/web.yaml`]: `kflow: {version: v1, kind: ResourceDefinition}
name: ${name}-web
namespace: NS
steps:
  - {name: settings, configmap: {name: settings, fromEnv: {greeting: GREETING}}}
  - {name: greet, runner: {class: Greeter, config: {whom: ${name}}}}
  - {name: deploy, manifests: [deployment.yaml]}
${more}`,
    [`${name}/deployment.yaml`]: web,
  };
}

interface Told {
  reports: {[run: string]: {outcome: string; exitCode: number; succeeded: string[]; failed: unknown[]}};
  story: {run: string; type: string; step?: string; resource?: string; text?: string}[];
  changed: string[];
  children: string[];
  before: {program: object; active: string[]};
  after: {program: object; active: string[]};
}

let other: Sandbox;
let project: Project;
let outcome: Outcome;
let told: Told;

beforeAll(async () => {
  other = await startSandbox({name: `e2e-other-${process.pid}`});
  project = new Project().write({
    'greeter.ts': runner,
    ...files('good', deployment('web', {replicas: 2, readyAfter: '1s'})),
    ...files('stuck', deployment('web', {pod: 'never'})),
    'stuck/kflow.yaml': `kflow: {version: v1, kind: Config}
state: {dir: state}
runners: [../greeter.ts]
resources: [web.yaml, hang.yaml]
`,
    'stuck/hang.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: stuck-script
namespace: NS
steps:
  - {name: hang, script: {run: "sleep 1000 & echo the script hangs; wait"}}
`,
  });
  writeFileSync(
    join(project.dir, 'input.json'),
    JSON.stringify({
      good: {
        file: join(project.dir, 'good/kflow.yaml'),
        context: sandbox().context,
        env: {KUBECONFIG: sandbox().kubeconfig, GREETING: 'good morning'},
      },
      stuck: {
        file: join(project.dir, 'stuck/kflow.yaml'),
        context: other.context,
        env: {KUBECONFIG: other.kubeconfig, GREETING: 'good night'},
      },
    }),
  );
  // Of its own environment it has no cluster.
  const env = {...project.env, KUBECONFIG: join(project.dir, 'none')};
  outcome = await run(process.execPath, [program, 'input.json', 'output.json'], {cwd: project.dir, env});
  if (outcome.code === 0) told = JSON.parse(readFileSync(join(project.dir, 'output.json'), 'utf8'));
});

afterAll(async () => {
  await other?.stop();
  project?.remove();
});

test('the program ends by itself, and nothing was printed', () => {
  expect(outcome).toEqual({code: 0, stdout: '', stderr: ''});
});

test('one run succeeds, and the other, aborted, says that it was interrupted', () => {
  expect(told.reports.good).toMatchObject({outcome: 'succeeded', exitCode: 0, failed: []});
  expect(told.reports.good!.succeeded).toEqual(['good-web.settings', 'good-web.greet', 'good-web.deploy']);
  expect(told.reports.stuck).toMatchObject({outcome: 'interrupted', exitCode: 130});
});

test('they ran at once, and each told only of itself', () => {
  const at = (name: string, type: string) => told.story.findIndex((each) => each.run === name && each.type === type);
  expect(at('stuck', 'run.started')).toBeLessThan(at('good', 'run.finished'));
  expect(at('good', 'run.finished')).toBeLessThan(at('stuck', 'run.finished'));
  const turns = told.story.filter(({run: name}, index) => index > 0 && told.story[index - 1]!.run !== name);
  expect(turns.length).toBeGreaterThan(2);
  for (const {run: name, step, resource} of told.story) {
    expect(step ?? resource ?? name).toMatch(new RegExp(`^${name}`));
  }
  const greetings = told.story.filter(({text}) => text?.startsWith('greets')).map((each) => [each.run, each.text]);
  expect(Object.fromEntries(greetings)).toEqual({good: 'greets good', stuck: 'greets stuck'});
});

test('each wrote to its own cluster and its own state, from its own environment', async () => {
  const states = ['good', 'stuck'].map((name) =>
    JSON.parse(readFileSync(join(project.dir, name, 'state/state.json'), 'utf8')),
  );
  expect(states.map(({clusters}) => Object.keys(clusters))).toEqual([[sandbox().context], [other.context]]);
  for (const [kubeconfig, greeting, whom] of [
    [sandbox().kubeconfig, 'good morning', 'good'],
    [other.kubeconfig, 'good night', 'stuck'],
  ] as const) {
    const value = (name: string, key: string) =>
      project.kubectl(
        'get',
        'configmap',
        name,
        '-n',
        project.namespace,
        '--kubeconfig',
        kubeconfig,
        '-o',
        `jsonpath={.data.${key}}`,
      );
    expect([await value('settings', 'greeting'), await value('greeted', 'whom')]).toEqual([greeting, whom]);
  }
});

test('nothing of the program was touched: listeners, environment, directory, globals', () => {
  expect(told.changed).toEqual([]);
  expect(told.after.program).toEqual(told.before.program);
});

test('nothing is left that runs, or that keeps the program from ending', async () => {
  expect(told.children).toEqual([]);
  expect(told.after.active).toEqual(told.before.active);
  expect(await project.processes()).toEqual([]);
});
