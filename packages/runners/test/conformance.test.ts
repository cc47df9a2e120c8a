import {execFile, execSync} from 'node:child_process';
import {createServer, request} from 'node:http';
import type {AddressInfo} from 'node:net';
import {setTimeout as delay} from 'node:timers/promises';
import {promisify} from 'node:util';
import {afterAll, beforeAll, describe, expect, test} from '@jest/globals';
import {BaseRunner, configMapManifest, waitFor} from '../src/index.js';
import type {RunnerContext} from '../src/index.js';
import {checkRunner, describeRunner, isChanging, isDestructive} from '../src/testing.js';
import type {FakeCall, RunnerSuiteOptions, TestedRunner} from '../src/testing.js';

interface Config {
  name: string;
}
type Ctx = RunnerContext<Config>;

/** Does all that a runner may do, and all of it well. */
class Good extends BaseRunner<Config> {
  static override configSchema: object = {type: 'object', properties: {name: {type: 'string'}}, required: ['name']};

  override async apply(ctx: Ctx): Promise<void> {
    const found = await ctx.kubectl(['get', 'configmap', ctx.config.name], {mutating: false, check: false});
    if (found.exitCode !== 0) ctx.log('it is new');
    await ctx.applyManifest(configMapManifest(ctx.config.name, ctx.namespace, {a: 1}));
    await ctx.kubectlExec(['psql'], {selector: 'app=db', stdin: 'CREATE TABLE IF NOT EXISTS a ()'});
    const ready = async (): Promise<boolean> =>
      (await ctx.kubectl(['get', 'pods'], {mutating: false})).stdout !== 'not ready';
    if (!(await waitFor(ready, {signal: ctx.signal, interval: 60}))) throw new Error('not ready');
  }

  override async destroy(ctx: Ctx): Promise<void> {
    await ctx.kubectlExec(['psql'], {selector: 'app=db', stdin: 'DROP TABLE IF EXISTS a'});
    await ctx.kubectl(['delete', 'configmap', ctx.config.name, '--ignore-not-found']);
  }

  override async status(ctx: Ctx): Promise<string> {
    return (await ctx.kubectl(['get', 'configmap', ctx.config.name], {mutating: false, check: false})).stdout;
  }

  override async health(ctx: Ctx): Promise<boolean> {
    return (await ctx.kubectl(['get', 'configmap', ctx.config.name], {mutating: false, check: false})).exitCode === 0;
  }
}

const options: RunnerSuiteOptions<Config> = {
  config: {name: 'a'},
  waiting: [{to: 'kubectl get pods', stdout: 'not ready'}],
};

/** The problems by the titles of the checks that have some. */
async function found<C>(runner: TestedRunner<C>, more: RunnerSuiteOptions<C>): Promise<{[title: string]: string[]}> {
  const checked = await checkRunner(runner, more);
  return Object.fromEntries(
    checked.filter(({problems}) => problems.length > 0).map(({title, problems}) => [title, problems]),
  );
}

const titles = {
  schema: 'its configSchema is a JSON Schema, and accepts the config',
  again: 'apply may run again, and takes nothing away',
  dryRun: 'a dry run changes nothing',
  reload: 'reload destroys nothing',
  twice: 'destroy may run again when all is gone',
  looks: 'status and health only look, and say what kflow understands',
  abort: 'an abort ends every hook that waits',
};

// The suite itself, under jest with its own functions.
describeRunner(Good, {describe, it: test, ...options});
describeRunner(BaseRunner, {describe, it: test, config: {}});

let server: ReturnType<typeof createServer>;
let url: string;
beforeAll(async () => {
  server = createServer((_, response) => response.end('ok'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const neverEnds = (): Promise<void> => new Promise(() => {});

/** A runner that is broken in one way; what is wrong; and the only check that says so. */
const broken: [string, Partial<{[hook in keyof Good]: unknown}>, keyof typeof titles, RegExp[]][] = [
  [
    'makes it anew each time',
    {
      async apply(ctx: Ctx) {
        await ctx.kubectl(['delete', 'job', 'a', '--ignore-not-found']);
        await ctx.applyManifest('kind: Job');
      },
      async reload() {},
    },
    'again',
    [/^the second apply takes something away: kubectl delete job a --ignore-not-found$/],
  ],
  [
    'drops its tables each time',
    {
      apply: (ctx: Ctx) => ctx.kubectlExec(['psql'], {pod: 'db-0', stdin: 'drop table a; create table a ()'}),
      async reload() {},
    },
    'again',
    [/^the second apply takes something away: kubectl exec db-0/],
  ],
  [
    'creates what may exist',
    {apply: (ctx: Ctx) => ctx.kubectl(['create', 'configmap', 'a']), async reload() {}},
    'again',
    [/^the second apply failed: .*AlreadyExists/],
  ],
  [
    'installs what may be installed',
    {apply: (ctx: Ctx) => ctx.helm(['install', 'a', './chart']), async reload() {}},
    'again',
    [/^the second apply failed: .*still in use/],
  ],
  [
    'says that a write is a read',
    {apply: (ctx: Ctx) => ctx.kubectl(['apply', '-f', 'a.yaml'], {mutating: false})},
    'dryRun',
    [/^apply: it runs what changes something, .*: kubectl apply -f a.yaml$/, /^reload: it runs/],
  ],
  [
    'says that SQL is a read',
    {destroy: (ctx: Ctx) => ctx.kubectlExec(['psql'], {pod: 'a', mutating: false, stdin: 'DROP DATABASE a'})},
    'dryRun',
    [/^destroy: it runs what changes something, /],
  ],
  [
    'starts a program itself',
    {restart: () => promisify(execFile)('kubectl', ['delete', 'configmap', 'a'])},
    'dryRun',
    [/^restart: it starts a program without its context: kubectl delete configmap a$/],
  ],
  [
    'sends a request itself',
    {
      restart: () =>
        new Promise((resolve, reject) => {
          request(url, {method: 'POST'}, (response) => response.resume().on('end', resolve))
            .on('error', reject)
            .end();
        }),
    },
    'dryRun',
    [/^restart: it sends a request without its context: POST .*\/hook$/],
  ],
  [
    'fetches with a method that writes',
    {restart: async () => await (await fetch(url, {method: 'PUT', body: 'a'})).text()},
    'dryRun',
    [/^restart: it sends a request without its context: PUT http:\/\/127\.0\.0\.1:\d+\/hook$/],
  ],
  [
    'fails where the dry run skipped',
    {
      async apply(ctx: Ctx) {
        const {stdout} = await ctx.kubectl(['create', 'token', 'a', '--dry-run=none']);
        if (ctx.dryRun && stdout === '') throw new Error('no token');
      },
      async reload() {},
    },
    'dryRun',
    [/^apply: it failed: no token$/],
  ],
  [
    'reloads by destroying',
    {reload: (ctx: Ctx) => Good.prototype.destroy.call({}, ctx)},
    'reload',
    [/takes something away: kubectl exec/, /takes something away: kubectl delete/],
  ],
  [
    'reloads by its destroy',
    {
      async reload(this: Good, ctx: Ctx) {
        await this.destroy(ctx);
      },
    },
    'reload',
    [/^it calls destroy$/],
  ],
  [
    'deletes what may be gone',
    {destroy: (ctx: Ctx) => ctx.kubectl(['delete', 'configmap', 'a'])},
    'twice',
    [/^the second destroy failed: .*NotFound/],
  ],
  [
    'uninstalls what may be gone',
    {destroy: (ctx: Ctx) => ctx.helm(['uninstall', 'a'])},
    'twice',
    [/^the second destroy failed: .*release: not found/],
  ],
  [
    'repairs when it is asked how it is',
    {
      async health(ctx: Ctx) {
        await ctx.rolloutRestart('deployment/a');
        return true;
      },
    },
    'looks',
    [/^health runs a command that is not said to be reading .*rollout restart/],
  ],
  ['gives no verdict', {health: async () => 'fine'}, 'looks', [/^health returns no verdict$/]],
  ['gives a status that is no text', {status: async () => 3}, 'looks', [/^status returns neither/]],
  [
    'goes on after its command was stopped',
    {
      async restart(ctx: Ctx) {
        await ctx.kubectl(['get', 'pods'], {mutating: false});
        await ctx.kubectl(['get', 'nodes'], {mutating: false}).catch(neverEnds);
      },
    },
    'abort',
    [/^restart: it does not end with its command: kubectl get nodes/],
  ],
];

describe('each check finds what it is there for, and no other check does', () => {
  test.each(broken)('a runner that %s', async (_, hooks, check, problems) => {
    class Broken extends Good {}
    Object.assign(Broken.prototype, hooks);
    const all = await found(Broken, {config: {name: 'a'}});
    expect(Object.keys(all)).toEqual([titles[check]]);
    const list = all[titles[check]]!;
    expect(list).toHaveLength(problems.length);
    problems.forEach((problem, index) => expect(list[index]).toMatch(problem));
  });

  test.each<[string, object, RegExp]>([
    ['no JSON Schema', {type: 'strin'}, /^it is no valid JSON Schema: /],
    [
      'refuses the config',
      {type: 'object', properties: {name: {type: 'integer'}}},
      /^the config is refused: config\/name /,
    ],
    [
      'refuses it by the rules of 2020-12',
      {$schema: 'https://json-schema.org/draft/2020-12/schema', properties: {a: {}}, unevaluatedProperties: false},
      /^the config is refused: config must NOT have unevaluated/,
    ],
  ])('a schema: %s', async (_, schema, problem) => {
    class Broken extends Good {
      static override configSchema = schema;
    }
    const all = await found(Broken, options);
    expect(all).toEqual({[titles.schema]: [expect.stringMatching(problem)]});
  });

  test.each<[string, (ctx: Ctx) => Promise<unknown>]>([
    ['by a timer', () => delay(60_000, undefined, {ref: false})],
    ['for ever', neverEnds],
    ['with waitFor, without the signal', () => waitFor(neverEnds as never)],
  ])('a wait in the situation that the options tell of, %s', async (_, wait) => {
    class Broken extends Good {
      override async reload(ctx: Ctx): Promise<void> {
        if ((await ctx.kubectl(['get', 'pods'], {mutating: false})).stdout === 'not ready') await wait(ctx);
      }
    }
    expect(await found(Broken, {config: {name: 'a'}})).toEqual({});
    expect(await found(Broken, options)).toEqual({
      [titles.abort]: [
        'reload: it waits for something that does not end with ctx.signal, after kubectl get pods (hand ctx.signal to what waits)',
      ],
    });
  });

  test('a hook that does not end at all is ended, and said to need answers', async () => {
    class Broken extends Good {
      override async postDestroy(ctx: Ctx): Promise<void> {
        const gone = async (): Promise<boolean> =>
          (await ctx.kubectl(['get', 'pod', 'a'], {mutating: false})).stdout === 'gone';
        if (!ctx.dryRun) await waitFor(gone, {signal: ctx.signal});
      }
    }
    expect(await found(Broken, options)).toEqual({
      [titles.twice]: [
        'the first destroy failed: it did not end within 3 s, after kubectl get pod a: if it waits for an answer, tell the suite which (`answers`)',
      ],
    });
    expect(await found(Broken, {...options, answers: [{to: 'kubectl get pod a', stdout: 'gone'}]})).toEqual({});
  });
});

test('programs are kept from running unless the options know them; the watch ends', async () => {
  class Versioned extends Good {
    override async restart(ctx: Ctx): Promise<void> {
      const {stdout} = await promisify(execFile)(process.execPath, ['--version']);
      ctx.log(stdout);
    }
  }
  expect(await found(Versioned, options)).toHaveProperty([titles.dryRun]);
  expect(await found(Versioned, {...options, runs: [/--version$/]})).toHaveProperty([titles.dryRun]);
  expect(await found(Versioned, {...options, reads: [/--version$/]})).toEqual({});
  class Starting extends Good {
    override async destroy(ctx: Ctx): Promise<void> {
      if (!ctx.dryRun) await promisify(execFile)('kubectl', ['delete', 'node', 'a']);
    }
  }
  expect(await found(Starting, options)).toEqual({
    [titles.twice]: [expect.stringMatching(/^the first destroy failed: kubectl delete node a was not run: a test /)],
  });
  expect(execSync('echo still here', {encoding: 'utf8'})).toBe('still here\n');
});

test('a mistake in a hook is a problem of each check that calls it, not a crash', async () => {
  class Failing extends Good {
    override async preApply(): Promise<void> {
      throw new Error('broken');
    }
  }
  expect(await found(Failing, options)).toEqual({
    [titles.again]: ['the first apply failed: broken'],
    [titles.dryRun]: ['apply: it failed: broken'],
  });
});

test('without describe and it, it says what to do', () => {
  const none = {describe: undefined, it: undefined};
  const {describe: one, it: other} = globalThis as any;
  Object.assign(globalThis, none);
  try {
    expect(() => describeRunner(Good, options)).toThrow(/found no `describe` and `it`: hand them over/);
  } finally {
    Object.assign(globalThis, {describe: one, it: other});
  }
});

test.each([
  ['kubectl delete pod a', true, true],
  ['kubectl delete pod a --dry-run=server', false, false],
  ['kubectl replace --force -f a', true, true],
  ['kubectl apply -f -', true, false],
  ['kubectl apply --dry-run client -f -', false, false],
  ['kubectl get pods', false, false],
  ['kubectl rollout status deployment/a', false, false],
  ['kubectl rollout restart deployment/a', true, false],
  ['kubectl exec a -- rm -rf /data', true, true],
  ['kubectl exec a -- psql -c select 1', false, false],
  ['kubectl exec a -- psql -c create database a', true, false],
  ['kubectl exec a -- redis-cli FLUSHALL', true, true],
  ['helm uninstall a', true, true],
  ['helm upgrade --install a ./c', true, false],
  ['helm status a', false, false],
])('%s: changes %p, takes away %p', (command, changing, destructive) => {
  const [tool, ...args] = command.split(' ') as ['kubectl', ...string[]];
  const call: FakeCall = {tool, args, command, namespace: 'a', mutating: false, skipped: false};
  expect([isChanging(call), isDestructive(call)]).toEqual([changing, destructive]);
});
