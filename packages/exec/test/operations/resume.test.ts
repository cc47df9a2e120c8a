import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import type {RunResumed} from '../../src/engine/event.js';
import {journalPath} from '../../src/journal/journal-file.js';
import {readJournal} from '../../src/journal/read-journal.js';
import {openStateStore} from '../../src/state/open-state-store.js';
import {configMap, deployment, Scene} from './scene.js';

/** `base` (phase infra): conf, note; `web` (phase apps) after `db`. */
async function scene(): Promise<Scene> {
  const made = await Scene.of(
    {
      base: 'namespace: default\nphase: infra\nmanifests: [base.m.yaml]\nsteps: [{name: note, script: {run: "echo once"}}]',
      db: 'namespace: default\nphase: apps\nmanifests: [db.m.yaml]',
      web: 'namespace: default\nphase: apps\ndependsOn: [db]\nmanifests: [web.m.yaml]',
    },
    {'base.m.yaml': configMap('base'), 'db.m.yaml': deployment('db'), 'web.m.yaml': deployment('web')},
    'phases: [infra, apps]',
  );
  made.tools.answer(/echo once/, {});
  made.reader.put({apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'default'}});
  return made;
}

/** An apply that failed at `web.manifests`. */
async function failed(times = 1): Promise<Scene> {
  const made = await scene();
  let left = times;
  made.tools.answer(/apply .*web\.m/, () =>
    left-- > 0 ? {exitCode: 1, stderr: 'error: the server says no'} : undefined,
  );
  expect(await made.run(made.plan('apply'))).toMatchObject({outcome: 'failed'});
  made.tools.ran.length = 0;
  made.events.length = 0;
  return made;
}

function applied({tools}: Scene): string[] {
  return tools.ran.flatMap((line) => /apply .*?(\w+)\.m\.yaml|(echo once)/.exec(line)?.slice(1) ?? []).filter(Boolean);
}

function told({events}: Scene): RunResumed | undefined {
  return events.find((event): event is RunResumed => event.type === 'run.resumed');
}

const journalOf = ({project}: Scene) => readJournal(journalPath(project.stateDir, 'test', project.file));

test('goes on where it failed: what is done is neither run nor told of, and counted', async () => {
  const made = await failed();
  const report = await made.run(made.plan('apply'), {resume: true});
  expect(applied(made)).toEqual(['web']);
  expect(report).toMatchObject({
    outcome: 'succeeded',
    exitCode: 0,
    succeeded: ['web.manifests'],
    resumed: ['base.manifests', 'base.note', 'db.manifests'],
  });
  expect(told(made)).toMatchObject({
    outcome: 'failed',
    done: [{step: 'base.manifests'}, {step: 'base.note'}, {step: 'db.manifests'}],
    again: [],
  });
  expect(made.events[0]).toMatchObject({type: 'run.started', steps: 1});
  expect(made.events.at(-1)).toMatchObject({type: 'run.finished', succeeded: 1, resumed: 3});
});

test('what is done is waited for all the same', async () => {
  const made = await failed();
  await made.run(made.plan('apply'), {resume: true});
  expect(made.story).toEqual(expect.arrayContaining(['resource.ready db', 'resource.ready web']));
  const {resources} = await made.state();
  expect(Object.values(resources).map(({status}) => status)).toEqual(['applied', 'applied', 'applied']);
});

test('without --resume, everything is done again', async () => {
  const made = await failed();
  await made.run(made.plan('apply'));
  expect(applied(made)).toEqual(['base', 'echo once', 'db', 'web']);
  expect(told(made)).toBeUndefined();
});

test('an apply that went through leaves nothing to resume, and says so', async () => {
  const made = await failed();
  await made.run(made.plan('apply'), {resume: true});
  expect(await journalOf(made)).toBeUndefined();
  made.tools.ran.length = 0;
  made.events.length = 0;
  expect(await made.run(made.plan('apply'), {resume: true})).toMatchObject({outcome: 'succeeded'});
  expect(applied(made)).toEqual(['base', 'echo once', 'db', 'web']);
  expect(made.events[1]).toMatchObject({type: 'warning', message: expect.stringMatching(/^nothing to resume: /)});
});

test('a file that changed takes along what comes after it, in its own phase and in later ones', async () => {
  const made = await failed();
  await writeFile(join(made.dir, 'db.m.yaml'), `${deployment('db')}spec: {replicas: 2}\n`);
  await made.run(made.plan('apply'), {resume: true});
  expect(applied(made)).toEqual(['db', 'web']);
  expect(told(made)?.again).toEqual([{step: 'db.manifests', reason: 'db.m.yaml changed'}]);

  const other = await failed();
  await writeFile(join(other.dir, 'base.m.yaml'), `${configMap('base')}data: {a: b}\n`);
  await other.run(other.plan('apply'), {resume: true});
  expect(applied(other)).toEqual(['base', 'echo once', 'db', 'web']);
  expect(told(other)?.again).toEqual([
    {step: 'base.manifests', reason: 'base.m.yaml changed'},
    {step: 'base.note', reason: 'comes after base.manifests'},
    {step: 'db.manifests', reason: 'comes after phase infra'},
  ]);
});

test('an object that is gone is applied again', async () => {
  const made = await failed();
  made.reader.remove({apiVersion: 'apps/v1', kind: 'Deployment', metadata: {namespace: 'default', name: 'db'}});
  await made.run(made.plan('apply'), {resume: true});
  expect(applied(made)).toEqual(['db', 'web']);
  expect(told(made)?.again).toEqual([{step: 'db.manifests', reason: 'deployment/db is gone'}]);
});

test('when its namespace is gone, so is what a script did in it', async () => {
  const made = await failed();
  made.reader.remove({apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'default'}});
  await made.run(made.plan('apply'), {resume: true});
  expect(told(made)?.again[0]).toEqual({step: 'base.manifests', reason: 'namespace/default is gone'});
  expect(applied(made)).toEqual(['base', 'echo once', 'db', 'web']);
});

test('a run that was cut off is resumed as far as it came, and says that it was', async () => {
  const made = await scene();
  const held = made.tools.hold(/apply .*web\.m/);
  const death = new AbortController();
  const dead = made.run(made.plan('apply'), {}, {kill: death.signal});
  await held.started;
  // What a killed process leaves behind: its files as they are at this moment.
  const path = journalPath(made.project.stateDir, 'test', made.project.file);
  const left = await readFile(path);
  death.abort();
  await dead;
  held.release();
  await writeFile(path, left);
  made.tools.ran.length = 0;
  made.events.length = 0;
  expect(await made.run(made.plan('apply'), {resume: true})).toMatchObject({
    outcome: 'succeeded',
    succeeded: ['web.manifests'],
  });
  expect(told(made)).toMatchObject({outcome: 'cut off', done: [{}, {}, {}]});
});

test('a second failure is resumed from both', async () => {
  const made = await failed(2);
  expect(await made.run(made.plan('apply'), {resume: true})).toMatchObject({outcome: 'failed'});
  const before = (await journalOf(made))!;
  expect([...before.steps.keys()]).toEqual(['base.manifests', 'base.note', 'db.manifests']);
  expect(before.end).toMatchObject({outcome: 'failed'});
});

test('another cluster behind the context: nothing is kept', async () => {
  const made = await failed();
  const session = made.session({identity: 'uid-of-another-cluster'});
  await made.run(made.plan('apply'), {resume: true, newCluster: true}, {session});
  expect(applied(made)).toEqual(['base', 'echo once', 'db', 'web']);
  expect(made.events).toContainEqual(
    expect.objectContaining({type: 'warning', message: expect.stringMatching(/another cluster/)}),
  );
});

test('destroy makes the journal untrue; restart leaves it', async () => {
  const made = await failed();
  await made.run(made.plan('restart', ['db']));
  expect(await journalOf(made)).toBeDefined();
  await made.run(made.plan('destroy', ['web']));
  expect(await journalOf(made)).toBeUndefined();
});

test('a dry run shows what is left to do, and leaves the journal as it is', async () => {
  const made = await failed();
  const before = await journalOf(made);
  await made.run(made.plan('apply'), {resume: true}, {session: made.session({dryRun: true})});
  expect(made.events.filter(({type}) => type === 'step.started')).toMatchObject([{step: 'web.manifests'}]);
  expect(await journalOf(made)).toEqual(before);
});

test('a context that points at another cluster is refused until that is meant; then the old record goes', async () => {
  const made = await failed();
  const session = made.session({identity: 'uid-of-another-cluster'});
  await expect(made.run(made.plan('apply', ['db']), {}, {session})).rejects.toMatchObject({code: 'KF930'});
  expect(made.events).toEqual([]);
  await made.run(made.plan('apply', ['db']), {newCluster: true}, {session});
  const {clusters} = await openStateStore({dir: made.project.stateDir, clock: made.clock}).read();
  expect(clusters['test']).toMatchObject({identity: 'uid-of-another-cluster', resources: {db: {}}});
  expect(Object.keys(clusters['test']!.resources)).toEqual(['db']);
});
