import {expect, test} from '@jest/globals';
import {Scene} from '../operations/scene.js';

async function scene(spec: string, pods: string[] = []) {
  const made = await Scene.of({a: `namespace: default\nsteps: [{name: s, exec: {${spec}}}]`});
  for (const name of pods) {
    const conditions = [{type: 'Ready', status: name.startsWith('un') ? 'False' : 'True'}];
    const metadata = {name, namespace: 'default', labels: {app: 'web'}};
    made.reader.put({apiVersion: 'v1', kind: 'Pod', metadata, status: {phase: 'Running', conditions}});
  }
  made.tools.answer(/ exec /, {stdout: 'done\n'});
  return made;
}

const commands = (made: Scene) =>
  made.events.flatMap((event) => (event.type === 'step.command' ? [event.command] : []));
const warnings = (made: Scene) => made.events.flatMap((event) => (event.type === 'warning' ? [event.message] : []));
const bySelector = 'selector: app=web, command: [go, --all]';

test.each([
  ['a ready pod of its selector', `${bySelector}, container: main`, 'web-1 --container main'],
  ['the pod that it names', 'pod: db-0, command: [go, --all]', 'db-0'],
])('runs in %s, and shows what that prints', async (_, spec, where) => {
  const made = await scene(spec, ['unready-0', 'web-1', 'web-2']);
  expect((await made.run(made.plan('apply'))).outcome).toBe('succeeded');
  expect(made.tools.ran).toEqual([`kubectl exec ${where} --namespace default -- go --all`]);
  expect(made.events).toContainEqual(expect.objectContaining({type: 'step.output', text: 'done'}));
});

test('no pod is a failure on apply', async () => {
  const made = await scene(bySelector);
  expect((await made.run(made.plan('apply'))).failed).toMatchObject([{id: 'a.s', error: {code: 'KF621'}}]);
});

test('a command that fails fails the step', async () => {
  const made = await Scene.of({a: 'namespace: default\nsteps: [{name: s, exec: {pod: p, command: go}}]'});
  made.tools.answer(/ exec /, {exitCode: 7, stderr: 'it is full\ncommand terminated with exit code 7\n'});
  expect((await made.run(made.plan('apply'))).failed).toMatchObject([{id: 'a.s', error: {code: 'KF703', exitCode: 7}}]);
});

test('destroy runs onDestroy, and nothing without it', async () => {
  const made = await scene(`${bySelector}, onDestroy: drain`, ['web-1']);
  await made.run(made.plan('destroy'));
  expect(made.tools.ran).toEqual(['kubectl exec web-1 --namespace default -- sh -c drain']);
  const without = await scene(bySelector, ['web-1']);
  await without.run(without.plan('destroy'));
  expect(without.tools.ran).toEqual([]);
});

test('destroy goes on with a warning when the pod is gone', async () => {
  const made = await scene(`${bySelector}, onDestroy: drain`);
  expect((await made.run(made.plan('destroy'))).outcome).toBe('succeeded');
  expect(warnings(made)).toEqual([expect.stringContaining('no pod that matches `app=web` is running')]);
  const named = await Scene.of({
    a: 'namespace: default\nsteps: [{name: s, exec: {pod: p, command: go, onDestroy: drain}}]',
  });
  named.tools.answer(/ exec /, {exitCode: 1, stderr: 'Error from server (NotFound): pods "p" not found\n'});
  expect((await named.run(named.plan('destroy'))).outcome).toBe('succeeded');
  expect(warnings(named)).toEqual([expect.stringContaining('there is no pod p')]);
});

test('a dry run names the pod that is there', async () => {
  const made = await scene(bySelector, ['web-1']);
  await made.run(made.plan('apply'), {}, {session: made.session({dryRun: true})});
  expect(made.tools.ran).toEqual([]);
  expect(commands(made)).toEqual(['kubectl exec web-1 --namespace default --context test -- go --all']);
  expect(warnings(made)).toEqual([]);
});

test('a dry run finds the pod when it is pasted if there is none yet', async () => {
  const made = await scene(bySelector);
  const report = await made.run(made.plan('apply'), {}, {session: made.session({dryRun: true})});
  expect(report.outcome).toBe('succeeded');
  expect(made.tools.ran).toEqual([]);
  expect(commands(made)).toEqual([
    'kubectl exec "$(kubectl get pods --selector app=web --field-selector status.phase=Running --output name ' +
      '--namespace default --context test | head -n 1)" --namespace default --context test -- go --all',
  ]);
  expect(warnings(made)).toEqual([expect.stringMatching(/no pod that matches `app=web` .* yet$/)]);
});

test('a dry run warns of a named pod that is not there yet', async () => {
  const made = await scene('pod: db-0, command: go');
  await made.run(made.plan('apply'), {}, {session: made.session({dryRun: true})});
  expect(commands(made)).toEqual(['kubectl exec db-0 --namespace default --context test -- sh -c go']);
  expect(warnings(made)).toEqual(['there is no pod db-0 in namespace default yet']);
});
