import {expect, test} from '@jest/globals';
import {secretManifest} from '@kflow/runners';
import type {EventBody} from '../../src/engine/event.js';
import type {ClusterReader, KubeObject} from '../../src/ports/cluster-reader.js';
import type {CommandRequest, CommandResult} from '../../src/ports/command-runner.js';
import {createRunnerContext} from '../../src/runners/call/runner-context.js';
import type {StepContext} from '../../src/steps/step-handler.js';
import {stepContext} from './sample-context.js';

const text = (events: EventBody[]): string[] =>
  events.flatMap((event) => {
    if (event.type === 'step.output') return [`${event.stream}: ${event.text}`];
    return event.type === 'step.command' ? [`${event.ran ? 'ran' : 'would run'}: ${event.command}`] : [];
  });
const line = (request: CommandRequest): string => [request.tool, ...request.args].join(' ');
const pod = (name: string, phase: string, ready: boolean, rest: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {name, ...rest},
  status: {phase, conditions: [{type: 'Ready', status: ready ? 'True' : 'False'}]},
});

test('says what the step, its resource and its state are', () => {
  const {step} = stepContext({config: {size: {$number: '12345678901234567890'}, list: [1, {a: null}]}});
  const {context} = createRunnerContext({...step, operation: 'helm'});
  expect(context).toMatchObject({
    resource: {name: 'db', namespace: 'data', phase: 'default', workloads: ['deployment/db']},
    step: 's0',
    namespace: 'data',
    config: {size: 12345678901234567890n, list: [1, {a: null}]},
    dryRun: false,
    operation: 'apply',
    state: {},
  });
  expect(context.path('sql/init.sql')).toBe('/p/sql/init.sql');
  const state = {phase: 'x', namespace: 'y', status: 'applied', steps: {}} as never;
  const snapshot = createRunnerContext({...step, state}).context.state as {steps: {[name: string]: unknown}};
  expect(() => (snapshot.steps.new = 1)).toThrow(TypeError);
});

test('commands go to the context and the namespace; a failure throws unless told otherwise', async () => {
  const {step, requests, events} = stepContext({answer: (request) => ({exitCode: request.tool === 'helm' ? 1 : 0})});
  const {context} = createRunnerContext(step);
  await context.kubectl(['get', 'pods'], {mutating: false, timeout: 5});
  await context.kubectl(['get', 'pods', '-n', 'other'], {mutating: false});
  await context.rolloutRestart('deployment/web');
  await expect(context.helm(['status', 'web'], {mutating: false})).rejects.toMatchObject({code: 'KF703'});
  expect(await context.helm(['status', 'web'], {mutating: false, check: false})).toMatchObject({exitCode: 1});
  expect(requests.map(line)).toEqual([
    'kubectl get pods --namespace data --context kind',
    'kubectl get pods -n other --context kind',
    'kubectl rollout restart deployment/web --namespace data --context kind',
    'helm status web --namespace data --kube-context kind',
    'helm status web --namespace data --kube-context kind',
  ]);
  expect(requests[0]).toMatchObject({timeout: 5});
  expect(text(events)[0]).toBe('ran: kubectl get pods --namespace data --context kind');
});

test('a step without a namespace adds none', async () => {
  const {step, requests} = stepContext({namespace: undefined});
  const {context} = createRunnerContext(step);
  await context.kubectl(['get', 'nodes'], {mutating: false});
  expect(line(requests[0]!)).toBe('kubectl get nodes --context kind');
  expect(context.namespace).toBe('data');
});

test('a dry run reports what mutates, without its standard input, and runs what reads', async () => {
  const {step, requests, events} = stepContext({dryRun: true});
  const {context} = createRunnerContext(step);
  expect(await context.kubectl(['create', '-f', '-'], {stdin: 'hunter2'})).toEqual({
    exitCode: 0,
    stdout: '',
    stderr: '',
    skipped: true,
  });
  await context.applyManifest(secretManifest('s', 'data', {password: 'hunter2'}));
  await context.kubectl(['get', 'pods'], {mutating: false});
  expect(requests.map(line)).toEqual(['kubectl get pods --namespace data --context kind']);
  const shown = text(events).join('\n');
  expect(shown).toContain("would run: kubectl create -f - --namespace data --context kind <<'EOF'\n***\nEOF");
  expect(shown).toContain('"password": "***"');
  expect(shown).not.toContain('hunter2');
});

test('a short value of a Secret is shown nowhere, and tears up nothing that is', async () => {
  const {step, events} = stepContext({dryRun: true});
  const {context} = createRunnerContext(step);
  await context.applyManifest([
    secretManifest('s', 'd', {user: 'app'}),
    secretManifest('s', 'd', {user: 'pet'}, {encode: true}),
  ]);
  const shown = text(events).join('\n');
  expect(shown).toContain('kubectl apply --filename -');
  expect(shown.match(/"user": "\*\*\*"/g)).toHaveLength(2);
  expect(shown).not.toMatch(/"app"|"pet"|"cGV0"/);
});

test('applyManifest: text as it is, one object, several as a List; server-side when the step says so', async () => {
  const applied: string[] = [];
  const {step, requests} = stepContext({answer: () => ({stdout: 'configmap/a created\n'})});
  const {context} = createRunnerContext(step, {onApplied: (stdout) => applied.push(stdout)});
  const object = {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'a'}};
  await context.applyManifest('kind: X\n');
  await context.applyManifest(object);
  await context.applyManifest([object, object]);
  const server = createRunnerContext({...step, step: {...step.step, serverSide: true}}).context;
  await server.applyManifest('kind: X\n');
  expect(requests[0]!.stdin).toBe('kind: X\n');
  expect(JSON.parse(requests[1]!.stdin!)).toEqual(object);
  expect(JSON.parse(requests[2]!.stdin!)).toEqual({apiVersion: 'v1', kind: 'List', items: [object, object]});
  expect(line(requests[0]!)).toBe('kubectl apply --filename - --namespace data --context kind');
  expect(line(requests[3]!)).toBe('kubectl apply --server-side --filename - --namespace data --context kind');
  expect(applied).toEqual(Array(3).fill('configmap/a created\n'));
});

test('log and warn, line by line, with every secret masked that was named or applied', async () => {
  const {step, events} = stepContext({answer: () => ({exitCode: 1, stderr: 'no s3cr3t-one here'})});
  const {context, redact} = createRunnerContext(step);
  context.log('a\nb');
  await expect(context.kubectl(['auth'], {secrets: ['s3cr3t-one'], mutating: false})).rejects.toMatchObject({
    command: {output: 'no *** here'},
  });
  await context.applyManifest(secretManifest('s', 'd', {p: 's3cr3t-two'}, {encode: true})).catch(() => {});
  context.warn('s3cr3t-one, s3cr3t-two and czNjcjN0LXR3bw==');
  expect(text(events).filter((entry) => /^(log|warn):/.test(entry))).toEqual([
    'log: a',
    'log: b',
    'warn: ***, *** and ***',
  ]);
  expect(redact('s3cr3t-two')).toBe('***');
});

test('kubectlExec: the given pod, with container, standard input and another namespace', async () => {
  const {step, requests} = stepContext();
  const {context} = createRunnerContext(step);
  await context.kubectlExec(['psql', '--file', '-'], {
    pod: 'db-0',
    container: 'main',
    namespace: 'x',
    stdin: 'select 1',
  });
  expect(line(requests[0]!)).toBe(
    'kubectl exec db-0 --stdin --container main --namespace x --context kind -- psql --file -',
  );
  expect(requests[0]!.stdin).toBe('select 1');
  await expect(context.kubectlExec(['ls'], {})).rejects.toThrow('either `pod` or `selector`');
  await expect(context.kubectlExec(['ls'], {pod: 'a', selector: 'b'})).rejects.toThrow('either `pod` or `selector`');
});

test('kubectlExec: of the pods of a selector a ready one, else a running one; never one that goes', async () => {
  const pods = [
    pod('a', 'Pending', false),
    pod('b', 'Running', false),
    pod('c', 'Running', true, {deletionTimestamp: 'now'}),
    pod('e', 'Running', true),
    pod('d', 'Running', true),
  ];
  const queries: unknown[] = [];
  const resource = {group: '', version: 'v1', kind: 'Pod', plural: 'pods', namespaced: true};
  const cluster = {
    resolve: async () => resource,
    list: async (query: unknown) => {
      queries.push(query);
      return pods;
    },
  } as unknown as ClusterReader;
  const {step, requests} = stepContext();
  const {context} = createRunnerContext({...step, cluster});
  const run = async (): Promise<string | undefined> => {
    await context.kubectlExec(['ls'], {selector: 'app=db'});
    return requests.at(-1)!.args[1];
  };
  expect(await run()).toBe('d');
  pods.splice(2);
  expect(await run()).toBe('b');
  expect(queries[0]).toEqual({resource, namespace: 'data', labelSelector: 'app=db'});
  pods.splice(1);
  await expect(run()).rejects.toMatchObject({
    code: 'KF621',
    message: 'no pod that matches `app=db` is running in namespace `data`',
  });
});

test('kubectlExec asks kubectl where there is no reader; a dry run only warns of a pod that is not there', async () => {
  const items = [pod('db-0', 'Running', true)];
  const {step, requests} = stepContext({answer: () => ({stdout: JSON.stringify({items})})});
  await createRunnerContext(step).context.kubectlExec(['ls'], {selector: 'app=db'});
  expect(requests.map(line)).toEqual([
    'kubectl get pods --selector app=db --output json --namespace data --context kind',
    'kubectl exec db-0 --namespace data --context kind -- ls',
  ]);
  for (const answer of [{stdout: '{"items": []}'}, {exitCode: 1, stderr: 'connection refused'}]) {
    const dry = stepContext({dryRun: true, answer: () => answer});
    const outcome = await createRunnerContext(dry.step).context.kubectlExec(['ls'], {selector: 'app=db'});
    expect(outcome.skipped).toBe(true);
    expect(text(dry.events)).toContain(
      'warn: no pod that matches `app=db` is running in namespace `data`; the command would run there: ls',
    );
  }
  const broken = stepContext({answer: () => ({exitCode: 1, stderr: 'connection refused'})});
  const real = createRunnerContext(broken.step).context.kubectlExec(['ls'], {selector: 'app=db'});
  await expect(real).rejects.toMatchObject({code: 'KF703'});
});

test("run: a program in the resource's directory, with what a script is told; skipped in a dry run", async () => {
  const answer = (): Partial<CommandResult> => ({stdout: 'one\ntwo\n'});
  const {step, requests, events} = stepContext({answer});
  const {context} = createRunnerContext({...step, contextName: 'kind', kubeconfig: '/k'});
  expect(context).toMatchObject({kubeContext: 'kind', kubeconfig: '/k'});
  const outcome = await context.run(['./tools/psql', '-c', 'select 1'], {
    cwd: 'sql',
    env: {PGPASSWORD: 'x', PORT: '1'},
    timeout: 3,
  });
  expect(outcome).toEqual({exitCode: 0, stdout: 'one\ntwo\n', stderr: '', skipped: false});
  expect(requests[0]).toMatchObject({
    tool: '/p/tools/psql',
    args: ['-c', 'select 1'],
    cwd: '/p/sql',
    env: {KFLOW_RESOURCE: 'db', KFLOW_CONTEXT: 'kind', KUBECONFIG: '/k', PORT: '1'},
    timeout: 3,
  });
  const dry = stepContext({dryRun: true, answer});
  const {context: inDryRun} = createRunnerContext(dry.step);
  expect(await inDryRun.run(['psql'], {stdin: 'drop'})).toMatchObject({skipped: true});
  expect(text(dry.events)).toEqual([
    "would run: cd /p && KFLOW_RESOURCE=db KFLOW_NAMESPACE=data KFLOW_OPERATION=apply psql <<'EOF'\n***\nEOF",
  ]);
  expect(await inDryRun.run(['psql'], {mutating: false})).toMatchObject({skipped: false});
  expect(text(events)[0]).toContain('cd /p/sql && KFLOW_RESOURCE=db');
  await expect(context.run([])).rejects.toThrow(TypeError);
});

test('run: a failure throws with its last lines, masked, unless told otherwise', async () => {
  const {step, events} = stepContext({answer: () => ({exitCode: 2})});
  const commands: StepContext['commands'] = {
    async run(request) {
      request.onOutput?.('stderr', 'connecting\nthe key is hunter-two\n');
      return await step.commands.run(request);
    },
  };
  const kept: string[] = [];
  const {context} = createRunnerContext({...step, commands, keepSecret: (values) => void kept.push(...values)});
  context.mask(['hunter-two']);
  expect(kept).toEqual(['hunter-two']);
  await expect(context.run(['psql'])).rejects.toMatchObject({
    code: 'KF703',
    message: 'psql failed: it exited with 2: the key is ***',
    command: {exitCode: 2, output: 'connecting\nthe key is ***'},
  });
  expect(await context.run(['psql'], {check: false})).toMatchObject({exitCode: 2});
  context.log('hunter-two');
  expect(text(events)).toContain('log: ***');
  expect(text(events)).toContain('stderr: the key is ***');
});
