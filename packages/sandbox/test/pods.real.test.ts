import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, jest, test} from '@jest/globals';
import {startSandbox, type Sandbox} from '../src/index.js';
import {eventually, kubectl, run} from './harness/cluster.js';
import {scratch} from './harness/standins.js';
import {deployment, job, type PodView} from './harness/workloads.js';

jest.setTimeout(60_000);

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox?.stop());

const apply = (yaml: string): Promise<string> => kubectl(sandbox, ['apply', '-f', '-'], yaml);

/** The one pod of a Deployment, once it is as asked for. */
function podOf(app: string, is: (pod: PodView) => boolean): Promise<PodView> {
  return eventually(`the pod of ${app}`, async () => {
    const list = JSON.parse(await kubectl(sandbox, ['get', 'pods', '-l', `app=${app}`, '-o', 'json'])) as {
      items: PodView[];
    };
    return list.items.find((pod) => is(pod));
  });
}

const waitingFor = (reason: string) => (pod: PodView) =>
  pod.status.containerStatuses?.[0]?.state.waiting?.reason === reason;
const isReady = (pod: PodView): boolean => pod.status.containerStatuses?.[0]?.ready === true;

test('a Deployment is ready in a moment', async () => {
  await kubectl(sandbox, ['create', 'deployment', 'web', '--image=example/web:1', '--replicas=3']);
  const began = Date.now();
  await kubectl(sandbox, ['rollout', 'status', 'deployment/web', '--timeout=20s']);
  expect(Date.now() - began).toBeLessThan(5000);
  const pod = await podOf('web', isReady);
  expect(pod.status).toMatchObject({phase: 'Running', podIP: expect.stringMatching(/^10\./)});
  await kubectl(sandbox, ['rollout', 'restart', 'deployment/web']);
  await kubectl(sandbox, ['rollout', 'status', 'deployment/web', '--timeout=20s']);
  await kubectl(sandbox, ['delete', 'deployment', 'web', '--cascade=foreground', '--timeout=20s']);
});

test('image-pull: the image cannot be had', async () => {
  await apply(deployment('pull', 'image-pull'));
  const pod = await podOf('pull', waitingFor('ImagePullBackOff'));
  expect(pod.status.phase).toBe('Pending');
  expect(pod.status.containerStatuses?.[0]?.state.waiting?.message).toContain(
    'Back-off pulling image "example/app:1": ErrImagePull',
  );
  const events = await kubectl(sandbox, [
    'get',
    'events',
    '--field-selector',
    `involvedObject.name=${pod.metadata.name}`,
    '-o',
    'json',
  ]);
  expect(events).toContain('Error: ErrImagePull');
});

test('crash-loop: restarts grow', async () => {
  await apply(deployment('crash', 'crash-loop'));
  const pod = await podOf('crash', waitingFor('CrashLoopBackOff'));
  const [first] = pod.status.containerStatuses ?? [];
  expect(first).toMatchObject({ready: false, lastState: {terminated: {exitCode: 1, reason: 'Error'}}});
  await podOf(
    'crash',
    (later) => (later.status.containerStatuses?.[0]?.restartCount ?? 0) > (first?.restartCount ?? 0),
  );
});

test('never: it runs, and is not ready', async () => {
  await apply(deployment('never', 'never'));
  const pod = await podOf('never', (each) => each.status.phase === 'Running');
  expect(pod.status.containerStatuses?.[0]).toMatchObject({ready: false, state: {running: {}}});
  expect(pod.status.conditions?.find(({type}) => type === 'Ready')).toMatchObject({
    status: 'False',
    reason: 'ContainersNotReady',
  });
});

test('fail-once: one restart, then ready', async () => {
  await apply(deployment('once', 'fail-once'));
  const crashed = await podOf('once', (pod) => (pod.status.containerStatuses?.[0]?.restartCount ?? 0) === 1);
  expect(crashed.status.containerStatuses?.[0]?.lastState?.terminated).toMatchObject({exitCode: 1, reason: 'Error'});
  await kubectl(sandbox, ['rollout', 'status', 'deployment/once', '--timeout=20s']);
  expect((await podOf('once', isReady)).status.containerStatuses?.[0]).toMatchObject({
    restartCount: 1,
    state: {running: {}},
  });
});

test('ready-after: ready when it says', async () => {
  await apply(deployment('later', undefined, {'sandbox.kflow.dev/ready-after': '3s'}));
  const started = await podOf('later', (pod) => pod.status.phase === 'Running');
  expect(started.status.containerStatuses?.[0]?.ready).toBe(false);
  const pod = await podOf('later', isReady);
  const became = pod.status.conditions?.find(({type}) => type === 'Ready')?.lastTransitionTime ?? '';
  // Times in the API are whole seconds.
  expect(Date.parse(became) - Date.parse(pod.metadata.creationTimestamp)).toBeGreaterThanOrEqual(2000);
});

test('a Job completes, and fails with its backoff limit', async () => {
  await apply(`${job('good')}---\n${job('bad', 'crash-loop')}`);
  await kubectl(sandbox, ['wait', '--for=condition=Complete', 'job/good', '--timeout=20s']);
  await kubectl(sandbox, ['wait', '--for=condition=Failed', 'job/bad', '--timeout=20s']);
  const failed = JSON.parse(await kubectl(sandbox, ['get', 'pods', '-l', 'job-name=bad', '-o', 'json'])) as {
    items: PodView[];
  };
  expect(failed.items[0]?.status).toMatchObject({
    phase: 'Failed',
    containerStatuses: [{state: {terminated: {exitCode: 1}}}],
  });
});

test('exec runs here, with its exit code and both ends of its streams; logs are there', async () => {
  await kubectl(sandbox, ['run', 'tool', '--image=example/tool:1']);
  await kubectl(sandbox, ['wait', '--for=condition=Ready', 'pod/tool', '--timeout=20s']);
  expect(await kubectl(sandbox, ['exec', 'tool', '--', 'sh', '-c', 'echo $POD_NAMESPACE/$POD_NAME'])).toBe(
    'default/tool\n',
  );
  expect(await kubectl(sandbox, ['exec', '-i', 'tool', '--', 'cat'], 'through stdin')).toBe('through stdin');
  const failed = await run(
    `${sandbox.bin}/kubectl`,
    ['exec', 'tool', '--', 'sh', '-c', 'echo oh >&2; exit 3'],
    sandbox.env,
  );
  expect(failed).toMatchObject({code: 3, stderr: expect.stringMatching(/^oh\n/)});
  expect((await run(`${sandbox.bin}/kubectl`, ['exec', 'tool', '--', 'no-such-program'], sandbox.env)).code).toBe(127);
  expect(await kubectl(sandbox, ['logs', 'tool'])).toContain('ready\n');
  expect(await kubectl(sandbox, ['logs', 'tool', '--tail=1'])).toBe('ready\n');
  expect(await kubectl(sandbox, ['logs', 'tool', '--previous'])).toContain('error: exit 1\n');
});

test('a claim is bound to a volume, which goes with it', async () => {
  await apply(`apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
`);
  await kubectl(sandbox, ['wait', '--for=jsonpath={.status.phase}=Bound', 'pvc/data', '--timeout=20s']);
  await kubectl(sandbox, ['delete', 'pvc', 'data', '--timeout=20s']);
  await eventually('no volume', async () => (await kubectl(sandbox, ['get', 'pv', '-o', 'name'])) === '');
});

test('a load balancer gets an address, unless it is told to stay pending', async () => {
  const service = (name: string, annotations: string): string => `apiVersion: v1
kind: Service
metadata: {name: ${name}, annotations: {${annotations}}}
spec: {type: LoadBalancer, ports: [{port: 80}]}
`;
  await apply(`${service('front', '')}---\n${service('pending', 'sandbox.kflow.dev/load-balancer: pending')}`);
  const address = (name: string): Promise<string> =>
    kubectl(sandbox, ['get', 'service', name, '-o', 'jsonpath={.status.loadBalancer.ingress[0].ip}']);
  expect(await eventually('an address', () => address('front'))).toMatch(/^198\.18\./);
  expect(await address('pending')).toBe('');
  await kubectl(sandbox, ['annotate', 'service', 'pending', 'sandbox.kflow.dev/load-balancer-']);
  expect(await eventually('an address', () => address('pending'))).toMatch(/^198\.18\./);
});

test('helm 4 installs a chart, waits for it, and takes it away', async () => {
  const chart = join(await scratch(), 'tiny');
  await mkdir(join(chart, 'templates'), {recursive: true});
  await writeFile(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: tiny\nversion: 1.0.0\n');
  await writeFile(join(chart, 'templates', 'app.yaml'), deployment('tiny'));
  const helm = (...args: string[]): ReturnType<typeof run> => run(`${sandbox.bin}/helm`, args, sandbox.env);
  expect((await helm('version', '--template', '{{.Version}}')).stdout).toMatch(/^v4\./);
  expect(await helm('upgrade', '--install', 'tiny', chart, '--wait', '--timeout=20s')).toMatchObject({code: 0});
  expect((await podOf('tiny', isReady)).status.phase).toBe('Running');
  expect(await helm('uninstall', 'tiny', '--wait', '--timeout=20s')).toMatchObject({code: 0});
});

test('a finalizer holds a pod, and nothing else does', async () => {
  await apply(`apiVersion: v1
kind: Pod
metadata: {name: held, finalizers: [example.com/hold]}
spec: {containers: [{name: main, image: example/app:1}]}
`);
  await kubectl(sandbox, ['wait', '--for=condition=Ready', 'pod/held', '--timeout=20s']);
  await kubectl(sandbox, ['delete', 'pod', 'held', '--wait=false']);
  await eventually('deletion', () =>
    kubectl(sandbox, ['get', 'pod', 'held', '-o', 'jsonpath={.metadata.deletionTimestamp}']),
  );
  await kubectl(sandbox, [
    'patch',
    'pod',
    'held',
    '--type=json',
    '-p',
    '[{"op":"remove","path":"/metadata/finalizers"}]',
  ]);
  await kubectl(sandbox, ['wait', '--for=delete', 'pod/held', '--timeout=20s']);
});
