import {expect, test} from '@jest/globals';
import {settle} from '../../cluster/held-clock.js';
import {configMap, Scene} from '../../operations/scene.js';

/** Four resources that are ready at once, a ConfigMap each, which two processes do: two slots. */
const four = (files: {[path: string]: string} = {}): Promise<Scene> =>
  Scene.of(
    Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [name, `namespace: default\nmanifests: [${name}.m.yaml]`])),
    {
      ...Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [`${name}.m.yaml`, configMap(name)])),
      ...files,
    },
  );

const apply = (scene: Scene) => scene.run(scene.plan('apply'), {concurrency: 2, keepGoing: true});

/** What ran, without what is the same everywhere: `apply a b`. */
const ran = (scene: Scene): string[] =>
  scene.tools.ran.map((line) => {
    const files = [...line.matchAll(/(\w+)\.m\.yaml/g)].map(([, name]) => name);
    return [line.split(' ')[1], ...files].join(' ');
  });

const changesOf = (scene: Scene, step: string): string[] | undefined =>
  scene.events.flatMap((event) =>
    event.type === 'step.succeeded' && event.step === step
      ? [event.changes.map(({object, action}) => `${object} ${action}`)]
      : [],
  )[0];

test('steps that are ready together share a process, and each has its own outcome', async () => {
  const scene = await four();
  const report = await apply(scene);
  expect(report.outcome).toBe('succeeded');
  expect(ran(scene).toSorted()).toEqual(['apply a b', 'apply c d']);
  expect(changesOf(scene, 'b.manifests')).toEqual(['configmap/b created']);
  const commands = scene.events.flatMap((event) => (event.type === 'step.command' ? [event] : []));
  expect(commands.map(({step, sharedBy}) => [step, sharedBy?.join(' ')]).sort()).toEqual([
    ['a.manifests', 'a.manifests b.manifests'],
    ['b.manifests', 'a.manifests b.manifests'],
    ['c.manifests', 'c.manifests d.manifests'],
    ['d.manifests', 'c.manifests d.manifests'],
  ]);
  const lines = scene.events.flatMap((event) => (event.type === 'step.output' ? [`${event.step}: ${event.text}`] : []));
  expect(lines).toContain('d.manifests: configmap/d created');
  expect((await scene.state()).resources['d']?.steps['manifests']?.outcome).toBe('succeeded');
});

test('what fails of one step is found out by that step alone', async () => {
  const scene = await four();
  const refused = 'Error from server (Forbidden): error when creating "b.m.yaml": configmaps "b" is forbidden: no\n';
  scene.tools.answer(/a\.m\.yaml.*b\.m\.yaml/, {exitCode: 1, stdout: 'configmap/a created\n', stderr: refused});
  scene.tools.answer(/apply -f \S*b\.m\.yaml --/, {exitCode: 1, stderr: refused});
  const report = await apply(scene);
  expect(ran(scene).sort()).toEqual(['apply a b', 'apply b', 'apply c d']);
  expect(report.succeeded).toEqual(['a.manifests', 'c.manifests', 'd.manifests']);
  expect(report.failed).toMatchObject([{id: 'b.manifests', error: {code: 'KF703'}}]);
  expect(report.failed[0]!.error.command).toContain('b.m.yaml');
  expect(report.failed[0]!.error.command).not.toContain('a.m.yaml');
});

test('what went through in the shared process counts, also in a step that then has to do the rest by itself', async () => {
  const scene = await four({'b.m.yaml': `${configMap('b')}---\n${configMap('b2')}`});
  scene.tools.answer(/a\.m\.yaml.*b\.m\.yaml/, {exitCode: 1, stdout: 'configmap/a created\nconfigmap/b created\n'});
  scene.tools.answer(/apply -f \S*b\.m\.yaml --/, {stdout: 'configmap/b unchanged\nconfigmap/b2 created\n'});
  expect((await apply(scene)).outcome).toBe('succeeded');
  expect(changesOf(scene, 'b.manifests')).toEqual(['configmap/b created', 'configmap/b2 created']);
});

test('a kubectl that says nothing, or names what nobody has, is asked again for each step', async () => {
  for (const stdout of ['', 'configmap/stranger created\nconfigmap/a created\nconfigmap/b created\n']) {
    const scene = await four();
    scene.tools.answer(/a\.m\.yaml.*b\.m\.yaml/, {stdout});
    const report = await apply(scene);
    expect(report.outcome).toBe('succeeded');
    expect(ran(scene).sort()).toEqual(['apply a', 'apply a b', 'apply b', 'apply c d']);
  }
});

test('an object that is being deleted is left to its step', async () => {
  const scene = await four();
  scene.tools.answer(/a\.m\.yaml.*b\.m\.yaml/, {
    stdout: 'configmap/a unchanged\nconfigmap/b unchanged\n',
    stderr: 'Warning: Detected changes to resource b which is currently being deleted.\n',
  });
  expect((await apply(scene)).outcome).toBe('succeeded');
  expect(ran(scene).sort()).toEqual(['apply a b', 'apply b', 'apply c d']);
});

test('a file with something in it that is no object is left to kubectl, and to its own step', async () => {
  const scene = await four({'a.m.yaml': `${configMap('a')}---\nkind: Broken\n`});
  scene.tools.answer(/apply -f \S*a\.m\.yaml --/, {
    exitCode: 1,
    stdout: 'configmap/a created\n',
    stderr: 'error: broken\n',
  });
  const report = await apply(scene);
  expect(report.failed).toMatchObject([{id: 'a.manifests'}]);
  expect(ran(scene).sort()).toEqual(['apply a', 'apply b', 'apply c d']);
});

test('of two steps with the same object, the later one comes after the process', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const scene = await Scene.of(
    Object.fromEntries(names.map((name) => [name, `namespace: default\nmanifests: [${name}.m.yaml]`])),
    Object.fromEntries(names.map((name) => [`${name}.m.yaml`, configMap(name === 'c' ? 'a' : name)])),
  );
  expect((await apply(scene)).outcome).toBe('succeeded');
  const lines = ran(scene);
  expect(lines.toSorted()).toEqual(['apply a b', 'apply c', 'apply d e f']);
  expect(lines.indexOf('apply c')).toBeGreaterThan(lines.indexOf('apply a b'));
});

test('a step whose objects are all new is done before the process is', async () => {
  const scene = await four();
  let release!: () => void;
  const released = new Promise<void>((resolve) => (release = resolve));
  scene.tools.answer(/a\.m\.yaml.*b\.m\.yaml/, async ({onOutput}) => {
    onOutput?.('stdout', 'configmap/a created\n');
    await released;
    onOutput?.('stdout', 'configmap/b unchanged\n');
    return {stdout: ''};
  });
  const done = apply(scene);
  while (!scene.story.includes('step.succeeded a.manifests')) await settle();
  expect(scene.story).not.toContain('step.succeeded b.manifests');
  release();
  expect((await done).outcome).toBe('succeeded');
  expect(changesOf(scene, 'b.manifests')).toEqual(['configmap/b unchanged']);
});

test('what passes is tried again by all of them together', async () => {
  const scene = await four();
  let tries = 0;
  scene.tools.answer(/a\.m\.yaml.*b\.m\.yaml/, () =>
    ++tries === 1
      ? {
          exitCode: 1,
          stderr: 'Error from server (ServiceUnavailable): the server is currently unable to handle the request\n',
        }
      : undefined,
  );
  const done = apply(scene);
  while (!scene.story.includes('step.waiting b.manifests')) await settle();
  await scene.clock.advance(1);
  expect((await done).outcome).toBe('succeeded');
  expect(ran(scene).filter((line) => line.endsWith('b'))).toEqual(['apply a b', 'apply a b']);
});

test('a kubectl that somebody killed is not started again: what it had done counts, the rest fails', async () => {
  const scene = await four();
  scene.tools.answer(/a\.m\.yaml.*b\.m\.yaml/, {exitCode: 137, stdout: 'configmap/a unchanged\n'});
  const report = await apply(scene);
  expect(report.failed).toMatchObject([{id: 'b.manifests', error: {code: 'KF703'}}]);
  expect(changesOf(scene, 'a.manifests')).toEqual(['configmap/a unchanged']);
  expect(ran(scene).toSorted()).toEqual(['apply a b', 'apply c d']);
});

test('an interruption that kills is one of each step', async () => {
  const scene = await four();
  const held = scene.tools.hold(/apply/);
  const kill = new AbortController();
  const done = scene.run(scene.plan('apply'), {concurrency: 2}, {kill: kill.signal});
  await held.started;
  kill.abort(new Error('stop'));
  const report = await done;
  expect(report.exitCode).toBe(130);
  expect(report.failed.map(({id}) => id)).toEqual(['a.manifests', 'b.manifests', 'c.manifests', 'd.manifests']);
});

test('a destroy shares processes; what is not there is no failure', async () => {
  const scene = await four();
  await apply(scene);
  scene.tools.ran.length = 0;
  scene.reader.remove({apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'b', namespace: 'default'}});
  const report = await scene.run(scene.plan('destroy'), {concurrency: 2});
  expect(report.outcome).toBe('succeeded');
  expect(ran(scene).toSorted()).toEqual(['delete b a', 'delete d c']);
});

test('a delete that fails is done again by each step', async () => {
  const scene = await four();
  await apply(scene);
  scene.events.length = 0;
  const refused = 'Error from server (Forbidden): configmaps "c" is forbidden: no\n';
  scene.tools.answer(/d\.m\.yaml.*c\.m\.yaml/, {exitCode: 1, stdout: 'configmap "d" deleted\n', stderr: refused});
  scene.tools.answer(/delete .*c\.m\.yaml/, {exitCode: 1, stderr: refused});
  scene.reader.remove({apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'd', namespace: 'default'}});
  const report = await scene.run(scene.plan('destroy'), {concurrency: 2, keepGoing: true});
  expect(report.failed).toMatchObject([{id: 'c.manifests'}]);
  expect(changesOf(scene, 'd.manifests')).toEqual(['configmap/d deleted']);
});

test('one process at a time, and a dry run, are of one step each', async () => {
  const scene = await four();
  await scene.run(scene.plan('apply'), {concurrency: 1});
  expect(ran(scene)).toEqual(['apply a', 'apply b', 'apply c', 'apply d']);
  scene.events.length = 0;
  await scene.run(scene.plan('apply'), {}, {session: scene.session({dryRun: true})});
  expect(scene.events.filter(({type}) => type === 'step.command')).toHaveLength(4);
});
