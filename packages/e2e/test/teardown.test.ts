import {afterEach, expect, test} from '@jest/globals';
import {events} from '../harness/events.js';
import {Project} from '../harness/project.js';
import {configMap, deployment, resource, rootConfig} from '../harness/yaml.js';

let project: Project;
afterEach(() => project.remove());

/** A Deployment whose pods something holds when they are deleted. */
const heldPods = (name: string) =>
  deployment(name, {replicas: 2}).replace('      labels:', '      finalizers: [example.com/pod]\n      labels:');

/** A definition of its own for each project, and an object of it. */
const group = () => `${project.namespace}.example.org`;
const definition = () => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.${group()}}
spec:
  group: ${group()}
  names: {kind: Widget, plural: widgets}
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
`;
const widget = (finalizer: string) => `apiVersion: ${group()}/v1
kind: Widget
metadata: {name: w, namespace: NS, finalizers: [${finalizer}]}
`;

const finalError = (stdout: string) =>
  events(stdout).find((event) => event.type === 'resource.failed')?.error as {
    code: string;
    message: string;
    remaining?: any[];
  };

test('a Deployment is gone when its pods are; those that do not go are named, and nothing below begins', async () => {
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/db.yaml': resource('db', 'db.yaml'),
    'resources/web.yaml': resource('web', 'web.yaml', 'dependsOn: [db]'),
    'manifests/db.yaml': configMap('db'),
    'manifests/web.yaml': heldPods('web'),
  });
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  const {code, stdout} = await project.kflow('destroy', '--yes', '--timeout', '2', '--json');
  expect(code).toBe(1);
  const error = finalError(stdout);
  expect(error.code).toBe('KF812');
  expect(error.message).toMatch(
    /deployment\/web in namespace \S+ is being deleted and waits for pod\/web-\S+ \(finalizer example\.com\/pod\), pod\/web-/,
  );
  expect(error.remaining).toMatchObject([
    {object: 'deployment/web', finalizers: ['foregroundDeletion'], holds: [{finalizer: 'foregroundDeletion'}]},
  ]);
  expect(events(stdout).some((event) => event.type === 'step.started' && event.step === 'db.manifests')).toBe(false);
  expect(await project.exists('configmap/db')).toBe(true);

  const shown = await project.kflow('destroy', '--force', '--dry-run');
  expect(shown.code).toBe(0);
  expect(shown.stdout).toMatch(/^kubectl delete pod web-\S+ --namespace \S+ --grace-period=0 --force /m);
  expect(await project.kubectl('get', 'pods', '-n', project.namespace, '-o', 'name')).not.toBe('');

  const forced = await project.kflow('destroy', '--yes', '--force', '--timeout', '2');
  expect(forced).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(/forced: took finalizer example\.com\/pod off pod\/web-/),
  });
  for (const kind of ['deployments', 'replicasets', 'pods']) {
    expect(await project.kubectl('get', kind, '-n', project.namespace, '-o', 'name')).toBe('');
  }
  expect(await project.exists('configmap/db')).toBe(false);
});

test('every kind that runs pods takes them along', async () => {
  const template = (labels: string, more = '') =>
    `{metadata: {labels: {${labels}}}, spec: {${more}containers: [{name: app, image: registry.example.com/a}]}}`;
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/all.yaml': resource('all', 'all.yaml'),
    'manifests/all.yaml': `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: set}
spec: {serviceName: set, replicas: 2, selector: {matchLabels: {app: set}}, template: ${template('app: set')}}
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: daemon}
spec: {selector: {matchLabels: {app: daemon}}, template: ${template('app: daemon')}}
---
apiVersion: batch/v1
kind: Job
metadata: {name: job}
spec: {template: ${template('app: job', 'restartPolicy: Never, ')}}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: cron}
spec: {schedule: "0 0 1 1 *", jobTemplate: {spec: {template: ${template('app: cron', 'restartPolicy: Never, ')}}}}
`,
  });
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  await project.kubectl('create', 'job', 'now', '--from=cronjob/cron', '-n', project.namespace);
  expect(await project.kflow('destroy', '--yes')).toMatchObject({code: 0});
  for (const kind of ['statefulsets', 'daemonsets', 'jobs', 'cronjobs', 'pods']) {
    expect(await project.kubectl('get', kind, '-n', project.namespace, '-o', 'name')).toBe('');
  }
});

test('a namespace with something of others is kept and named; --force deletes it, held as it may be', async () => {
  project = new Project();
  const other = `${project.namespace}-b`;
  project.write({
    'kflow.yaml': rootConfig(),
    'resources/a.yaml': resource('a', 'a.yaml'),
    'resources/b.yaml': resource('b', 'b.yaml').replace('namespace: NS', 'namespace: NS-b'),
    'resources/c.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: c
namespace: NS-b
steps: [{name: once, secret: {name: once, literals: {a: b}, ifNotExists: true}}]
`,
    'manifests/a.yaml': configMap('a'),
    // Its claim outlives it, and is the project's all the same.
    'manifests/b.yaml': `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: set}
spec:
  serviceName: set
  replicas: 1
  selector: {matchLabels: {app: set}}
  template: {metadata: {labels: {app: set}}, spec: {containers: [{name: app, image: registry.example.com/a}]}}
  volumeClaimTemplates:
    - {metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}
`,
    'theirs.yaml': configMap('theirs').replace('{name: theirs}', '{name: theirs, finalizers: [example.com/hold]}'),
  });
  expect(await project.kflow('apply', '--no-wait')).toMatchObject({code: 0});
  await project.kubectl('wait', '--for=create', 'pvc/data-set-0', '-n', other);
  await project.kubectl('apply', '-n', project.namespace, '-f', 'theirs.yaml');
  const kept = await project.kflow('destroy', '--yes', '--delete-namespaces', '--json');
  expect(kept.code).toBe(1);
  expect(finalError(kept.stdout)).toMatchObject({
    code: 'KF815',
    message: `namespace ${project.namespace} is kept, because this is not of the project: configmap/theirs`,
  });
  expect(await project.exists('configmap/a')).toBe(false);
  expect(await project.exists(`namespace/${other}`)).toBe(false);
  const phase = await project.kubectl('get', 'namespace', project.namespace, '-o', 'jsonpath={.status.phase}');
  expect(phase).toBe('Active');

  const forced = await project.kflow('destroy', '--yes', '--delete-namespaces', '--force', '--timeout', '2');
  expect(forced.stderr).toMatch(/is deleted with what is not of the project: configmap\/theirs/);
  expect(forced.stderr).toMatch(/forced: took finalizer example\.com\/hold off configmap\/theirs/);
  expect(forced.code).toBe(0);
  expect(await project.exists(`namespace/${project.namespace}`)).toBe(false);
});

test('deleteOnDestroy comes last, and spares a namespace with something of others as well', async () => {
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/ns.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: ns
steps: [{name: make, createNamespace: {name: NS, deleteOnDestroy: true}}]
`,
    // Nothing says that it needs the namespace's step.
    'resources/web.yaml': resource('web', 'web.yaml'),
    'manifests/web.yaml': configMap('web'),
  });
  const {namespace} = project;
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  await project.kubectl('create', 'configmap', 'theirs', '-n', namespace);
  const {code, stderr} = await project.kflow('destroy', '--yes');
  expect(code).toBe(1);
  expect(stderr).toMatch(/is kept, because this is not of the project: configmap\/theirs/);
  expect((await project.json('status')).resources.find(({name}: any) => name === 'ns')).toMatchObject({
    state: 'failed',
  });
  await project.kubectl('delete', 'configmap', 'theirs', '-n', namespace);
  expect(await project.kflow('destroy', '--yes')).toMatchObject({code: 0});
  expect(await project.exists(`namespace/${namespace}`)).toBe(false);
});

test('a finalizer is named with its controller: one that is scaled to 0, one that is not there', async () => {
  project = new Project();
  const domain = `holdco${project.namespace.slice(4)}.example.org`;
  project.write({
    'kflow.yaml': rootConfig(),
    'resources/crd.yaml': resource('crd', 'crd.yaml'),
    'resources/w.yaml': resource('w', 'w.yaml', 'dependsOn: [crd]'),
    'manifests/crd.yaml': definition(),
    'manifests/w.yaml': widget(`${domain}/cleanup`),
    'operator.yaml': deployment(`${domain.split('.')[0]}-operator`, {replicas: 0}),
  });
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  const missing = await project.kflow('destroy', '--yes', '--timeout', '2');
  expect(missing.code).toBe(1);
  expect(missing.stderr).toMatch(
    /widget\.\S+\/w in namespace \S+ is held by finalizer \S+\/cleanup \(no workload found that looks like it/,
  );
  await project.kubectl('apply', '-n', project.namespace, '-f', 'operator.yaml');
  const asleep = await project.kflow('destroy', '--yes', '--timeout', '2');
  expect(asleep.code).toBe(1);
  expect(asleep.stderr).toMatch(/cleanup \(\S+\/deployment\/holdco\S+-operator has no pods: it is scaled to 0\)/);
  const forced = await project.kflow('destroy', '--yes', '--timeout', '2', '--force');
  expect(forced.code).toBe(0);
  expect(await project.exists(`crd/widgets.${group()}`)).toBe(false);
});

test('a definition waits for its custom resources, which are named; --force frees them', async () => {
  project = new Project();
  project.write({
    'kflow.yaml': rootConfig(),
    'resources/crd.yaml': resource('crd', 'crd.yaml'),
    'manifests/crd.yaml': definition(),
    'w.yaml': widget('example.com/hold'),
  });
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  await project.kubectl('apply', '-f', 'w.yaml');
  const {code, stderr} = await project.kflow('destroy', '--yes', '--timeout', '2');
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /held by finalizer customresourcecleanup\S+ \(it still has widget\.\S+\/w in namespace \S+ \(finalizer example\.com\/hold\)/,
  );
  const forced = await project.kflow('destroy', '--yes', '--timeout', '2', '--force');
  expect(forced).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(/took finalizer example\.com\/hold off widget/),
  });
  expect(await project.exists(`crd/widgets.${group()}`)).toBe(false);
});

test('a claim names the pod that still uses it', async () => {
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/data.yaml': resource('data', 'data.yaml'),
    'manifests/data.yaml': `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {accessModes: [ReadWriteOnce], storageClassName: "", volumeName: NS, resources: {requests: {storage: 1Gi}}}
`,
    'theirs.yaml': `apiVersion: v1
kind: PersistentVolume
metadata: {name: NS}
spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], hostPath: {path: /nowhere}, persistentVolumeReclaimPolicy: Retain}
---
apiVersion: v1
kind: Pod
metadata: {name: user, namespace: NS}
spec:
  containers: [{name: app, image: registry.example.com/a}]
  volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
`,
  });
  await project.kubectl('create', 'namespace', project.namespace);
  await project.kubectl('apply', '-f', 'theirs.yaml');
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  await project.kubectl('wait', '--for=condition=Ready', 'pod/user', '-n', project.namespace);
  const {code, stderr} = await project.kflow('destroy', '--yes', '--timeout', '2');
  expect(code).toBe(1);
  expect(stderr).toMatch(/held by finalizer kubernetes\.io\/pvc-protection \(pod\/user still uses the claim\)/);
  await project.kubectl('delete', 'pod', 'user', '-n', project.namespace);
  expect(await project.kflow('destroy', '--yes')).toMatchObject({code: 0});
  await project.kubectl('delete', 'pv', project.namespace);
});

test('--force needs the waits', async () => {
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/a.yaml': resource('a', 'a.yaml'),
    'manifests/a.yaml': configMap('a'),
  });
  expect(await project.kflow('destroy', '--yes', '--force', '--no-wait')).toMatchObject({code: 2});
});
