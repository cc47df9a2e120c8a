import {expect, test} from '@jest/globals';
import {secretManifest} from '../src/index.js';
import {fakeContext} from '../src/testing.js';

test('records calls, and answers the first that fits', async () => {
  const ctx = fakeContext({
    config: {},
    namespace: 'data',
    answers: [
      {to: 'kubectl get pods', stdout: 'first', once: true},
      {to: /get pods/, stdout: 'then'},
      {to: 'helm status', exitCode: 1, stderr: 'release: not found'},
    ],
  });
  const pods = async (): Promise<string> => (await ctx.kubectl(['get', 'pods'], {mutating: false})).stdout;
  expect([await pods(), await pods(), await pods()]).toEqual(['first', 'then', 'then']);
  await expect(ctx.helm(['status', 'web'], {mutating: false})).rejects.toThrow(
    'helm status web failed with exit code 1: release: not found',
  );
  expect(await ctx.helm(['status', 'web'], {check: false})).toMatchObject({exitCode: 1});
  expect(await ctx.rolloutRestart('deployment/web')).toMatchObject({exitCode: 0, skipped: false});
  expect(ctx.calls.at(-1)).toEqual({
    tool: 'kubectl',
    args: ['rollout', 'restart', 'deployment/web'],
    command: 'kubectl rollout restart deployment/web',
    namespace: 'data',
    mutating: true,
    skipped: false,
  });
});

test('a dry run skips what mutates and runs what reads', async () => {
  const ctx = fakeContext({config: {}, dryRun: true, answers: [{to: 'kubectl', exitCode: 1}]});
  expect(await ctx.kubectl(['delete', 'pod', 'x'])).toEqual({exitCode: 0, stdout: '', stderr: '', skipped: true});
  await expect(ctx.kubectl(['get', 'pod', 'x'], {mutating: false})).rejects.toThrow('exit code 1');
  expect(ctx.calls.map(({command, skipped}) => [command, skipped])).toEqual([
    ['kubectl delete pod x', true],
    ['kubectl get pod x', false],
  ]);
});

test('kubectlExec finds a pod, or says that there is none', async () => {
  const pod = (selector: string): string | undefined => (selector === 'app=db' ? 'db-0' : undefined);
  const ctx = fakeContext({config: {}, pod});
  await ctx.kubectlExec(['psql', '-c', 'select 1'], {selector: 'app=db', container: 'main', stdin: 'x'});
  expect(ctx.calls[0]?.command).toBe('kubectl exec db-0 --stdin --container main -- psql -c select 1');
  await expect(ctx.kubectlExec(['ls'], {selector: 'app=web'})).rejects.toThrow('no pod that matches app=web');
  await expect(ctx.kubectlExec(['ls'], {})).rejects.toThrow('either `pod` or `selector`');
  const dry = fakeContext({config: {}, pod, dryRun: true});
  expect(await dry.kubectlExec(['ls'], {selector: 'app=web'})).toMatchObject({skipped: true});
  expect(dry.warnings).toEqual(['no pod that matches app=web is running']);
});

test('remembers manifests and messages', async () => {
  const ctx = fakeContext({config: {}, dir: '/project'});
  const secret = secretManifest('a', 'b', {c: 'd'});
  await ctx.applyManifest('kind: X');
  await ctx.applyManifest(secret);
  await ctx.applyManifest([secret, secret]);
  ctx.log('hello');
  ctx.warn('careful');
  expect(ctx.applied).toEqual(['kind: X', secret, secret, secret]);
  expect(ctx.calls[1]?.stdin).toBe(JSON.stringify(secret));
  expect([ctx.logs, ctx.warnings, ctx.path('sql/a.sql')]).toEqual([['hello'], ['careful'], '/project/sql/a.sql']);
});

test('an aborted signal ends every call', async () => {
  const ctx = fakeContext({config: {}, signal: AbortSignal.abort(new Error('stopped'))});
  await expect(ctx.kubectl(['get', 'pods'])).rejects.toThrow('stopped');
  expect(ctx.calls).toEqual([]);
});

test('a made-up cluster keeps a state; a command that hangs ends with the signal only', async () => {
  const stop = new AbortController();
  const names = new Set<string>();
  const ctx = fakeContext({
    config: {},
    signal: stop.signal,
    answers: [
      {to: 'kubectl wait', hangs: true},
      ({args}) => {
        if (args[0] === 'create') names.add(args[2]!);
        return args[0] === 'get' ? {exitCode: names.has(args[2]!) ? 0 : 1} : undefined;
      },
    ],
  });
  const get = () => ctx.kubectl(['get', 'cm', 'a'], {mutating: false, check: false, timeout: 5, secrets: ['x']});
  expect((await get()).exitCode).toBe(1);
  await ctx.kubectl(['create', 'cm', 'a']);
  expect((await get()).exitCode).toBe(0);
  expect(ctx.calls[0]).toMatchObject({timeout: 5, secrets: ['x']});
  const waiting = ctx.kubectl(['wait', 'pod/a'], {check: false});
  setImmediate(() => stop.abort(new Error('stopped')));
  await expect(waiting).rejects.toThrow('stopped');
});

test('the state is read-only, all the way down', () => {
  const {state} = fakeContext({config: {}, state: {steps: {a: {kind: 'runner'}}}});
  expect(() => ((state.steps as {b?: unknown}).b = 1)).toThrow(TypeError);
});
