import {expect, test} from '@jest/globals';
import type {ApiTransport} from '../../src/cluster/transport/api-transport.js';
import {Discovery} from '../../src/cluster/read/discovery.js';
import {ReadError} from '../../src/cluster/read/read-error.js';

/** Answers paths with documents, and remembers which were asked for. */
function transport(documents: {[path: string]: unknown}): {transport: ApiTransport; asked: string[]} {
  const asked: string[] = [];
  return {
    asked,
    transport: {
      async get({path}) {
        asked.push(path);
        if (path in documents) return JSON.stringify(documents[path]);
        throw new ReadError({status: path.includes('broken') ? 503 : 404, reason: 'x', message: 'x'});
      },
      stream: () => Promise.reject(new Error('no streams')),
      close: async () => undefined,
    },
  };
}

const kind = (
  resource: string,
  name: string,
  singular: string,
  shortNames: string[],
  scope = 'Namespaced',
): object => ({
  ...{resource, scope, shortNames, singularResource: singular, verbs: ['get', 'list', 'watch']},
  responseKind: {group: '', version: '', kind: name},
});
const aggregated = (items: object[]): object => ({
  kind: 'APIGroupDiscoveryList',
  apiVersion: 'apidiscovery.k8s.io/v2',
  items,
});
const core = aggregated([
  {
    metadata: {},
    versions: [
      {
        version: 'v1',
        resources: [
          kind('events', 'Event', 'event', ['ev']),
          kind('namespaces', 'Namespace', 'namespace', ['ns'], 'Cluster'),
        ],
      },
    ],
  },
]);
const deployments = kind('deployments', 'Deployment', 'deployment', ['deploy']);
const groups = aggregated([
  {metadata: {name: 'apps'}, versions: [{version: 'v1', resources: [deployments]}]},
  {
    metadata: {name: 'events.k8s.io'},
    versions: [{version: 'v1', resources: [kind('events', 'Event', 'event', ['ev'])]}],
  },
  {
    metadata: {name: 'example.com'},
    versions: [
      {version: 'v2', resources: []},
      {version: 'v1', resources: [kind('widgets', 'Widget', '', [])]},
    ],
  },
]);
const plain = {
  '/api': {kind: 'APIVersions', versions: ['v1']},
  '/apis': {
    kind: 'APIGroupList',
    groups: [
      {name: 'broken.example.com', versions: [{version: 'v1'}], preferredVersion: {version: 'v1'}},
      {name: 'apps', versions: [{version: 'v1beta1'}, {version: 'v1'}], preferredVersion: {version: 'v1'}},
    ],
  },
  '/api/v1': {
    resources: [
      {name: 'namespaces', kind: 'Namespace', namespaced: false, verbs: ['get'], singularName: '', shortNames: ['ns']},
    ],
  },
  '/apis/apps/v1': {
    resources: [
      {
        name: 'deployments',
        kind: 'Deployment',
        namespaced: true,
        verbs: ['get'],
        singularName: 'deployment',
        shortNames: ['deploy'],
      },
      {name: 'deployments/scale', kind: 'Scale', namespaced: true, verbs: ['get']},
    ],
  },
  '/apis/apps/v1beta1': {
    resources: [
      {name: 'deployments', kind: 'Deployment', namespaced: true, verbs: ['get'], singularName: 'deployment'},
    ],
  },
};

const deployment = {group: 'apps', version: 'v1', kind: 'Deployment', plural: 'deployments', namespaced: true};
const names = [
  'Deployment',
  'deployment',
  'DEPLOYMENTS',
  'deploy',
  'deployment.apps',
  'deployments.v1.apps',
  'Deploy.apps',
];

test.each(names)('%s is found in one round of two requests', async (name) => {
  const {transport: one, asked} = transport({'/api': core, '/apis': groups});
  expect(await new Discovery(one).resolve(name)).toEqual(deployment);
  expect(asked).toEqual(['/api', '/apis']);
});

test.each(names)('%s is found in plain discovery, beside a group that is down', async (name) => {
  const {transport: one} = transport(plain);
  expect(await new Discovery(one).resolve(name)).toEqual(deployment);
});

test('plain discovery asks only for the group that is asked for, once', async () => {
  const {transport: one, asked} = transport(plain);
  const discovery = new Discovery(one);
  await discovery.resolve('Deployment', 'apps');
  await discovery.resolve('deploy', 'apps');
  expect(asked).toEqual(['/api', '/apis', '/apis/apps/v1', '/apis/apps/v1beta1']);
  expect(await discovery.resolve('namespace')).toMatchObject({group: '', namespaced: false});
  expect(await discovery.resolve('scale')).toBeUndefined();
});

test('the core group goes first, a group that is named is kept to, and any version will do', async () => {
  const discovery = new Discovery(transport({'/api': core, '/apis': groups}).transport);
  expect(await discovery.resolve('event')).toMatchObject({group: ''});
  expect(await discovery.resolve('event', 'events.k8s.io')).toMatchObject({group: 'events.k8s.io'});
  expect(await discovery.resolve('events.events.k8s.io')).toMatchObject({group: 'events.k8s.io'});
  expect(await discovery.resolve('Widget')).toMatchObject({group: 'example.com', version: 'v1'});
  expect(await discovery.resolve('Deployment', '')).toBeUndefined();
});

test('before a kind is said not to be served, the server is asked again, once', async () => {
  const documents: {[path: string]: unknown} = {'/api': core, '/apis': aggregated([])};
  const {transport: one, asked} = transport(documents);
  const discovery = new Discovery(one);
  expect(await discovery.resolve('namespace')).toBeDefined();
  documents['/apis'] = groups;
  expect(await discovery.resolve('widgets')).toMatchObject({kind: 'Widget'});
  expect(asked).toHaveLength(4);
  expect(await discovery.resolve('gadgets')).toBeUndefined();
  expect(asked).toHaveLength(6);
});

test('a failure is not remembered', async () => {
  const documents: {[path: string]: unknown} = {'/api': core};
  const discovery = new Discovery(transport(documents).transport);
  await expect(discovery.resolve('deploy')).rejects.toBeInstanceOf(ReadError);
  documents['/apis'] = groups;
  expect(await discovery.resolve('deploy')).toEqual(deployment);
});
