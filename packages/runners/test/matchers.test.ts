import {expect, test} from '@jest/globals';
import {secretManifest} from '../src/index.js';
import {appliedObject, callsTo, changesOf, fakeContext, runnerMatchers, showingsOf} from '../src/testing.js';
import type {FakeContext, RunnerMatchers} from '../src/testing.js';

declare module 'expect' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- merged into expect's own
  interface Matchers<R> extends RunnerMatchers<R> {}
}

expect.extend(runnerMatchers as never);

async function used(dryRun = false): Promise<FakeContext<object>> {
  const ctx = fakeContext({config: {}, dryRun});
  await ctx.kubectl(['get', 'pods'], {mutating: false});
  await ctx.applyManifest(secretManifest('db', 'data', {password: 'hunter2'}));
  await ctx.applyManifest('kind: ConfigMap');
  await ctx.kubectl(['create', 'token', 'x', '--', 'hunter3']);
  ctx.log('made the secret db');
  ctx.warn('hunter3 it is');
  return ctx;
}

test('what was run, skipped, changed, applied, said and shown', async () => {
  const [ctx, dry] = [await used(), await used(true)];
  expect(ctx).toHaveRun('kubectl get pods');
  expect(ctx).toHaveRun(/apply .*-$/);
  expect(ctx).not.toHaveRun('get pods');
  expect(ctx).not.toHaveSkipped('kubectl');
  expect(dry).toHaveSkipped('kubectl apply');
  expect(dry).not.toHaveSkipped('kubectl get');
  expect(dry).not.toHaveRun('kubectl apply');
  expect(dry).toHaveChangedNothing();
  expect(ctx).not.toHaveChangedNothing();
  expect(ctx).toHaveApplied('Secret', 'db');
  expect(ctx).toHaveApplied('Secret', 'db', {type: 'Opaque', metadata: {namespace: 'data'}});
  expect(ctx).not.toHaveApplied('Secret', 'db', {stringData: {password: 'other'}});
  expect(ctx).not.toHaveApplied('Secret', 'db', {metadata: {labels: 'none'}});
  expect(ctx).not.toHaveApplied('ConfigMap', 'db');
  expect(ctx).toHaveSaid('made the secret');
  expect(ctx).toHaveSaid(/it is$/);
  expect(ctx).not.toHaveSaid('nothing');
  expect(ctx).not.toShow('hunter2');
  expect(ctx).toShow('hunter3');
});

test('the same as plain functions', async () => {
  const [ctx, dry] = [await used(), await used(true)];
  expect(callsTo(ctx, 'kubectl').map(({command}) => command)).toEqual([
    'kubectl get pods',
    'kubectl apply --filename -',
    'kubectl apply --filename -',
    'kubectl create token x -- hunter3',
  ]);
  expect(changesOf(ctx)).toHaveLength(3);
  expect(changesOf(dry)).toEqual([]);
  expect(appliedObject(ctx, 'Secret', 'db')).toMatchObject({stringData: {password: 'hunter2'}});
  expect(appliedObject(ctx, 'Secret', 'other')).toBeUndefined();
  expect(showingsOf(ctx, 'hunter3')).toEqual(['kubectl create token x -- hunter3', 'hunter3 it is']);
});

test('what fails says what there was', async () => {
  const ctx = await used();
  expect(() => expect(ctx).toHaveRun('helm')).toThrow(/helm was not run:\n {2}kubectl get pods\n/);
  expect(() => expect(ctx).not.toShow('hunter3')).toThrow(/the text is shown:\n {2}kubectl create token/);
  expect(() => expect(ctx).toHaveApplied('Secret', 'db', {type: 'x'})).toThrow(/was not applied so:\n.*Opaque/s);
  expect(() => expect(ctx).toHaveApplied('Job', 'a')).toThrow(
    /was not applied so:\n {2}Secret\/db\n {2}kind: ConfigMap/,
  );
  expect(() => expect(fakeContext({config: {}})).toHaveSaid('a')).toThrow(/a was not said:\n {2}\(none\)/);
});
