import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from '@jest/globals';
import {awaitGone, awaitReady, createCommandRunner, openClusterReader, systemClock} from '@kflow/exec';
import type {ClusterReader, KubeObject, ObjectReference, WorkloadProgress} from '@kflow/exec';
import {Project} from '../harness/project.js';
import {sandbox} from '../harness/sandbox.js';
import {deployment} from '../harness/yaml.js';

const clock = systemClock();
let reader: ClusterReader;
let fallback: ClusterReader;
let project: Project;

beforeAll(async () => {
  const {bin, kubeconfig, context} = sandbox();
  const options = {kubectl: join(bin, 'kubectl'), kubeconfig, context, commands: createCommandRunner(), clock};
  reader = await openClusterReader({...options, via: 'proxy'});
  fallback = await openClusterReader({...options, via: 'kubectl'});
});
afterAll(async () => {
  await reader.close();
  await fallback.close();
});
beforeEach(async () => {
  project = new Project();
  await project.kubectl('create', 'namespace', project.namespace);
});
afterEach(() => project.remove());

async function apply(yaml: string): Promise<void> {
  project.write({'m.yaml': yaml});
  await project.kubectl('apply', '-n', project.namespace, '-f', 'm.yaml');
}

function ref(group: string, kind: string, name: string): ObjectReference {
  return {group, kind, namespace: project.namespace, name};
}

interface WaitOptions {
  timeout?: number;
  grace?: number;
  via?: ClusterReader;
}

async function ready(
  references: ObjectReference[],
  {timeout = 120, grace, via = reader}: WaitOptions = {},
): Promise<WorkloadProgress[]> {
  return awaitReady({reader: via, clock, targets: {references}, timeout, grace});
}

/** The error that a wait ends with. */
async function failure(references: ObjectReference[], options: WaitOptions = {}): Promise<any> {
  const error: unknown = await ready(references, options).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error === undefined) throw new Error('the wait succeeded');
  return error;
}

const get = async (reference: ObjectReference): Promise<KubeObject> => (await reader.get(reference))!;
const web = (): ObjectReference => ref('apps', 'Deployment', 'web');

describe('workloads', () => {
  test.each(['proxy', 'kubectl'] as const)('a Deployment that takes its time (%s)', async (via) => {
    await apply(deployment('web', {replicas: 2, readyAfter: '2s'}));
    const seen = await ready([web()], {via: via === 'proxy' ? reader : fallback});
    expect(seen).toEqual([
      {
        workload: 'deployment/web',
        namespace: project.namespace,
        state: 'ready',
        ready: 2,
        total: 2,
        message: '2/2 ready',
      },
    ]);
  });

  test('each change is waited for anew, while somebody else watches all the time', async () => {
    const resource = (await reader.resolve('deployments'))!;
    const other = reader.observe({resource, namespace: project.namespace});
    await other.listed;
    for (let round = 1; round <= 8; round += 1) {
      await apply(deployment('web', {replicas: 2}).replace(':1', `:${round}`));
      await ready([web()]);
      const {metadata, spec, status} = await get(web());
      expect(spec.template.spec.containers[0].image).toMatch(new RegExp(`:${round}$`));
      expect(status).toMatchObject({
        observedGeneration: metadata.generation,
        updatedReplicas: 2,
        availableReplicas: 2,
        replicas: 2,
      });
    }
    other.close();
  });

  test('StatefulSet, DaemonSet, Job, Pod and what exists only', async () => {
    const template =
      '{metadata: {labels: {app: x}}, spec: {containers: [{name: app, image: "registry.example.com/x:1"}]}}';
    const more = `selector: {matchLabels: {app: x}}, template: ${template}`;
    await apply(`
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec: {replicas: 2, serviceName: db, ${more}}
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec: {${more}}
---
apiVersion: batch/v1
kind: Job
metadata: {name: migrate}
spec: {template: {spec: {restartPolicy: Never, containers: [{name: app, image: "registry.example.com/x:1"}]}}}
---
apiVersion: v1
kind: Pod
metadata: {name: single}
spec: {containers: [{name: app, image: "registry.example.com/x:1"}]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: config}
`);
    const references = [
      ref('apps', 'StatefulSet', 'db'),
      ref('apps', 'DaemonSet', 'agent'),
      ref('batch', 'Job', 'migrate'),
      ref('', 'Pod', 'single'),
      ref('', 'ConfigMap', 'config'),
    ];
    const seen = (await ready(references)).map(({workload, message}) => `${workload} ${message}`);
    expect(seen).toEqual([
      'statefulset/db 2/2 ready',
      'daemonset/agent 2/2 ready',
      'job/migrate complete',
      'pod/single ready',
    ]);
  });

  test('by selector, and many at once', async () => {
    const names = Array.from({length: 40}, (_, index) => `web-${index}`);
    await apply(
      names.map((name) => deployment(name).replace('labels: {app:', 'labels: {all: "yes", app:')).join('---\n'),
    );
    const selector = {namespace: project.namespace, labelSelector: 'all=yes'};
    const seen = await awaitReady({reader, clock, targets: {references: [], selector}, timeout: 120});
    expect(seen.map(({workload}) => workload).sort()).toEqual(names.map((name) => `deployment/${name}`).sort());
  });

  test('a pod that fails once and recovers is no failure', async () => {
    await apply(deployment('web', {pod: 'fail-once'}));
    await ready([web()], {grace: 1});
  });
});

describe('failures are early, and named', () => {
  test.each([
    ['image-pull', /^(ErrImagePull|ImagePullBackOff)$/, 'proxy'],
    ['image-pull', /^(ErrImagePull|ImagePullBackOff)$/, 'kubectl'],
    ['crash-loop', /^CrashLoopBackOff$/, 'proxy'],
  ] as const)('%s', async (pod, reason, via) => {
    await apply(deployment('web', {pod}));
    const error = await failure([web()], {grace: 2, timeout: 900, via: via === 'proxy' ? reader : fallback});
    expect(error).toMatchObject({
      family: 'external',
      code: 'KF811',
      hint: expect.any(String),
      diagnosis: {
        workload: 'deployment/web',
        namespace: project.namespace,
        pod: expect.stringMatching(/^web-/),
        container: 'app',
        reason: expect.stringMatching(reason),
        events: expect.arrayContaining([expect.any(String)]),
      },
    });
    for (const part of ['deployment/web', error.diagnosis.pod, 'container app', error.diagnosis.reason])
      expect(error.message).toContain(part);
    if (pod === 'crash-loop')
      expect(error.diagnosis).toMatchObject({exitCode: 1, logs: expect.arrayContaining([expect.any(String)])});
  });

  test('only the newest revision counts: the broken one before does not fail the repair', async () => {
    await apply(deployment('web', {pod: 'image-pull'}));
    await failure([web()], {grace: 0});
    await apply(deployment('web', {readyAfter: '3s'}));
    await ready([web()], {grace: 0});
  });

  test('a Job that fails', async () => {
    await apply(`
apiVersion: batch/v1
kind: Job
metadata: {name: migrate}
spec:
  backoffLimit: 0
  template:
    metadata: {labels: {sandbox.kflow.dev/pod: crash-loop}}
    spec: {restartPolicy: Never, containers: [{name: app, image: "registry.example.com/x:1"}]}
`);
    expect(await failure([ref('batch', 'Job', 'migrate')])).toMatchObject({
      code: 'KF811',
      diagnosis: {
        workload: 'job/migrate',
        reason: 'BackoffLimitExceeded',
        pod: expect.stringMatching(/^migrate-/),
        exitCode: 1,
      },
    });
  });

  test('a quota that admits no pod', async () => {
    await apply('apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: none}\nspec: {hard: {pods: "0"}}\n');
    await apply(deployment('web'));
    const error = await failure([web()], {grace: 2, timeout: 900});
    expect(error).toMatchObject({
      code: 'KF811',
      diagnosis: {reason: 'FailedCreate'},
      message: expect.stringContaining('exceeded quota'),
    });
  });

  test('a pod that no node can take', async () => {
    await apply(deployment('web').replace('containers:', 'nodeSelector: {no: such}\n      containers:'));
    expect(await failure([web()], {grace: 0.2, timeout: 900})).toMatchObject({
      code: 'KF811',
      diagnosis: {reason: 'Unschedulable', message: expect.stringContaining('nodes are available')},
    });
  });

  test('one that never gets ready: a timeout that says how far it was', async () => {
    await apply(deployment('web', {replicas: 2, pod: 'never'}));
    const running = '--for=jsonpath={.status.phase}=Running';
    for (const to of ['--for=create', running]) {
      await project.kubectl('wait', '-n', project.namespace, to, 'pod', '-l', 'app=web', '--timeout=60s');
    }
    const error = await failure([web()], {timeout: 3});
    expect(error).toMatchObject({
      code: 'KF810',
      message: `timed out after 3 s: deployment/web in namespace ${project.namespace}: 0/2 ready`,
      diagnosis: {
        pod: expect.stringMatching(/^web-/),
        container: 'app',
        logs: expect.arrayContaining([expect.any(String)]),
      },
    });
  });
});

describe('other kinds', () => {
  test("a load balancer's address", async () => {
    const service = (name: string, annotations: string): string =>
      `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, annotations: {${annotations}}}\nspec: {type: LoadBalancer, ports: [{port: 80}]}\n`;
    await apply(service('fast', ''));
    await ready([ref('', 'Service', 'fast')]);
    await apply(service('stuck', 'sandbox.kflow.dev/load-balancer: pending'));
    expect(await failure([ref('', 'Service', 'stuck')], {timeout: 2})).toMatchObject({
      code: 'KF810',
      message: expect.stringContaining("waiting for the load balancer's address"),
    });
  });

  test('claims: bound, and waiting for the first consumer', async () => {
    const spec = (storageClass: string): string =>
      `{storageClassName: ${storageClass}, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}`;
    const claim = (name: string, storageClass: string): string =>
      `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: ${name}}\nspec: ${spec(storageClass)}\n`;
    const late = `late-${project.namespace}`;
    await apply(
      [
        `apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: ${late}}\nprovisioner: example.com/none\nvolumeBindingMode: WaitForFirstConsumer\n`,
        claim('now', 'standard'),
        claim('later', late),
      ].join('---\n'),
    );
    const claims = [ref('', 'PersistentVolumeClaim', 'now'), ref('', 'PersistentVolumeClaim', 'later')];
    expect((await ready(claims)).map(({message}) => message)).toEqual(['bound', 'waits for its first consumer']);
    const volumes = '\n      volumes: [{name: data, persistentVolumeClaim: {claimName: later}}]';
    await apply(deployment('web').replace(/\n$/, volumes));
    // Until there is a pod, the claim rightly counts as ready.
    await project.kubectl('wait', '-n', project.namespace, '--for=create', 'pod', '-l', 'app=web', '--timeout=60s');
    const error = await failure([claims[1]!, web()], {timeout: 3});
    expect(error.message).toContain('persistentvolumeclaim/later');
    expect(error.message).toContain('waiting to be bound');
  });

  test('a definition that was just made, and its objects with and without a status', async () => {
    const group = `${project.namespace}.example.com`;
    const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.${group}}
spec:
  group: ${group}
  scope: Namespaced
  names: {plural: widgets, singular: widget, kind: Widget}
  versions:
    - name: v1
      served: true
      storage: true
      subresources: {status: {}}
      schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
`;
    // Known not to be served, so that what discovery remembers has to be asked for anew.
    expect(await reader.resolve('Widget', group)).toBeUndefined();
    await apply(definition);
    await ready([{group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition', name: `widgets.${group}`}]);
    await apply(`apiVersion: ${group}/v1\nkind: Widget\nmetadata: {name: one}\n`);
    const one = ref(group, 'Widget', 'one');
    expect(await ready([one])).toMatchObject([{workload: `widget.${group}/one`, state: 'ready', message: 'exists'}]);

    const condition = (value: string): Promise<string> => {
      const status = {conditions: [{type: 'Ready', status: value, message: 'making it'}]};
      const patch = JSON.stringify({status});
      return project.kubectl(
        'patch',
        `widgets.${group}`,
        'one',
        '-n',
        project.namespace,
        '--subresource=status',
        '--type=merge',
        '-p',
        patch,
      );
    };
    await condition('False');
    expect(await failure([one], {timeout: 2})).toMatchObject({
      code: 'KF810',
      message: expect.stringContaining('making it'),
    });
    const waiting = ready([one]);
    await condition('True');
    expect(await waiting).toMatchObject([{state: 'ready'}]);
    await project.kubectl('delete', 'crd', `widgets.${group}`, '--wait=false');
    await awaitGone({reader, clock, references: [one], timeout: 60});
  });
});

describe('absence', () => {
  test.each(['proxy', 'kubectl'] as const)('what a finalizer holds is named, then gone (%s)', async (via) => {
    const {namespace} = project;
    const held = {group: '', kind: 'ConfigMap', namespace, name: 'held'};
    const references = [{group: '', kind: 'Namespace', name: namespace}, held];
    const gone = (timeout: number): Promise<void> =>
      awaitGone({reader: via === 'proxy' ? reader : fallback, clock, references, timeout});
    await apply('apiVersion: v1\nkind: ConfigMap\nmetadata: {name: held, finalizers: [example.com/hold]}\n');
    await project.kubectl('delete', 'namespace', namespace, '--wait=false');
    await expect(gone(10)).rejects.toMatchObject({
      code: 'KF812',
      message: expect.stringMatching(
        new RegExp(
          `namespace/${namespace} is being deleted.*configmap/held in namespace ${namespace} is held by finalizer example.com/hold`,
          's',
        ),
      ),
    });
    const patch = '{"metadata":{"finalizers":null}}';
    await project.kubectl('patch', 'configmap', 'held', '-n', namespace, '--type=merge', '-p', patch);
    await gone(120);
    expect(await project.exists(`namespace/${namespace}`)).toBe(false);
  });

  test('an object that was made anew under its name is another one', async () => {
    await apply(deployment('web', {replicas: 2}));
    await ready([web()]);
    const {metadata} = await get(web());
    await project.kubectl('delete', 'deployment', 'web', '-n', project.namespace, '--wait=false');
    await awaitGone({reader, clock, references: [{...web(), uid: metadata.uid}], timeout: 60});
    await apply(deployment('web'));
    await awaitGone({reader, clock, references: [{...web(), uid: metadata.uid}], timeout: 60});
  });
});
