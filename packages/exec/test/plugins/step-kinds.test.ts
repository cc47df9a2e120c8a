import {expect, test} from '@jest/globals';
import type {Operation} from '@kflow/core';
import {outsideOf, stepContent} from '../../src/journal/step-content.js';
import type {KflowEvent} from '../../src/engine/event.js';
import {checkPlugins} from '../../src/operations/doctor/project-checks.js';
import {Run} from '../../src/operations/run/run.js';
import {noRunners, type Scene} from '../operations/scene.js';
import {loadedScene, pluginScene} from './plugin-scene.js';

const define = `import {defineStepKind} from '@kflow/runners';\n`;

/** Runs the one step, and gives the lines that it logged. */
async function logged(scene: Scene, operation: Operation = 'apply', dryRun = false): Promise<string[]> {
  await scene.run(scene.plan(operation), {}, {session: scene.session({dryRun})});
  return scene.events.flatMap((event) => (event.type === 'step.output' && event.stream === 'log' ? [event.text] : []));
}

test('a handler gets its block as the schema makes it, and may not change it', async () => {
  const scene = await loadedScene(
    `${define}export const note = defineStepKind({
  async apply(ctx) {
    ctx.log(JSON.stringify([ctx.block, ctx.operation, ctx.namespace, ctx.kubeContext, ctx.dryRun]));
    ctx.block.text = 'other';
  },
});`,
    {block: '{text: 1.10, file: f.txt}', more: {'f.txt': ''}},
  );
  const report = await scene.run(scene.plan('apply'));
  const [line] = await logged(scene);
  expect(JSON.parse(line!)).toEqual([
    {text: '1.10', file: `${scene.dir}/f.txt`, timeout: 60},
    'apply',
    'default',
    'test',
    false,
  ]);
  expect(report.failed).toMatchObject([
    {
      id: 'a.s',
      error: {
        code: 'KF622',
        message: expect.stringContaining(
          '`apply` of step kind `note` failed: TypeError: Cannot assign to read only property',
        ),
        hint: `thrown at ${scene.dir}/kinds/note.ts:5:20`,
      },
    },
  ]);
});

test.each([
  ['apply', ['apply']],
  ['reload', ['apply']],
  ['destroy', []],
  ['restart', []],
] as const)('%s, where a handler has nothing but apply', async (operation, expected) => {
  const scene = await loadedScene(`${define}export default defineStepKind({async apply(ctx) { ctx.log('apply'); }});`);
  expect(await logged(scene, operation)).toEqual(expected);
});

test.each(['apply', 'reload', 'destroy', 'restart'] as const)('%s, where a handler has it', async (operation) => {
  const methods = ['apply', 'reload', 'destroy', 'restart'].map((name) => `async ${name}(ctx) { ctx.log('${name}'); }`);
  const scene = await loadedScene(`${define}export default defineStepKind({${methods.join(',\n')}});`);
  expect(await logged(scene, operation)).toEqual([operation]);
  expect((await scene.state()).resources.a?.steps?.s).toMatchObject({kind: 'note', outcome: 'succeeded'});
});

test('a dry run shows programs, manifests and deletions, and runs none of them', async () => {
  const scene = await loadedScene(
    `${define}export default defineStepKind({
  async apply(ctx) {
    await ctx.run(['psql', '--file', 'a b'], {cwd: 'kinds', env: {PGPASSWORD: ctx.block.token, PGHOST: 'db'}});
    await ctx.applyManifest({apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'note'}});
    await ctx.deleteManifest({apiVersion: 'v1', kind: 'Secret', metadata: {name: 'old'}});
    ctx.log('ran ' + (await ctx.run(['psql', '--version'], {mutating: false})).stdout);
  },
});`,
    {block: '{token: s3cr3t-t0ken}'},
  );
  scene.tools.answer(/^psql/, {stdout: '17'});
  expect(await logged(scene, 'apply', true)).toEqual(['ran 17']);
  const commands = scene.events.flatMap((event) =>
    event.type === 'step.command' && event.mutating ? [[event.ran, event.command.split('\n')[0]]] : [],
  );
  expect(commands).toEqual([
    [
      false,
      `cd ${scene.dir}/kinds && KFLOW_RESOURCE=a KFLOW_NAMESPACE=default KFLOW_CONTEXT=test KFLOW_OPERATION=apply PGPASSWORD='***' PGHOST=db psql --file 'a b'`,
    ],
    [false, expect.stringContaining('kubectl apply --filename -')],
    [false, expect.stringContaining('kubectl delete --ignore-not-found --wait=false --filename -')],
  ]);
  expect(scene.tools.ran.filter((line) => !line.startsWith('kubectl get'))).toEqual(['psql --version']);
});

test('secret fields are masked in every event, also in what programs print and in errors, and are not in the state', async () => {
  const scene = await loadedScene(
    `${define}export default defineStepKind({
  async apply(ctx) {
    ctx.log('token ' + ctx.block.token);
    ctx.mask(['another-secret']);
    ctx.warn('another-secret');
    ctx.waiting('for ' + ctx.block.token);
    await ctx.run(['tool', ctx.block.token]);
    throw new Error('bad token ' + ctx.block.token);
  },
});`,
    {block: '{text: x, token: s3cr3t-t0ken}'},
  );
  scene.tools.answer(/^tool/, {stdout: 'got s3cr3t-t0ken\n'});
  await scene.run(scene.plan('apply'));
  const told = JSON.stringify([scene.events, await scene.state()]);
  expect(told).not.toContain('s3cr3t-t0ken');
  expect(told).not.toContain('another-secret');
  for (const line of ['token ***', 'for ***', 'got ***', 'bad token ***']) expect(told).toContain(line);
});

test.each([
  [
    'apply',
    [
      ['Job', 'migrate'],
      ['Deployment', 'web'],
    ],
  ],
  [
    'destroy',
    [
      ['Job', 'migrate'],
      ['ConfigMap', 'note'],
    ],
  ],
] as const)(
  'what is waited for after %s: what it says that it touched, and what went through the context',
  async (operation, kinds) => {
    const scene = await loadedScene(
      `${define}
const touched = [{apiVersion: 'batch/v1', kind: 'Job', name: 'migrate'}];
export default defineStepKind({
  async apply(ctx) {
    await ctx.applyManifest({apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web'}});
    return {touched, changes: [{object: 'schema/shop', action: 'migrated'}]};
  },
  async destroy(ctx) {
    await ctx.deleteManifest('apiVersion: v1\\nkind: ConfigMap\\nmetadata: {name: note}\\n');
    return {touched};
  },
});`,
    );
    scene.tools.answer(/kubectl apply/, {stdout: 'deployment.apps/web created\n'});
    const plan = scene.plan(operation);
    const run = new Run({
      project: scene.project,
      plan,
      session: scene.session(),
      runners: noRunners,
      stepKinds: scene.stepKinds,
      secrets: [],
      options: {},
      state: {resources: {}},
      emit: (event) => void scene.events.push({...event, at: ''} as KflowEvent),
    });
    const [step] = plan.phases.flatMap(({steps}) => steps);
    await run.step(step!, new AbortController().signal, {ids: [step!.id]}, (handler, context) =>
      handler[operation](context),
    );
    expect(run.touchedByStep('a.s').map(({kind, name}) => [kind, name])).toEqual(kinds);
    if (operation === 'apply') {
      expect(scene.events.find(({type}) => type === 'step.succeeded')).toMatchObject({
        changes: [
          {object: 'deployment.apps/web', action: 'created'},
          {object: 'schema/shop', action: 'migrated'},
        ],
      });
    }
  },
);

test('a result that is none fails the step', async () => {
  const scene = await loadedScene(
    `${define}export default defineStepKind({async apply() { return {touched: [{kind: 'Job'}]}; }});`,
  );
  expect((await scene.run(scene.plan('apply'))).failed).toMatchObject([
    {
      error: {
        code: 'KF622',
        message: expect.stringContaining('`touched` that is no list of objects with `apiVersion`, `kind`, `name`'),
      },
    },
  ]);
});

test('a handler that does not know the signal does not hold up the end', async () => {
  const scene = await loadedScene(
    `${define}export default defineStepKind({async apply(ctx) { ctx.log('on'); await new Promise(() => {}); }});`,
  );
  const kill = new AbortController();
  const running = scene.run(scene.plan('apply'), {}, {signal: kill.signal, kill: kill.signal});
  while (!scene.events.some(({type}) => type === 'step.output')) await new Promise(setImmediate);
  kill.abort();
  while (scene.clock.sleeping === 0) await new Promise(setImmediate);
  await scene.clock.advance(6);
  expect((await running).exitCode).toBe(130);
});

test('a plan with a plugin that is not loaded is refused before anything runs', async () => {
  const scene = await pluginScene('');
  await expect(scene.run(scene.plan('apply'))).rejects.toMatchObject({
    code: 'KF940',
    message: expect.stringContaining('the plugins with step kind `note` are not loaded: a.s'),
  });
});

test('what a step is made of: its block, the files in it and its code; a secret or a wait is never taken for done', async () => {
  const more = {'f.txt': ''};
  const content = async (block: string, kind = {}) => {
    const {project, dir} = await pluginScene('', {block, kind, more});
    const step = project.resources[0]!.steps[0]!;
    const made = await stepContent(project, step);
    return {
      files: Object.keys(made?.files ?? {}).map((path) => path.replace(dir, '')),
      outside: outsideOf(project, step),
    };
  };
  expect(await content('{file: f.txt}')).toEqual({files: ['/kinds/note.ts', '/f.txt'], outside: undefined});
  expect(await content('{token: s3cr3t}')).toEqual({files: [], outside: 'takes a secret'});
  expect(await content('{text: a}', {waits: true})).toEqual({files: [], outside: 'looks at the cluster'});
});

test('doctor says whether handlers load', async () => {
  const good = await loadedScene(`${define}export default defineStepKind({async apply() {}});`);
  expect(await checkPlugins(good.project)).toEqual({name: 'plugins', outcome: 'ok', detail: 'note'});
  const bad = await pluginScene('export const other = 1;');
  expect(await checkPlugins(bad.project)).toMatchObject({
    outcome: 'failed',
    detail: expect.stringContaining('KF637'),
    fix: expect.stringContaining('defineStepKind'),
  });
});
