import {expect, test} from '@jest/globals';
import type {CommandRequest} from '../../src/ports/command-runner.js';
import {Run} from '../../src/operations/run/run.js';
import {noRunners, Scene} from '../operations/scene.js';

async function scene(spec: string) {
  const made = await Scene.of(
    {a: `namespace: shop\nautoCreateNamespace: false\nsteps: [{name: s, script: {${spec}}}]`},
    {'work dir/x': ''},
  );
  const requests: CommandRequest[] = [];
  made.tools.answer(/^bash/, (request) => {
    requests.push(request);
    return {stdout: 'one\ntwo\n', stderr: 'three\n'};
  });
  return {made, requests};
}

/** Reloads the only step: what the verb does with its handler. */
async function reload(made: Scene): Promise<void> {
  const plan = {...made.plan('apply'), operation: 'reload' as const};
  const run = new Run({
    project: made.project,
    plan,
    session: made.session(),
    runners: noRunners,
    secrets: [],
    options: {},
    state: {resources: {}},
    emit: () => {},
  });
  const [step] = plan.phases.flatMap(({steps}) => steps);
  await run.step(step!, new AbortController().signal, {ids: [step!.id]}, (handler, context) => handler.reload(context));
}

test('runs in bash in its directory, and knows where it acts', async () => {
  const {made, requests} = await scene('run: ./go.sh, workdir: work dir');
  const session = made.session({kubeconfig: '/kube/config'});
  expect((await made.run(made.plan('apply'), {}, {session})).outcome).toBe('succeeded');
  expect(requests).toEqual([
    {
      tool: 'bash',
      args: ['-c', './go.sh'],
      cwd: `${made.dir}/work dir`,
      env: {
        KFLOW_RESOURCE: 'a',
        KFLOW_NAMESPACE: 'shop',
        KFLOW_CONTEXT: 'test',
        KFLOW_OPERATION: 'apply',
        KUBECONFIG: '/kube/config',
      },
      signal: expect.any(AbortSignal),
      onOutput: expect.any(Function),
      forgetOutput: true,
    },
  ]);
  const output = made.events.flatMap((event) =>
    event.type === 'step.output' ? [`${event.stream} ${event.text}`] : [],
  );
  expect(output).toEqual(['stdout one', 'stdout two', 'stderr three']);
});

test.each([
  ['nothing on destroy without onDestroy', 'run: go', 'destroy', []],
  ['onDestroy on destroy', 'run: go, onDestroy: back', 'destroy', ['back']],
  ['nothing on destroy when it is empty', "run: go, onDestroy: ''", 'destroy', []],
  ['the same again on reload', 'run: go', 'reload', ['go']],
  ['onReload on reload', 'run: go, onReload: again', 'reload', ['again']],
  ['nothing on reload when it is empty', "run: go, onReload: ''", 'reload', []],
] as const)('%s', async (_, spec, operation, scripts) => {
  const {made, requests} = await scene(spec);
  if (operation === 'reload') await reload(made);
  else await made.run(made.plan(operation));
  expect(requests.map(({args}) => args[1])).toEqual(scripts);
});

test('one that fails fails the step with its last lines', async () => {
  const made = await Scene.of({a: 'namespace: default\nsteps: [{name: s, script: {run: go}}]'});
  const lines = Array.from({length: 30}, (_, index) => `line ${index}`);
  made.tools.answer(/^bash/, {exitCode: 4, stdout: `${lines.join('\n')}\n`});
  const report = await made.run(made.plan('apply'));
  expect(report.failed).toMatchObject([
    {
      id: 'a.s',
      error: {
        code: 'KF703',
        message: 'the script failed: it exited with 4: line 29',
        exitCode: 4,
        output: lines.slice(-20).join('\n'),
      },
    },
  ]);
});

test('a dry run shows what can be pasted, and runs nothing', async () => {
  const {made, requests} = await scene('run: "echo \'a b\'\\nexit", workdir: work dir');
  await made.run(made.plan('apply'), {}, {session: made.session({dryRun: true})});
  expect(requests).toEqual([]);
  expect(made.events.find(({type}) => type === 'step.command')).toMatchObject({
    ran: false,
    mutating: true,
    command:
      `cd '${made.dir}/work dir' && KFLOW_RESOURCE=a KFLOW_NAMESPACE=shop KFLOW_CONTEXT=test KFLOW_OPERATION=apply ` +
      `bash -c 'echo '\\''a b'\\''\nexit'`,
  });
});

test('is ended when the run is killed', async () => {
  const made = await Scene.of({a: 'namespace: default\nsteps: [{name: s, script: {run: go}}]'});
  const {started} = made.tools.hold(/^bash/);
  const kill = new AbortController();
  const ended = made.run(made.plan('apply'), {}, {signal: kill.signal, kill: kill.signal});
  await started;
  kill.abort();
  expect((await ended).exitCode).toBe(130);
});
