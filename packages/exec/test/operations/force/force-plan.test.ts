import {expect, test} from '@jest/globals';
import {forcePlan} from '../../../src/operations/force/force-plan.js';
import type {KubeObject} from '../../../src/ports/cluster-reader.js';
import {object} from '../../cluster/objects.js';

function going(apiVersion: string, kind: string, name: string, ...finalizers: string[]): KubeObject {
  const given = object(apiVersion, kind, name);
  return {...given, metadata: {...given.metadata, uid: `${kind}-${name}`, deletionTimestamp: 'now', finalizers}};
}

const commands = (...left: Parameters<typeof forcePlan>[0]) => forcePlan(left).map(({args}) => args.join(' '));

test('takes finalizers off, and says what that leaves behind', () => {
  const [action] = forcePlan([{object: going('longhorn.io/v1beta2', 'Volume', 'v', 'longhorn.io'), holds: []}]);
  expect(action?.args).toEqual([
    ...['patch', 'volume.v1beta2.longhorn.io', 'v', '--namespace', 'shop', '--type=merge', '-p'],
    '{"metadata":{"finalizers":null}}',
  ]);
  expect(action?.told).toBe(
    'forced: took finalizer longhorn.io off volume.longhorn.io/v in namespace shop; this may leave behind volume data on the nodes',
  );
});

test('nothing that is not being deleted is touched', () => {
  const kept = object('v1', 'ConfigMap', 'c');
  const held = {...kept, metadata: {...kept.metadata, finalizers: ['example.com/hold']}};
  expect(commands({object: held, holds: [{text: '', below: [object('v1', 'Pod', 'p')]}]})).toEqual([]);
});

test('what waits for others is left to Kubernetes; those others are forced, pods without grace', () => {
  const pod = going('v1', 'Pod', 'web-1', 'example.com/pod');
  const web = going('apps/v1', 'Deployment', 'web', 'foregroundDeletion', 'example.com/hold');
  expect(commands({object: web, holds: [{finalizer: 'foregroundDeletion', text: '', below: [pod]}]})).toEqual([
    'patch pod web-1 --namespace shop --type=merge -p {"metadata":{"finalizers":null}}',
    'delete pod web-1 --namespace shop --grace-period=0 --force --ignore-not-found --wait=false',
    'patch deployment.v1.apps web --namespace shop --type=merge -p {"metadata":{"finalizers":["foregroundDeletion"]}}',
  ]);
});

test('each object once, however many wait for it', () => {
  const pod = going('v1', 'Pod', 'p');
  const wait = {text: '', below: [pod]};
  expect(commands({object: pod, holds: [wait, wait]})).toHaveLength(1);
});
