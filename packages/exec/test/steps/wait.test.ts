import {describe, expect, test} from '@jest/globals';
import {settle} from '../cluster/held-clock.js';
import {configMap, Scene} from '../operations/scene.js';
import {conditionUnmet, wantedCondition} from '../../src/steps/wait/wanted-condition.js';
import type {KubeObject} from '../../src/ports/cluster-reader.js';

const wait = (spec: string, more = '') => `namespace: shop\nsteps: [{name: w, ${more}wait: {${spec}, timeout: 60}}]`;

function job(condition?: object, more: object = {}): KubeObject {
  const metadata = {name: 'migrate', namespace: 'shop', uid: 'uid-of-migrate', generation: 2, ...more};
  return {apiVersion: 'batch/v1', kind: 'Job', metadata, status: {conditions: condition ? [condition] : []}};
}

/** Runs until the step says that it waits for this. */
async function until(scene: Scene, message: RegExp): Promise<void> {
  while (!messages(scene).some((text) => message.test(text))) await settle();
}

const messages = ({events}: Scene): string[] =>
  events.flatMap((event) => (event.type === 'step.waiting' ? [event.message] : []));

describe('condition', () => {
  test('comes about while the object does, without a process, a slot or a namespace made for it', async () => {
    const scene = await Scene.of(
      {a: wait('for: jobs/migrate, condition: Complete'), b: 'namespace: default\nmanifests: [b.m.yaml]'},
      {'b.m.yaml': configMap('b')},
    );
    const ended = scene.run(scene.plan('apply'), {concurrency: 1});
    await until(scene, /does not exist/);
    while (!scene.story.includes('step.succeeded b.manifests')) await settle();
    scene.reader.put(job({type: 'Complete', status: 'False', reason: 'Busy', message: 'at work'}));
    await until(scene, /job\/migrate in namespace shop: Complete is False \(Busy: at work\)/);
    scene.reader.put(job({type: 'Complete', status: 'True'}));
    expect((await ended).outcome).toBe('succeeded');
    expect(scene.tools.ran.filter((line) => !line.includes('b.m.yaml'))).toEqual([]);
    expect(scene.reader.observing).toEqual([]);
  });

  test('of a kind that is not served yet', async () => {
    const scene = await Scene.of({a: wait('for: widget/one, condition: Ready')});
    const ended = scene.run(scene.plan('apply'));
    await until(scene, /does not serve its kind/);
    scene.reader.served.push({
      group: 'example.com',
      version: 'v1',
      kind: 'Widget',
      plural: 'widgets',
      namespaced: true,
    });
    const status = {conditions: [{type: 'Ready', status: 'True'}]};
    scene.reader.put({
      apiVersion: 'example.com/v1',
      kind: 'Widget',
      metadata: {name: 'one', namespace: 'shop'},
      status,
    });
    await scene.clock.advance(2);
    expect((await ended).outcome).toBe('succeeded');
  });

  test.each([
    ['no object', undefined, 'timed out after 60 s: job/migrate in namespace shop: does not exist'],
    ['no condition', job(), 'timed out after 60 s: job/migrate in namespace shop: has no condition Complete'],
  ])('fails when its time is over: %s', async (_, object, message) => {
    const scene = await Scene.of({a: wait('for: job/migrate, condition: Complete')});
    if (object) scene.reader.put(object);
    const ended = scene.run(scene.plan('apply'));
    await until(scene, /job\/migrate in/);
    await scene.clock.advance(61);
    expect((await ended).failed).toMatchObject([{id: 'a.w', error: {code: 'KF814', message}}]);
    expect(scene.reader.observing).toEqual([]);
  });

  test('ends as soon as the run is interrupted', async () => {
    const scene = await Scene.of({a: wait('for: job/migrate, condition: Complete')});
    const stop = new AbortController();
    const ended = scene.run(scene.plan('apply'), {}, {signal: stop.signal});
    await until(scene, /does not exist/);
    stop.abort(new Error('Ctrl-C'));
    expect(await ended).toMatchObject({outcome: 'interrupted', failed: [{id: 'a.w', error: {code: 'KF902'}}]});
    expect(scene.clock.sleeping).toBe(0);
  });

  test.each<[string, object | undefined, object, boolean]>([
    ['Complete', {type: 'Complete', status: 'True'}, {}, true],
    ['complete', {type: 'Complete', status: 'True'}, {}, true],
    ['condition=Complete=true', {type: 'Complete', status: 'True'}, {}, true],
    ['Complete', {type: 'Complete', status: 'False'}, {}, false],
    ['Complete=false', {type: 'Complete', status: 'False'}, {}, true],
    ['Complete', undefined, {}, false],
    ['Complete', {type: 'Complete', status: 'True', observedGeneration: 1}, {}, false],
    ['Complete', {type: 'Complete', status: 'True', observedGeneration: 2}, {}, true],
    ['Complete', {type: 'Complete', status: 'True'}, {observedGeneration: 1}, false],
  ])('%s of %j', (text, condition, status, met) => {
    const object = job(condition);
    const why = conditionUnmet({...object, status: {...object.status, ...status}}, wantedCondition(text));
    expect(why === undefined).toBe(met);
  });
});

describe('jsonpath', () => {
  const step = wait("for: job/migrate, jsonpath: '{.status.phase}=Done'");

  test('is for kubectl to judge, once the object is there, and again when it is not any more', async () => {
    const scene = await Scene.of({a: step});
    let tries = 0;
    scene.tools.answer(/wait/, () => {
      tries += 1;
      return tries > 1 ? {stdout: 'job.batch/migrate condition met\n'} : {exitCode: 1, stderr: notFound};
    });
    const ended = scene.run(scene.plan('apply'));
    await until(scene, /does not exist/);
    expect(scene.tools.ran).toEqual([]);
    await scene.clock.advance(20);
    scene.reader.put(job());
    await scene.clock.advance(5);
    expect((await ended).outcome).toBe('succeeded');
    expect(scene.tools.ran).toEqual(
      ['40', '40'].map(
        (left) => `kubectl wait job/migrate --for=jsonpath={.status.phase}=Done --timeout=${left}s --namespace shop`,
      ),
    );
  });

  test.each([
    ['its time is over', 'error: timed out waiting for the condition on jobs/migrate\n', 'KF814'],
    ['kubectl cannot read it', 'error: unclosed action\n', 'KF703'],
  ])('fails when %s', async (_, stderr, code) => {
    const scene = await Scene.of({a: step});
    scene.reader.put(job());
    scene.tools.answer(/wait/, {exitCode: 1, stderr});
    expect((await scene.run(scene.plan('apply'))).failed).toMatchObject([{id: 'a.w', error: {code}}]);
  });
});

const notFound = 'Error from server (NotFound): jobs.batch "migrate" not found\n';

describe('delete', () => {
  const step = wait('for: job/migrate, delete: true');

  test('waits until the object is gone', async () => {
    const scene = await Scene.of({a: step});
    scene.reader.put(job());
    const ended = scene.run(scene.plan('apply'));
    await until(scene, /job\/migrate/);
    scene.reader.remove(job());
    expect((await ended).outcome).toBe('succeeded');
  });

  test('fails when it stays', async () => {
    const scene = await Scene.of({a: step});
    scene.reader.put(job());
    const ended = scene.run(scene.plan('apply'));
    await until(scene, /job\/migrate/);
    await scene.clock.advance(61);
    expect((await ended).failed).toMatchObject([{error: {code: 'KF812', hint: expect.stringContaining("step's")}}]);
  });

  test('what is of no kind that the cluster serves is gone, with a warning', async () => {
    const scene = await Scene.of({a: wait('for: jobb/migrate, delete: true')});
    expect((await scene.run(scene.plan('apply'))).outcome).toBe('succeeded');
    expect(scene.events.find(({type}) => type === 'warning')).toMatchObject({
      message: expect.stringContaining('jobb/migrate'),
    });
  });
});

test('a dry run shows the kubectl wait that does the same, and waits for nothing', async () => {
  const scene = await Scene.of({a: wait('for: job/migrate, condition: Complete')});
  expect((await scene.run(scene.plan('apply'), {}, {session: scene.session({dryRun: true})})).outcome).toBe(
    'succeeded',
  );
  const commands = scene.events.filter(({type}) => type === 'step.command');
  expect(commands).toMatchObject([
    {
      command: expect.stringContaining('wait job/migrate --for=condition=Complete --timeout=60s --namespace shop'),
      mutating: false,
      ran: false,
    },
  ]);
  expect(scene.reader.reads).toEqual([]);
});

test('destroy does nothing', async () => {
  const scene = await Scene.of({a: wait('for: job/migrate, condition: Complete')});
  expect((await scene.run(scene.plan('destroy'))).outcome).toBe('succeeded');
  expect([...scene.tools.ran, ...scene.reader.reads]).toEqual([]);
});
