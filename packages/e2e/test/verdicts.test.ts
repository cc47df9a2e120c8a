// Why workloads do not become ready, as the real API server, scheduler and controllers (and a simulated kubelet) tell it: each cause by itself, long
// before any timeout.
import {afterAll, beforeAll, expect, test} from '@jest/globals';
import {events} from '../harness/events.js';
import {Project} from '../harness/project.js';
import {until} from '../harness/until.js';
import {deployment, resource, rootConfig} from '../harness/yaml.js';

let project: Project;
/** By resource: the `resource.failed` event, or nothing. */
let failed: Map<string, any>;
let finished: any;
let progress: any[];

const waiting = (reason: string, message: string) => (name: string) =>
  deployment(name, {pod: 'waiting', waiting: {reason, message}});
const withSpec = (spec: string) => (name: string) => deployment(name, {spec});
const job =
  (spec: string, pod = 'crash-loop') =>
  (name: string) => `apiVersion: batch/v1
kind: Job
metadata: {name: ${name}}
spec:
  ${spec}
  template:
    metadata: {labels: {sandbox.kflow.dev/pod: ${pod}}}
    spec:
      restartPolicy: Never
      containers: [{name: app, image: registry.example.com/job:1}]
`;
const claimed = (name: string, storageClass: string) => `apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: ${name}}
spec:
  storageClassName: ${storageClass}
  accessModes: [ReadWriteOnce]
  resources: {requests: {storage: 1Gi}}
`;
const kind = (to: 'StatefulSet' | 'DaemonSet', make: (name: string) => string) => (name: string) =>
  make(name)
    .replace('kind: Deployment', `kind: ${to}`)
    .replace(to === 'DaemonSet' ? /  replicas: 1\n/ : /$^/, '')
    .replace(to === 'StatefulSet' ? 'spec:\n' : /$^/, 'spec:\n  serviceName: x\n');
const image = 'registry.example.com/nope:1';

/** What is applied, and the cause that it is to fail of. */
const table: {[cause: string]: {[name: string]: (name: string) => string}} = {
  'image-not-found': {'image-missing': (name) => deployment(name, {pod: 'image-pull'})},
  'image-unauthorized': {
    'image-denied': waiting('ErrImagePull', 'failed to authorize: failed to fetch oauth token: 401 Unauthorized'),
  },
  'image-platform': {'image-platform': waiting('ErrImagePull', 'no match for platform in manifest: not found')},
  'image-registry': {'image-registry': waiting('ErrImagePull', `Head "https://r": dial tcp: lookup r: no such host`)},
  'image-name-invalid': {
    'image-name': waiting('InvalidImageName', `Failed to apply default image tag "${image}:": bad`),
  },
  'secret-missing': {'secret-missing': waiting('CreateContainerConfigError', 'secret "db-creds" not found')},
  'key-missing': {
    'key-missing': waiting('CreateContainerConfigError', "couldn't find key password in Secret NS/there"),
  },
  'command-not-found': {
    'no-program': waiting('RunContainerError', 'exec: "serve": executable file not found in $PATH: unknown'),
  },
  'crash-loop': {crash: (name) => deployment(name, {pod: 'crash-loop'})},
  unschedulable: {'no-node': withSpec('nodeSelector: {disk: quantum}')},
  'claim-missing': {'no-claim': withSpec('volumes: [{name: data, persistentVolumeClaim: {claimName: nobodys}}]')},
  'storage-class-missing': {'no-class': (name) => claimed(name, 'nobodys')},
  'quota-exceeded': {
    'quota-deployment': withSpec('priorityClassName: kflow-verdicts'),
    'quota-stateful': kind('StatefulSet', withSpec('priorityClassName: kflow-verdicts')),
    'quota-daemon': kind('DaemonSet', withSpec('priorityClassName: kflow-verdicts')),
  },
  'service-account-missing': {'no-account': withSpec('serviceAccountName: nobody')},
  'priority-class-missing': {'no-priority': withSpec('priorityClassName: nobodys')},
  'admission-denied': {policy: withSpec('hostname: forbidden')},
  'job-backoff-limit': {'job-fails': job('backoffLimit: 0')},
  'job-deadline': {'job-late': job('activeDeadlineSeconds: 1', 'never')},
  'progress-deadline': {
    deadline: (name) => deployment(name, {pod: 'never'}).replace('spec:\n', 'spec:\n  progressDeadlineSeconds: 8\n'),
  },
};

/** What the others run into. Cluster-scoped names carry the namespace, which is the test's own. */
const obstacles = `apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: {name: kflow-verdicts}
value: 1
---
apiVersion: v1
kind: ResourceQuota
metadata: {name: none-of-these}
spec:
  hard: {pods: "0"}
  scopeSelector: {matchExpressions: [{scopeName: PriorityClass, operator: In, values: [kflow-verdicts]}]}
---
apiVersion: v1
kind: Secret
metadata: {name: there}
stringData: {user: u}
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: kflow-verdicts-NS}
spec:
  failurePolicy: Fail
  matchConstraints: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]}
  validations: [{expression: "!has(object.spec.hostname) || object.spec.hostname != 'forbidden'", message: no such host}]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: kflow-verdicts-NS}
spec:
  policyName: kflow-verdicts-NS
  validationActions: [Deny]
  matchResources: {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: NS}}}
`;

beforeAll(async () => {
  const files = Object.values(table).flatMap((workloads) =>
    Object.entries(workloads).flatMap(([name, make]) => [
      [`resources/${name}.yaml`, resource(name, `${name}.yaml`, 'phase: apps')],
      [`manifests/${name}.yaml`, make(name)],
    ]),
  );
  project = new Project().write({
    'kflow.yaml': rootConfig(['base', 'apps']),
    'resources/obstacles.yaml': resource('obstacles', 'obstacles.yaml', 'phase: base'),
    'manifests/obstacles.yaml': obstacles,
    'resources/fine.yaml': resource('fine', 'fine.yaml', 'phase: apps'),
    'manifests/fine.yaml': deployment('fine', {readyAfter: '3s'}),
    ...Object.fromEntries(files),
    'forbidden.yaml':
      'apiVersion: v1\nkind: Pod\nmetadata: {name: probe}\nspec: {hostname: forbidden, containers: [{name: app, image: none}]}\n',
  });
  await project.kflow('apply', 'obstacles');
  await until('the policy is in force, some time after it was made', async () =>
    project.kubectl('create', '--dry-run=server', '-n', project.namespace, '-f', 'forbidden.yaml').then(
      () => false,
      ({message}) => message.includes('no such host'),
    ),
  );
  const {stdout} = await project.kflow('apply', '--json', '--keep-going', '--timeout', '10m', '--grace', '5s');
  const all = events(stdout);
  failed = new Map(all.filter(({type}) => type === 'resource.failed').map((event) => [event.resource, event]));
  progress = all.filter(({type}) => type === 'workload.progress');
  finished = all.at(-1);
}, 240_000);

afterAll(async () => {
  await project.kflow('destroy', '--yes');
  await project.remove();
});

test.each(Object.entries(table).flatMap(([cause, workloads]) => Object.keys(workloads).map((name) => [cause, name])))(
  '%s: %s',
  (cause, name) => {
    const {error} = failed.get(name) ?? {};
    expect(error).toMatchObject({
      code: 'KF811',
      diagnosis: {cause, hint: expect.any(String)},
      hint: expect.any(String),
    });
    expect(JSON.stringify(error)).not.toMatch(/undefined|\[object/);
  },
);

test('the others are not drawn in, and all of it takes seconds', () => {
  expect(finished).toMatchObject({type: 'run.finished', outcome: 'failed', exitCode: 1});
  expect(failed.has('fine')).toBe(false);
  const expected = Object.values(table).flatMap((workloads) => Object.keys(workloads));
  expect([...failed.keys()].sort()).toEqual(expected.sort());
});

test('what may pass is told of at once', () => {
  const told = progress.filter(({resource: name}) => name === 'crash').map(({progress: {message}}) => message);
  expect(told).toEqual(
    expect.arrayContaining([expect.stringMatching(/; crash-\S+: CrashLoopBackOff \(\d restarts?\)/)]),
  );
});
