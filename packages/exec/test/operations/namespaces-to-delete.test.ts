import {expect, test} from '@jest/globals';
import {namespacesToDelete} from '../../src/operations/namespaces/namespaces-to-delete.js';
import {Scene} from './scene.js';

const all = ['a', 'b'];

test.each([
  ['of each destroyed resource', 'namespace: x', 'namespace: y', all, ['x', 'y']],
  ['each once', 'namespace: x', 'namespace: x', all, ['x']],
  [
    'of its steps, too',
    'namespace: x\nsteps: [{name: s, namespace: z, manifests: [m.yaml]}]',
    'namespace: y',
    all,
    ['x', 'z', 'y'],
  ],
  ['never default', 'namespace: default', '', all, []],
  ["never Kubernetes' own", 'namespace: kube-system', 'namespace: kube-public', all, []],
  ['not what it keeps', 'namespace: x\nkeepNamespace: true', 'namespace: y', all, ['y']],
  ['not what another keeps', 'namespace: x', 'namespace: x\nkeepNamespace: true', all, []],
  ['not what another outside of the run keeps', 'namespace: x', 'namespace: x\nkeepNamespace: true', ['a'], []],
  ['not what another outside of the run uses', 'namespace: x', 'namespace: x', ['a'], []],
  [
    "not what another's step outside of the run uses",
    'namespace: x',
    'namespace: y\nsteps: [{name: s, namespace: x, manifests: [m.yaml]}]',
    ['a'],
    [],
  ],
  ['what another outside of the run does not use', 'namespace: x', 'namespace: y', ['a'], ['x']],
])('%s', async (_, a, b, destroyed, expected) => {
  const workloads = 'workloads: [deployment/d]';
  const scene = await Scene.of({a: `${a}\n${workloads}`, b: `${b}\n${workloads}`}, {'m.yaml': 'a: 1\n'});
  expect(namespacesToDelete(scene.project, new Set(destroyed))).toEqual(expected);
});
