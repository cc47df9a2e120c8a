import {expect, test} from '@jest/globals';
import {configMap, deployment, Scene} from '../operations/scene.js';

const overlay = {'overlay/kustomization.yaml': 'resources: []\n'};

/** A scene whose kubectl renders these objects from the kustomization. */
async function scene(objects: string, yaml = 'namespace: shop\nsteps: [{name: s, kustomize: {path: overlay}}]') {
  const made = await Scene.of({a: yaml}, overlay);
  made.tools.answer(/^kubectl kustomize /, {stdout: objects});
  return made;
}

const calls = ({tools, dir}: Scene): string[] => tools.ran.map((line) => line.replaceAll(dir, ''));

test('is applied and deleted by its directory, and its objects are waited for', async () => {
  const made = await scene(`${configMap('c')}---\n${deployment('web')}`);
  made.tools.answer(/apply/, () => {
    const metadata = {name: 'web', namespace: 'shop', generation: 1};
    const status = {observedGeneration: 1, replicas: 1, updatedReplicas: 1, readyReplicas: 1, availableReplicas: 1};
    made.reader.put({apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: {replicas: 1}, status});
    return {stdout: 'configmap/c created\ndeployment.apps/web created\n'};
  });
  expect((await made.run(made.plan('apply'))).outcome).toBe('succeeded');
  expect(made.events.find(({type}) => type === 'resource.ready')).toMatchObject({resource: 'a', for: 'ready'});
  made.tools.answer(/delete/, {stdout: 'configmap "c" deleted from shop namespace\n'});
  expect((await made.run(made.plan('destroy'))).outcome).toBe('succeeded');
  expect(calls(made).filter((line) => !line.includes('create namespace'))).toEqual([
    'kubectl kustomize /overlay',
    'kubectl apply -k /overlay --namespace shop',
    'kubectl kustomize /overlay',
    'kubectl delete --ignore-not-found --cascade=foreground --wait=false -k /overlay --namespace shop',
  ]);
});

test.each([
  ['names another namespace', configMap('c').replace('{name: c}', '{name: c, namespace: far}'), '', 'far'],
  ['is in a step without a namespace', configMap('c'), 'noNamespace: true, ', 'mine'],
])('one that %s is applied without a namespace', async (_, objects, more, namespace) => {
  const made = await scene(objects, `namespace: shop\nsteps: [{name: s, ${more}kustomize: {path: overlay}}]`);
  made.tools.answer(/delete/, {stdout: 'configmap "c" deleted\n'});
  await made.run(made.plan('destroy'), {}, {session: made.session({namespace: 'mine'})});
  expect(calls(made)).toContain('kubectl delete --ignore-not-found --cascade=foreground --wait=false -k /overlay');
  expect(made.reader.reads).toContain(`/api/v1/namespaces/${namespace}/configmaps/c`);
});

test('serverSide applies on the server', async () => {
  const made = await scene(
    configMap('c'),
    'namespace: default\nsteps: [{name: s, serverSide: true, kustomize: {path: overlay}}]',
  );
  made.tools.answer(/apply/, {stdout: 'configmap/c serverside-applied\n'});
  await made.run(made.plan('apply'));
  expect(calls(made)).toContain('kubectl apply -k /overlay --server-side --namespace default');
});

test('one that cannot be rendered fails before anything is applied', async () => {
  const made = await Scene.of({a: 'steps: [{name: s, kustomize: {path: overlay}}]'}, overlay);
  made.tools.answer(/kustomize/, {exitCode: 1, stderr: 'error: no such file: base\n'});
  const report = await made.run(made.plan('apply'));
  expect(report.failed).toMatchObject([{id: 'a.s', error: {code: 'KF703'}}]);
  expect(calls(made)).toEqual(['kubectl kustomize /overlay']);
});

test('generated Secrets are shown nowhere, and masked in errors', async () => {
  const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {password: hunter2-hunter2}\n';
  const made = await scene(secret);
  made.tools.answer(/apply/, {exitCode: 1, stderr: 'Error from server: cannot use hunter2-hunter2\n'});
  const report = await made.run(made.plan('apply'));
  const all = JSON.stringify([report, made.events, await made.state()]);
  expect(all).toContain('cannot use ***');
  expect(all).not.toContain('hunter2');
});

test('a dry run says what it would apply, and applies nothing', async () => {
  const made = await scene(configMap('c'));
  await made.run(made.plan('apply'), {}, {session: made.session({dryRun: true})});
  expect(calls(made)).toEqual(['kubectl kustomize /overlay']);
  const commands = made.events.filter((event) => event.type === 'step.command' && !event.ran);
  expect(commands).toMatchObject([
    {command: expect.stringContaining('create namespace shop')},
    {command: expect.stringMatching(/apply -k \S+overlay --namespace shop/)},
  ]);
});
