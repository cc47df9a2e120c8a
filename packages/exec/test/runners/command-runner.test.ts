import {chmod, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, expect, test} from '@jest/globals';
import {BaseRunner} from '@kflow/runners';
import type {HookCallDocument} from '@kflow/runners/command';
import type {EventBody} from '../../src/engine/event.js';
import type {CommandRequest, CommandResult} from '../../src/ports/command-runner.js';
import {callRunnerHooks} from '../../src/runners/call/call-runner-hooks.js';
import {checkRunnerConfigs} from '../../src/runners/check/check-runner-configs.js';
import {loadRunners} from '../../src/runners/load/load-runners.js';
import {ProjectRunners} from '../../src/runners/project-runners.js';
import {runnerHealth, runnerStatus} from '../../src/steps/runner.js';
import type {StepContext} from '../../src/steps/step-handler.js';
import {createCommandRunner} from '../../src/tools/shell.js';
import {stepContext} from './sample-context.js';
import type {SampleOptions} from './sample-context.js';
import {files, project} from './sample-project.js';

/** Real processes; what is aborted has half a second from SIGTERM to SIGKILL. */
const shell = createCommandRunner({grace: 0.5});
afterAll(() => shell.close());

type Config = NonNullable<SampleOptions['config']>;

/** A step of the runner `command` whose program is a script, for bash unless it begins with `#!`. */
async function hook(
  script: string,
  config: Config = {},
  options: Omit<SampleOptions, 'config'> = {},
): Promise<ReturnType<typeof stepContext> & {dir: string; call(): Promise<unknown>; said(): string[]}> {
  const dir = await files({hook: script.startsWith('#!') ? script : `#!/usr/bin/env bash\n${script}\n`});
  await chmod(join(dir, 'hook'), 0o755);
  const all = {command: ['./hook'], hooks: ['apply', 'status', 'health'], ...config};
  const {registry} = await loadRunners(project(dir, [], [{class: 'command', config: all}]));
  const sample = stepContext({...options, config: all, dir, shell});
  const step: StepContext = {...sample.step, runners: registry};
  if (step.step.spec.kind === 'runner') step.step.spec.class = 'command';
  return {
    ...sample,
    step,
    dir,
    call: () => callRunnerHooks(registry.find('command')!, step),
    said: () => said(sample.events),
  };
}

const said = (events: EventBody[]): string[] =>
  events.flatMap((event) => (event.type === 'step.output' ? [`${event.stream}: ${event.text}`] : []));
const line = ({tool, args}: CommandRequest): string => [tool, ...args].join(' ');

test('is always there, and its config is checked', async () => {
  const steps = [
    {class: 'command', config: {command: ['true'], hooks: ['apply']}},
    {class: 'command', config: {command: 'true', hooks: ['aply'], timeout: 'soon', dry: true}},
  ];
  const {registry, diagnostics} = await loadRunners(project('/p', [], steps));
  expect(diagnostics).toEqual([]);
  expect(registry.all()).toEqual([]);
  const problems = (await checkRunnerConfigs(project('/p', [], steps), registry)).map(({message}) => message).sort();
  expect(problems).toEqual([
    '`config.command` has to be a list, but is text (runner `command`)',
    expect.stringContaining('`config.hooks[0]` has to be one of'),
    expect.stringContaining('`config.timeout` does not match the pattern'),
    'unknown key `dry` in `config` (runner `command`)',
  ]);
  const misspelt = await loadRunners(project('/p', [], [{class: 'comand'}]));
  expect(misspelt.diagnostics).toMatchObject([{code: 'KF613', hint: expect.stringContaining('`command`')}]);
});

test('gets the hook and where it runs as JSON, and in its environment', async () => {
  const {call, dir, step} = await hook(
    'cat > got; env | grep ^KFLOW_ | grep -v ^KFLOW_CACHE_DIR | sort > env; pwd > pwd',
    {config: {size: {$number: '12345678901234567890'}, list: [1]}, env: {PORT: 8080}},
    {operation: 'apply'},
  );
  Object.assign(step, {contextName: 'kind', kubeconfig: '/k/config'});
  await call();
  const text = await readFile(join(dir, 'got'), 'utf8');
  expect(text).toContain('"size":12345678901234567890,');
  expect(JSON.parse(text)).toEqual({
    version: 1,
    hook: 'apply',
    operation: 'apply',
    dryRun: false,
    answers: false,
    resource: {name: 'db', namespace: 'data', phase: 'default', workloads: ['deployment/db']},
    step: 's0',
    namespace: 'data',
    config: {size: 12345678901234567890, list: [1]},
    state: {},
    dir,
    context: 'kind',
    kubeconfig: '/k/config',
  } satisfies HookCallDocument);
  expect((await readFile(join(dir, 'env'), 'utf8')).trim().split('\n')).toEqual([
    'KFLOW_CONTEXT=kind',
    'KFLOW_DRY_RUN=false',
    'KFLOW_HOOK=apply',
    'KFLOW_NAMESPACE=data',
    'KFLOW_OPERATION=apply',
    'KFLOW_RESOURCE=db',
  ]);
  expect((await readFile(join(dir, 'pwd'), 'utf8')).trim()).toBe(dir);
});

test('hooks that are not listed are not called; reload is apply', async () => {
  const {call, dir, step} = await hook('echo "$KFLOW_HOOK" >> calls', {hooks: ['postApply', 'apply']});
  await call();
  await callRunnerHooks(step.runners.find('command')!, {...step, operation: 'reload'});
  await callRunnerHooks(step.runners.find('command')!, {...step, operation: 'destroy'});
  expect(await runnerStatus({...step, operation: 'status'})).toBeUndefined();
  expect(await runnerHealth({...step, operation: 'health'})).toBeUndefined();
  expect(await readFile(join(dir, 'calls'), 'utf8')).toBe('apply\npostApply\napply\n');
});

test('a plain script: what it prints is logged, standard error is output', async () => {
  const {call, said} = await hook(`echo one; echo '{'; echo; echo '[1]'; echo oops >&2; printf 'no end'`);
  await call();
  expect(said().filter((text) => text.startsWith('log'))).toEqual(['log: one', 'log: {', 'log: [1]', 'log: no end']);
  expect(said()).toContain('stderr: oops');
});

test('requests are carried out by kflow, in order, in the context and the namespace', async () => {
  const {call, requests, said} = await hook(`
    echo '{"log": "first"}'
    echo '{"kubectl": ["get", "pods"], "mutating": false, "timeout": 5}'
    echo '{"helm": ["status", "web"], "mutating": false}'
    echo '{"exec": ["true"], "pod": "db-0", "namespace": "other", "stdin": "text"}'
    echo '{"applyManifest": {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}}}'
    echo '{"rolloutRestart": "deployment/web"}'
    echo '{"warn": "last"}'
  `);
  await call();
  expect(requests.map(line)).toEqual([
    'kubectl get pods --namespace data --context kind',
    'helm status web --namespace data --kube-context kind',
    'kubectl exec db-0 --stdin --namespace other --context kind -- true',
    'kubectl apply --filename - --namespace data --context kind',
    'kubectl rollout restart deployment/web --namespace data --context kind',
  ]);
  expect(requests[0]).toMatchObject({timeout: 5});
  expect(JSON.parse(String(requests[3]!.stdin))).toMatchObject({kind: 'ConfigMap'});
  expect(said()).toEqual(['log: first', 'warn: last']);
});

test('with answers it goes on with what came of its requests', async () => {
  const answer = (request: CommandRequest): Partial<CommandResult> =>
    request.args.includes('missing') ? {exitCode: 1, stderr: 'not found'} : {stdout: 'pod/db-0\n'};
  const {call, said, requests} = await hook(
    `
    read -r call
    echo '{"kubectl": ["get", "pods"], "mutating": false, "id": "a"}'
    read -r answer; echo "got $answer"
    echo '{"kubectl": ["get", "missing"], "mutating": false, "check": false, "id": 2}'
    read -r answer; echo "got $answer"
    echo '{"applyManifest": "kind: ConfigMap", "check": false}'
    read -r answer; echo "got $answer"
    `,
    {answers: true},
    {answer: (request) => (request.args[0] === 'apply' ? {exitCode: 3, stderr: 'webhook says no'} : answer(request))},
  );
  await call();
  expect(requests).toHaveLength(3);
  const answers = said()
    .filter((text) => text.startsWith('log: got '))
    .map((text) => JSON.parse(text.slice(9)));
  expect(answers).toEqual([
    {id: 'a', exitCode: 0, stdout: 'pod/db-0\n', stderr: '', skipped: false},
    {id: 2, exitCode: 1, stdout: '', stderr: 'not found', skipped: false},
    expect.objectContaining({exitCode: 3, stderr: 'webhook says no', error: expect.objectContaining({code: 'KF703'})}),
  ]);
});

test('a request that fails fails the hook, which is ended', async () => {
  const {call, requests} = await hook(
    `echo '{"kubectl": ["get", "a"]}'; echo '{"kubectl": ["get", "b"]}'; sleep 1000`,
    {},
    {answer: () => ({exitCode: 1, stderr: 'Error from server: no'})},
  );
  await expect(call()).rejects.toMatchObject({
    code: 'KF703',
    message: expect.stringMatching(/^kubectl get a failed: .*no$/),
  });
  expect(requests).toHaveLength(1);
  expect(shell.live).toBe(0);
});

test('status and health', async () => {
  const script = `case $KFLOW_HOOK in
    status) echo '{"status": "starting"}'; echo '{"status": "3 books"}';;
    health) echo '{"healthy": false, "detail": "no ink"}';;
  esac`;
  const {step} = await hook(script);
  expect(await runnerStatus({...step, operation: 'status'})).toBe('3 books');
  expect(await runnerHealth({...step, operation: 'health'})).toEqual({healthy: false, detail: 'no ink'});
  const silent = await hook('true', {}, {dryRun: true});
  expect(await runnerStatus({...silent.step, operation: 'status'})).toBeUndefined();
  expect(await runnerHealth({...silent.step, operation: 'health'})).toEqual({healthy: true});
  const failing = await hook('echo gone >&2; exit 4');
  await expect(runnerHealth({...failing.step, operation: 'health'})).rejects.toMatchObject({
    message: 'hook failed: it exited with 4: gone',
  });
});

test.each([
  [
    'exit code',
    'echo first >&2; echo "the password is wrong" >&2; exit 3',
    'KF703',
    'hook failed: it exited with 3: the password is wrong',
  ],
  ['a signal', 'kill -SEGV $$', 'KF703', 'hook failed: SIGSEGV ended it'],
  ['a missing interpreter', '#!/no/such/interpreter\n', 'KF701', /hook was not found$/],
])('%s fails the step', async (_, script, code, message) => {
  const {call} = await hook(script);
  await expect(call()).rejects.toMatchObject({
    code,
    message: typeof message === 'string' ? message : expect.stringMatching(message),
  });
});

test.each([
  ['not found', ['./none'], 'KF701', /\/none was not found$/],
  ['not on PATH', ['no-such-program'], 'KF701', 'no-such-program was not found on PATH'],
  ['not executable', ['./plain'], 'KF701', /plain may not be executed$/],
])('a program that is %s', async (_, command, code, message) => {
  const {call, dir} = await hook('true', {command});
  await writeFile(join(dir, 'plain'), 'true');
  await expect(call()).rejects.toMatchObject({code, message: expect.stringMatching(message)});
});

test('a working directory that is not there', async () => {
  const {call} = await hook('true', {workdir: 'none'});
  await expect(call()).rejects.toMatchObject({code: 'KF701', message: expect.stringContaining('no such directory')});
});

test('one that hangs past its timeout is killed, with all that it started', async () => {
  const {call} = await hook('trap "" TERM; sleep 1000 & echo up >&2; wait; sleep 1000', {timeout: 1});
  await expect(call()).rejects.toMatchObject({
    code: 'KF702',
    message: 'hook did not end within 1 s and was killed',
    command: {output: 'up'},
  });
  expect(shell.live).toBe(0);
});

/** Whether a process runs; one that has ended and that nobody has asked after does not. */
async function isRunning(pid: string): Promise<boolean> {
  const {stdout} = await shell.run({tool: 'ps', args: ['-o', 'stat=', '-p', pid]});
  return /^[^Z\s]/.test(stdout.trim());
}

test('an aborted run ends it, with all that it started', async () => {
  const controller = new AbortController();
  const {call, events} = await hook(
    'trap "" TERM; sleep 1000 & echo $$ $!; wait; sleep 1000',
    {},
    {signal: controller.signal},
  );
  const ended = call();
  const reason = new Error('stop');
  ended.catch(() => undefined);
  while (said(events).length === 0) await new Promise((resolve) => setImmediate(resolve));
  const pids = said(events)[0]!.slice('log: '.length).split(' ');
  expect(await Promise.all(pids.map(isRunning))).toEqual([true, true]);
  controller.abort(reason);
  await expect(ended).rejects.toBe(reason);
  while (shell.live > 0) await new Promise((resolve) => setImmediate(resolve));
  expect(await Promise.all(pids.map(isRunning))).toEqual([false, false]);
});

test.each([
  ['an object that is no message', '{"kubctl": ["get"]}', /that is no message, which has one of the keys log, warn/],
  [
    'an unknown key',
    '{"kubectl": ["get"], "mutatin": false}',
    /`mutatin` is unknown there; known: kubectl, id, check, mutating/,
  ],
  ['a wrong type', '{"kubectl": "get pods"}', /`kubectl` has to be a list of texts/],
  ['two at once', '{"log": "a", "warn": "b"}', /either `log` or `warn`/],
  ['a result of another hook', '{"healthy": true}', /`healthy`, which is a result of the hook `health`/],
  ['nobody to run it in', '{"exec": ["true"]}', /`exec` needs either `pod` or `selector`/],
])('%s is an error that shows the line, and the hook is ended', async (_, printed, message) => {
  const {call, requests} = await hook(`echo '${printed}'; sleep 1000`);
  await expect(call()).rejects.toMatchObject({
    code: 'KF620',
    message: expect.stringMatching(message),
    hint: expect.stringContaining('command-runners.md'),
  });
  expect(requests).toEqual([]);
});

test('garbage, megabytes of it, and lines without an end are logged', async () => {
  const {call, events} = await hook(`
    head -c 3000 /dev/urandom
    echo
    head -c 8000000 /dev/zero | tr '\\0' x
    echo
    yes '{"log": "again"}' | head -n 20000
  `);
  await call();
  const lines = said(events);
  expect(lines.filter((text) => text === 'log: again')).toHaveLength(20_000);
  expect(lines.some((text) => text.length > 7_900_000)).toBe(true);
});

test('a dry run starts only what says that it understands it', async () => {
  const printed = await hook('touch ran', {}, {dryRun: true});
  await printed.call();
  await expect(readFile(join(printed.dir, 'ran'))).rejects.toThrow();
  const [command] = printed.events.flatMap((event) => (event.type === 'step.command' ? [event] : []));
  expect(command).toMatchObject({ran: false, mutating: true});
  expect(command!.command).toBe(
    `cd ${printed.dir} && KFLOW_RESOURCE=db KFLOW_NAMESPACE=data KFLOW_OPERATION=apply KFLOW_HOOK=apply KFLOW_DRY_RUN=true ${join(printed.dir, 'hook')}`,
  );
  const started = await hook(
    `echo "dry: $KFLOW_DRY_RUN"; echo '{"kubectl": ["delete", "pod", "a"]}'; echo '{"kubectl": ["get", "pods"], "mutating": false}'`,
    {dryRun: true},
    {dryRun: true},
  );
  await started.call();
  expect(started.said()).toEqual(['log: dry: true']);
  expect(started.requests.map(line)).toEqual(['kubectl get pods --namespace data --context kind']);
});

test('secrets are masked from when they are named, in logs, output, errors and the environment', async () => {
  const {call, events} = await hook(
    `echo '{"secrets": ["hunter-two"]}'
     echo '{"log": "made hunter-two"}'
     echo '{"kubectl": ["get", "x", "--token=swordfish"], "check": false, "mutating": false, "secrets": ["swordfish"]}'
     echo '{"log": "not yet swordfish"}'
     read -r _; read -r answer
     echo "refused hunter-two and $API_TOKEN" >&2; exit 1`,
    {answers: true, env: {API_TOKEN: 'open-sesame'}},
  );
  const error = await call().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({message: 'hook failed: it exited with 1: refused *** and ***'});
  expect(JSON.stringify([events, error])).not.toMatch(/hunter-two|swordfish|open-sesame/);
  expect(said(events)).toContain('log: made ***');
});

test('a runner of that name is refused', async () => {
  class Mine extends BaseRunner {
    static override runnerName = 'command';
  }
  const at = {file: '/p/kflow.yaml', line: 1, column: 1};
  const problem = new ProjectRunners().add(Mine as never, {file: '/p/mine.mjs', specifier: './mine.mjs', at});
  expect(problem).toMatchObject({code: 'KF614', message: expect.stringContaining("as one of kflow's own"), at});
});
