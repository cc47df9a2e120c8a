import {readdir, readFile, utimes, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {openStateStore} from '../../src/state/open-state-store.js';
import {fakeClock, temporary} from './temporary.js';

/** As kflow-py 1.2.2 writes it (state.py): `json.dumps(data, indent=2)`. */
const v1 = `${JSON.stringify(
  {
    version: 1,
    clusters: {
      default: {
        resources: {
          web: {
            phase: 'apps',
            namespace: 'shop',
            status: 'applied',
            last_operation: 'restart',
            last_applied: '2026-05-01T10:00:00Z',
            last_restart: '2026-05-02T10:00:00Z',
            helm_release: 'web',
            steps: {
              manifests: {
                kind: 'manifest',
                manifests: {'/k/web.yaml': '0123456789abcdef', 'https://example.com/x.yaml': null},
              },
              chart: {kind: 'helm', release: 'web'},
              overlay: {kind: 'kustomize', path: '/k/overlay'},
              rolled: {kind: 'rollout-wait'},
              image: {kind: 'docker-build', tag: 'web:1'},
              custom: {kind: 'runner', class: 'Migrate'},
              creds: {kind: 'secret', name: 'creds'},
            },
          },
          old: {
            phase: '__default__',
            namespace: 'shop',
            status: 'destroyed',
            last_operation: 'destroy',
            last_applied: '2026-04-01T10:00:00Z',
            last_destroy: '2026-04-02T10:00:00Z',
            steps: {},
          },
          restartedOnly: {last_operation: 'restart'},
        },
      },
      'kind-dev': {resources: {}},
    },
  },
  undefined,
  2,
)}\n`;

const step = (kind: string, rest: object = {}): object => ({
  kind,
  outcome: 'succeeded',
  at: '2026-05-01T10:00:00Z',
  ...rest,
});
const migrated = {
  default: {
    resources: {
      web: {
        phase: 'apps',
        namespace: 'shop',
        status: 'applied',
        lastOperation: 'restart',
        lastOperationAt: '2026-05-02T10:00:00Z',
        lastApplied: '2026-05-01T10:00:00Z',
        steps: {
          manifests: step('manifests', {manifests: {'/k/web.yaml': 'sha256-16:0123456789abcdef'}}),
          chart: step('helm', {release: {name: 'web', namespace: 'shop'}}),
          overlay: step('kustomize'),
          rolled: step('rolloutWait'),
          image: step('dockerBuild'),
          custom: step('runner', {class: 'Migrate'}),
          creds: step('secret'),
        },
      },
      old: {
        phase: 'default',
        namespace: 'shop',
        status: 'destroyed',
        lastOperation: 'destroy',
        lastOperationAt: '2026-04-02T10:00:00Z',
        lastApplied: '2026-04-01T10:00:00Z',
        steps: {},
      },
      restartedOnly: {
        phase: 'default',
        namespace: 'default',
        status: 'applied',
        lastOperation: 'restart',
        lastOperationAt: '2026-06-01T00:00:00.000Z',
        steps: {},
      },
    },
  },
  'kind-dev': {resources: {}},
};

async function kflowPy(): Promise<string> {
  const dir = await temporary();
  const path = join(dir, 'state.json');
  await writeFile(path, v1);
  await utimes(path, new Date('2026-06-01T00:00:00Z'), new Date('2026-06-01T00:00:00Z'));
  return dir;
}

test('reading migrates in memory and leaves the file alone', async () => {
  const dir = await kflowPy();
  const store = openStateStore({dir, clock: fakeClock()});
  expect(await store.read()).toEqual({version: 2, clusters: migrated});
  expect(await readFile(store.path, 'utf8')).toBe(v1);
  expect(await readdir(dir)).toEqual(['state.json']);
});

test('the first write keeps a copy of the old file; every section keeps its name', async () => {
  const dir = await kflowPy();
  const store = openStateStore({dir, clock: fakeClock()});
  await store.recordIdentity('prod', 'uid');
  expect(JSON.parse(await readFile(store.path, 'utf8'))).toEqual({
    version: 2,
    clusters: {...migrated, prod: {identity: 'uid', resources: {}}},
  });
  expect(await readFile(`${store.path}.kflow-py`, 'utf8')).toBe(v1);
  await store.recordIdentity('prod', 'uid2');
  expect(await readdir(dir)).toEqual(['state.json', 'state.json.kflow-py']);
});

test('a second old file does not overwrite the copy of the first', async () => {
  const dir = await kflowPy();
  await writeFile(join(dir, 'state.json.kflow-py'), 'an earlier one');
  const store = openStateStore({dir, clock: fakeClock()});
  await store.recordIdentity('prod', 'uid');
  expect(await readFile(`${store.path}.kflow-py`, 'utf8')).toBe('an earlier one');
  expect(await readFile(`${store.path}.kflow-py-20310102T030405006Z`, 'utf8')).toBe(v1);
});

test('what kflow-py writes into a file of version 2 is taken over, entry by entry', async () => {
  const dir = await temporary();
  const ours = {
    phase: 'apps',
    namespace: 'shop',
    status: 'failed',
    lastOperation: 'apply',
    lastOperationAt: '2026-05-01T10:00:00Z',
    lastApplied: '2026-05-01T09:00:00Z',
    steps: {a: {kind: 'script', outcome: 'failed', at: '2026-05-01T10:00:00Z', error: 'no'}},
  };
  const theirs = {last_operation: 'restart', last_restart: '2026-05-02T10:00:00Z'};
  const resources = {both: {...ours, ...theirs}, ours, theirs};
  await writeFile(
    join(dir, 'state.json'),
    JSON.stringify({version: 2, clusters: {prod: {identity: 'uid', resources}}}),
  );
  const store = openStateStore({dir, clock: fakeClock()});
  const restarted = {lastOperation: 'restart', lastOperationAt: '2026-05-02T10:00:00Z'};
  expect(await store.cluster('prod')).toEqual({
    identity: 'uid',
    resources: {
      both: {...ours, ...restarted},
      ours,
      theirs: {phase: 'default', namespace: 'default', status: 'applied', ...restarted, steps: {}},
    },
  });
});
