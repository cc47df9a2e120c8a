import {expect, test} from '@jest/globals';
import type {CommandRequest} from '../../src/ports/command-runner.js';
import {handlerOf} from '../../src/steps/index.js';
import type {StepContext} from '../../src/steps/step-handler.js';
import {Scene} from '../operations/scene.js';

async function scene(spec: string) {
  const made = await Scene.of(
    {a: `namespace: default\nsteps: [{name: s, dockerBuild: {context: ., ${spec}}}]`},
    {Dockerfile: ''},
  );
  const requests: CommandRequest[] = [];
  made.tools.answer(/^docker/, (request) => {
    requests.push(request);
    return {stderr: '#1 done\n'};
  });
  return {made, requests};
}

test.each<[string, string, string[]]>([
  ['nothing but a tag', 'tag: a', ['-t', 'a']],
  ['a registry', 'tag: "a:1", registry: r.example.com/team', ['-t', 'r.example.com/team/a:1']],
  ['more tags', 'tag: a, extraTags: [b, "c:2"]', ['-t', 'a', '-t', 'b', '-t', 'c:2']],
  ['a file', 'tag: a, file: Dockerfile', ['-t', 'a', '-f', 'DIR/Dockerfile']],
  ['push', 'tag: a, push: true', ['-t', 'a', '--push']],
  ['load', 'tag: a, load: true', ['-t', 'a', '--load']],
  [
    'attestations off',
    'tag: a, provenance: false, sbom: false',
    ['-t', 'a', '--provenance', 'false', '--sbom', 'false'],
  ],
  [
    'everything',
    'tag: a, file: Dockerfile, builder: ci, buildArgs: {A: "x y", B: 1}, labels: {l: m}, platform: "linux/amd64,linux/arm64", ' +
      'target: t, network: host, cacheFrom: ["type=registry,ref=c", d], cacheTo: e, push: true, noCache: true, pull: true, ' +
      'provenance: mode=max, sbom: true',
    [
      ...['--builder', 'ci', '-t', 'a', '-f', 'DIR/Dockerfile', '--build-arg', 'A', '--build-arg', 'B'],
      ...['--label', 'l=m', '--platform', 'linux/amd64,linux/arm64', '--target', 't', '--network', 'host'],
      ...['--cache-from', 'type=registry,ref=c', '--cache-from', 'd', '--cache-to', 'e', '--push', '--no-cache'],
      ...['--pull', '--provenance', 'mode=max', '--sbom', 'true'],
    ],
  ],
])('%s', async (_, spec, args) => {
  const {made, requests} = await scene(spec);
  expect((await made.run(made.plan('apply'))).outcome).toBe('succeeded');
  expect(requests).toMatchObject([{tool: 'docker', cwd: made.dir}]);
  expect(requests[0]!.args).toEqual(['buildx', 'build', ...args.map((arg) => arg.replace('DIR', made.dir)), made.dir]);
  expect(made.events).toContainEqual(expect.objectContaining({type: 'step.output', text: '#1 done'}));
});

test('nothing happens on destroy', async () => {
  const {made, requests} = await scene('tag: a');
  expect((await made.run(made.plan('destroy'))).outcome).toBe('succeeded');
  expect(requests).toEqual([]);
});

test.each([
  ['builds', 'tag: a', 1],
  ['skips', 'tag: a, onReload: skip', 0],
])('reload %s', async (_, spec, builds) => {
  const {made, requests} = await scene(spec);
  const [resource] = made.project.resources;
  const signal = new AbortController().signal;
  const context = {resource, step: resource!.steps[0], commands: made.tools, dryRun: false, signal, emit() {}};
  await handlerOf('dockerBuild')!.reload(context as unknown as StepContext);
  expect(requests).toHaveLength(builds);
});

test('a build that fails fails the step', async () => {
  const made = await Scene.of({a: 'namespace: default\nsteps: [{name: s, dockerBuild: {context: ., tag: a}}]'});
  made.tools.answer(/^docker/, {exitCode: 1, stderr: 'ERROR: failed to solve: no\n'});
  expect((await made.run(made.plan('apply'))).failed).toMatchObject([
    {error: {code: 'KF703', message: 'docker buildx build failed: it exited with 1: ERROR: failed to solve: no'}},
  ]);
});

test('a dry run shows the command, and builds nothing', async () => {
  const {made, requests} = await scene('tag: a, buildArgs: {A: "x y"}');
  await made.run(made.plan('apply'), {}, {session: made.session({dryRun: true})});
  expect(requests).toEqual([]);
  expect(made.events.find(({type}) => type === 'step.command')).toMatchObject({
    command: `cd ${made.dir} && A='***' docker buildx build -t a --build-arg A ${made.dir}`,
    ran: false,
  });
});

test('build arguments reach docker in its environment, but for what would steer docker itself', async () => {
  const args =
    'NPM_TOKEN: shown-to-nobody, ANSWER: 42, HTTPS_PROXY: "http://proxy.example.com", DOCKER_HOST: x, a.b: c';
  const made = await Scene.of({
    a: `namespace: default\nsteps: [{name: s, dockerBuild: {context: ., tag: a, buildArgs: {${args}}}}]`,
  });
  const requests: CommandRequest[] = [];
  made.tools.answer(/^docker/, (request) => {
    requests.push(request);
    return {stderr: '#1 RUN login shown-to-nobody 42\n', exitCode: 1};
  });
  expect((await made.run(made.plan('apply'))).outcome).toBe('failed');
  expect(requests[0]!.env).toEqual({NPM_TOKEN: 'shown-to-nobody', ANSWER: '42'});
  expect(requests[0]!.args.filter((_, index, all) => all[index - 1] === '--build-arg')).toEqual(
    expect.arrayContaining(['NPM_TOKEN', 'ANSWER', 'HTTPS_PROXY=http://proxy.example.com', 'DOCKER_HOST=x', 'a.b=c']),
  );
  const everything = JSON.stringify(made.events);
  expect(everything).toContain('#1 RUN login *** 42');
  for (const hidden of ['shown-to-nobody', 'proxy.example.com']) expect(everything).not.toContain(hidden);
});
