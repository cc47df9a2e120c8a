import {gzipSync} from 'node:zlib';
import {expect, test} from '@jest/globals';
import {settle} from '../cluster/held-clock.js';
import {Scene} from '../operations/scene.js';

// Releases that a helm left pending. helm-recovery.test.ts of the end-to-end tests has real ones.

const chart = {'chart/Chart.yaml': 'apiVersion: v2\nname: chart\nversion: 1.0.0\n'};
const deployed = {stdout: 'NAME: web\nSTATUS: deployed\nREVISION: 2\n'};
const busy = {
  exitCode: 1,
  stderr: 'Error: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress\n',
};
const lost = {
  exitCode: 1,
  stderr:
    'Error: UPGRADE FAILED: create: failed to create: Post "https://10.0.0.1/api": read: connection reset by peer\n',
};
const noRepo = {
  exitCode: 1,
  stderr:
    'Error: looks like "https://charts.example.com" is not a valid chart repository or cannot be reached: failed to fetch https://charts.example.com/index.yaml : 503 Service Unavailable\n',
};

/** Revision 2 of the release, as helm has it while it is at it. */
function record(scene: Scene, ago = 0) {
  const last_deployed = new Date(scene.clock.now() - ago).toISOString();
  const text = `{"name":"web","info":{"first_deployed":"","last_deployed":"${last_deployed}","deleted":"","description":"Preparing upgrade","status":"pending-upgrade"},"version":2}`;
  const release = Buffer.from(gzipSync(text).toString('base64')).toString('base64');
  const metadata = {
    name: 'sh.helm.release.v1.web.v2',
    namespace: 'default',
    uid: 'uid-record',
    labels: {status: 'pending-upgrade'},
  };
  return {apiVersion: 'v1', kind: 'Secret', metadata, data: {release}};
}

async function release(answers: (() => object)[]): Promise<Scene> {
  const scene = await Scene.of({web: 'namespace: default\nhelm: {chart: ./chart}'}, chart);
  scene.tools.answer(/^helm upgrade/, () => (answers.length > 1 ? answers.shift()! : answers[0]!)());
  scene.tools.answer(/^helm status/, {stdout: '{"name":"web","version":2,"info":{"status":"pending-upgrade"}}'});
  scene.tools.answer(/^kubectl replace/, () => {
    scene.reader.remove(record(scene));
    return {stdout: 'secret/sh.helm.release.v1.web.v2 replaced\n'};
  });
  scene.tools.answer(/^helm get manifest/, {stdout: ''});
  return scene;
}

/** Runs an apply to its end, while the clock goes on as far as anybody waits for it. */
async function applied(scene: Scene) {
  let over = false;
  const report = scene.run(scene.plan('apply')).finally(() => (over = true));
  while (!over) {
    await settle();
    await scene.clock.advance(1);
  }
  const ran = scene.tools.ran.filter((line) => /upgrade|replace/.test(line)).map((line) => line.split(' ')[1]);
  return {report: await report, ran, said: JSON.stringify(scene.events)};
}

test('a helm that lost its connection while it made its record is not waited for', async () => {
  const scene = await release([
    () => {
      scene.reader.put(record(scene));
      return lost;
    },
    () => busy,
    () => deployed,
  ]);
  const {report, ran, said} = await applied(scene);
  expect(report.outcome).toBe('succeeded');
  expect(ran).toEqual(['upgrade', 'upgrade', 'replace', 'upgrade']);
  expect(said).toMatch(/left pending-upgrade at revision 2 by a helm that lost its connection/);
  expect(said).not.toMatch(/another helm may be at work/);
});

test('a helm that could not write its last record, and said that all is well, is run again', async () => {
  const scene = await release([
    () => {
      scene.reader.put(record(scene));
      return deployed;
    },
    () => deployed,
  ]);
  const {report, ran, said} = await applied(scene);
  expect(report.outcome).toBe('succeeded');
  expect(ran).toEqual(['upgrade', 'replace', 'upgrade']);
  expect(said).toMatch(/helm could not write down that release web is deployed: trying again/);
});

test('one that never can is a failure', async () => {
  const scene = await release([
    () => {
      scene.reader.put(record(scene));
      return deployed;
    },
  ]);
  const {report} = await applied(scene);
  expect(report.failed).toMatchObject([
    {error: {code: 'KF733', message: expect.stringMatching(/could not write down that release web is deployed/)}},
  ]);
});

test.each([
  ['began before this run', 10_000, lost],
  ['began while this run had no chart', 0, noRepo],
])('what another helm %s is its own: waited for, and then a failure', async (_, ago, first) => {
  const scene = await release([
    () => {
      scene.reader.put(record(scene, ago));
      return first;
    },
    () => busy,
  ]);
  const {report, ran, said} = await applied(scene);
  expect(report.failed).toMatchObject([{error: {code: 'KF733'}}]);
  expect(ran).toEqual(['upgrade', 'upgrade']);
  expect(said).toMatch(/another helm may be at work on it: trying again/);
});
