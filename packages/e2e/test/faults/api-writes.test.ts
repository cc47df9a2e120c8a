import {describe, expect, test} from '@jest/globals';
import {answers} from '../../harness/api-faults.js';
import type {Fault} from '../../harness/api-faults.js';
import {FaultScene} from '../../harness/fault-scene.js';
import type {SeenRequest} from '../../harness/fault-proxy.js';
import type {HelmMajor} from '../../harness/sandbox.js';

// Most of their time the tests wait for another try: they run beside each other.

type Match = (request: SeenRequest) => boolean;

const writes =
  (client: SeenRequest['client'], path: RegExp): Match =>
  (request) =>
    request.client === client && /^(?:POST|PATCH|PUT)$/.test(request.method) && path.test(request.path);

/** What an apply writes: the two objects of kubectl, helm's record, its object, and its last word on the record. */
const changes = [
  writes('kubectl', /\/configmaps/),
  writes('kubectl', /\/deployments/),
  writes('helm', /\/secrets$/),
  writes('helm', /\/configmaps/),
  writes('helm', /\/secrets\/sh\.helm/),
];
const creations = [writes('kubectl', /\/namespaces\?/), ...changes];

type Case = [name: string, fault: Fault, quiet?: readonly string[]];

const cases: Case[] = [
  // client-go comes again by itself, and kubectl after a conflict, and they say nothing.
  ['429 with Retry-After', answers.busy, ['web.manifests', 'rel.helm']],
  ['429 without', answers.busyWithoutWord],
  ['500', answers.internal],
  ['etcdserver: leader changed', answers.leaderChanged],
  ['etcdserver: request timed out', answers.etcdTimeout],
  ['503', answers.unavailable],
  ['503 of a load balancer', answers.balancer],
  ['504', answers.timeout],
  ['409, the object has been modified', answers.conflict, ['web.manifests']],
  ['a connection that is reset', 'refuse'],
  ['a connection that is drained', 'drain'],
  ['half an answer', 'tear'],
  ['an answer that is lost', 'lose'],
];

/** Those that helm and kubectl tell of in words of their own when they make something. */
const ofCreation = new Set(['etcdserver: leader changed', '503', 'an answer that is lost']);
const few = cases.filter(([name]) => ofCreation.has(name));

describe.each<[title: string, helm: HelmMajor, isMade: boolean, writes: Match[], cases: Case[]]>([
  ['change, helm 4', 4, true, changes, cases],
  ['creation, helm 4', 4, false, creations, few.slice(-1)],
  ['creation, helm 3', 3, false, creations, few],
])('every write of a %s, meets a fault once', (_, helm, isMade, of, cases) => {
  test.concurrent.each(cases)('%s', (_, fault, quiet = []) =>
    FaultScene.during(helm, async (scene) => {
      if (isMade) await scene.make();
      scene.want('2', 2);
      for (const when of of) scene.proxy.inject({when, fault});
      const {code, stderr} = await scene.apply();
      expect(code === 0 ? 'it went through' : stderr).toBe('it went through');
      expect(scene.proxy.injected).toHaveLength(of.length);
      for (const step of ['web.manifests', 'rel.helm'].filter((step) => !quiet.includes(step)))
        expect(stderr).toMatch(new RegExp(`${step} .*: trying again`));
      expect(await scene.found()).toEqual({conf: '2', rel: '2', replicas: '2/2', status: 'deployed'});
    }),
  );
});
