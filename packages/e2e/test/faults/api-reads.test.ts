import {afterEach, expect, test} from '@jest/globals';
import {answers} from '../../harness/api-faults.js';
import type {Fault} from '../../harness/api-faults.js';
import {FaultScene} from '../../harness/fault-scene.js';
import type {Client, SeenRequest} from '../../harness/fault-proxy.js';

let scene: FaultScene;
afterEach(() => scene.close());

const reads =
  (client: Client, path: RegExp) =>
  (request: SeenRequest): boolean =>
    request.client === client && request.method === 'GET' && path.test(request.path);

/** What kubectl and helm read, of which the one or the other is in each apply: how an object is, what the server knows, what the release is. */
const everyRead = [
  reads('kubectl', /\/openapi\/v3/),
  reads('kubectl', /\/configmaps\/conf/),
  reads('kubectl', /\/deployments\/web/),
  reads('helm', /\/secrets\?/),
  reads('helm', /\/configmaps\/rel/),
];

/** The first read of each path by kflow, and of each watch beside its list. */
function firstReads(): (request: SeenRequest) => boolean {
  const known = new Set<string>();
  return ({client, path, isWatch}) => {
    const key = `${path.replace(/\?.*/, '')} ${isWatch}`;
    if (client !== 'kflow' || known.has(key)) return false;
    known.add(key);
    return true;
  };
}

const cases: [string, Fault][] = [
  ['429 with Retry-After', answers.busy],
  ['429 without', answers.busyWithoutWord],
  ['500', answers.internal],
  ['etcdserver: leader changed', answers.leaderChanged],
  ['503 of a load balancer', answers.balancer],
  ['504', answers.timeout],
  ['a connection that is reset', 'refuse'],
  ['a connection that is drained', 'drain'],
  ['half an answer', 'tear'],
];

test.each(cases)(
  'reads of kubectl and helm, and reads and watches of kflow, meet a fault at first: %s',
  async (_, fault) => {
    scene = await FaultScene.open();
    await scene.make();
    // Slow enough that it has to be watched.
    scene.want('2', 2, '1500ms');
    for (const when of everyRead) scene.proxy.inject({when, fault});
    scene.proxy.inject({when: firstReads(), fault, times: Infinity});
    const {code, stderr} = await scene.apply();
    expect(code === 0 ? 'it went through' : stderr).toBe('it went through');
    expect(scene.proxy.injected.filter(({client}) => client !== 'kflow')).toHaveLength(everyRead.length);
    const met = scene.proxy.injected.map(({path, isWatch}) => `${isWatch ? 'watch' : 'read'} ${path}`).join('\n');
    for (const read of [
      /^read \/version/m,
      /^read .*\/namespaces\/kube-system/m,
      /^read .*\/deployments\?/m,
      /^watch .*\/deployments/m,
    ])
      expect(met).toMatch(read);
    expect(await scene.found()).toEqual({conf: '2', rel: '2', replicas: '2/2', status: 'deployed'});
  },
);
