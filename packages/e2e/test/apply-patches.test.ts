import {afterAll, beforeAll, expect, test} from '@jest/globals';
import {builtInObjects, foreignEdits} from '../harness/built-in-objects.js';
import {Project} from '../harness/project.js';

/**
 * kflow lets kubectl work out patches from its own types instead of from the API server's OpenAPI documents (see kubectl-apply.ts in
 * packages/exec): 15 times faster. Here both ways are gone with real objects of every kind for which it does so: applied, changed by others,
 * applied again with list items and fields changed, added, moved and removed. What comes out has to be the same.
 */
const ways = {openapi: [], types: ['--openapi-patch=false']} as const;
const project = new Project();
const namespaceOf = (way: string): string => `${project.namespace}-${way}`;
const found: {[way: string]: Map<string, object>} = {};

beforeAll(async () => {
  for (const [way, flags] of Object.entries(ways)) {
    const namespace = namespaceOf(way);
    const named = (text: string): string => text.replaceAll('NAMESPACE', namespace);
    project.write({
      [`${way}/before.yaml`]: named(builtInObjects.map(({before}) => before).join('---\n')),
      [`${way}/after.yaml`]: named(builtInObjects.map(({after}) => after).join('---\n')),
    });
    await project.kubectl('create', 'namespace', namespace);
    await project.kubectl('apply', '-n', namespace, '-f', `${way}/before.yaml`);
    for (const {object, patch} of foreignEdits) {
      await project.kubectl('patch', named(object), '-n', namespace, '--type=strategic', '-p', JSON.stringify(patch));
    }
    await project.kubectl('apply', '-n', namespace, '-f', `${way}/after.yaml`, ...flags);
    const {items} = JSON.parse(await project.kubectl('get', '-n', namespace, '-f', `${way}/after.yaml`, '-o', 'json'));
    found[way] = new Map(
      items.map((item: any) => [
        `${item.apiVersion}/${item.kind}`,
        JSON.parse(JSON.stringify(comparable(item)).replaceAll(namespace, 'NAMESPACE')),
      ]),
    );
  }
}, 180_000);

afterAll(async () => {
  for (const way of Object.keys(ways)) {
    await project.kubectl(
      'delete',
      '--wait=false',
      '--ignore-not-found',
      '-n',
      namespaceOf(way),
      '-f',
      `${way}/after.yaml`,
    );
    await project.kubectl('delete', 'namespace', '--wait=false', '--ignore-not-found', namespaceOf(way));
  }
  project.remove();
});

test.each(builtInObjects.map(({kind}) => kind))('%s comes out the same', (kind) => {
  const [openapi, types] = [found['openapi']!.get(kind), found['types']!.get(kind)];
  expect(openapi).toBeDefined();
  expect(types).toEqual(openapi);
});

test('the edits of others that the second apply does not mention are still there, and what it removed is gone', () => {
  const deployment: any = found['types']!.get('apps/v1/Deployment');
  const {containers} = deployment.spec.template.spec;
  expect(containers.map(({name}: {name: string}) => name).toSorted()).toEqual(['app', 'injected']);
  const app = containers.find(({name}: {name: string}) => name === 'app');
  expect(app.env.map(({name}: {name: string}) => name).toSorted()).toEqual(['A', 'C', 'FOREIGN']);
  expect(deployment.spec.strategy).toEqual({type: 'Recreate'});
});

test('a third apply, of the same, finds the same to do either way', async () => {
  const [openapi, types] = await Promise.all(
    Object.entries(ways).map(([way, flags]) =>
      project.kubectl('apply', '-n', namespaceOf(way), '-f', `${way}/after.yaml`, ...flags),
    ),
  );
  expect(types!.replaceAll(namespaceOf('types'), 'NAMESPACE')).toEqual(
    openapi!.replaceAll(namespaceOf('openapi'), 'NAMESPACE'),
  );
});

/** What the API server and controllers make up anew for every object, at their own time. */
const made = new Set([
  ...[
    'uid',
    'resourceVersion',
    'creationTimestamp',
    'managedFields',
    'generation',
    'status',
    'nodeName',
    'clusterIP',
    'clusterIPs',
  ],
  ...['deployment.kubernetes.io/revision', 'autoscaling.alpha.kubernetes.io/conditions'],
  ...['controller-uid', 'batch.kubernetes.io/controller-uid'],
]);

function comparable(object: object): object {
  return JSON.parse(JSON.stringify(object), (key, value) => (made.has(key) ? undefined : value));
}
