import type {EventBody, KflowEvent} from '@kflow/exec';
import {at} from './event.js';

const web = 'web.deploy';

const started: EventBody = {
  type: 'run.started',
  version: 1,
  run: 'f0c6a0f2-0000-4000-8000-000000000000',
  operation: 'apply',
  context: 'staging',
  cluster: '7d3c1a52-1111-4111-8111-111111111111',
  dryRun: false,
  project: '/project/kflow.yaml',
  phases: ['base', 'apps'],
  resources: 3,
  steps: 4,
};

const base: KflowEvent[] = [
  at(0, started),
  at(0, {type: 'phase.started', phase: 'base', description: 'what everybody needs', index: 1, of: 2, steps: 1}),
  at(0, {
    type: 'step.started',
    step: 'config.manifests',
    resource: 'config',
    kind: 'manifests',
    namespace: 'shop',
    summary: 'manifests config.yaml',
  }),
  at(0, {
    type: 'step.command',
    step: 'config.manifests',
    command: 'kubectl --context staging apply -n shop -f config.yaml',
    mutating: true,
    ran: true,
  }),
  at(0.2, {type: 'step.output', step: 'config.manifests', stream: 'stdout', text: 'configmap/config created'}),
  at(0.25, {
    type: 'step.succeeded',
    step: 'config.manifests',
    resource: 'config',
    seconds: 0.25,
    changes: [{object: 'configmap/config', namespace: 'shop', action: 'created'}],
  }),
  at(0.25, {type: 'resource.waiting', resource: 'config', for: 'ready', workloads: []}),
  at(0.25, {type: 'resource.ready', resource: 'config', for: 'ready', seconds: 0}),
  at(0.25, {type: 'phase.finished', phase: 'base', outcome: 'succeeded', seconds: 0.25}),
  at(0.25, {type: 'phase.started', phase: 'apps', index: 2, of: 2, steps: 3}),
  at(0.25, {
    type: 'step.started',
    step: 'schema.migrate',
    resource: 'schema',
    kind: 'runner',
    namespace: 'shop',
    summary: 'runner SchemaRunner',
  }),
  at(0.25, {
    type: 'step.started',
    step: web,
    resource: 'web',
    kind: 'manifests',
    namespace: 'shop',
    summary: 'manifests web.yaml',
  }),
  at(0.4, {type: 'step.output', step: 'schema.migrate', stream: 'log', text: 'migrating to schema 3'}),
  at(0.5, {type: 'step.output', step: 'schema.migrate', stream: 'warn', text: 'table orders is large'}),
  at(0.75, {
    type: 'step.succeeded',
    step: web,
    resource: 'web',
    seconds: 0.5,
    changes: [
      {object: 'deployment.apps/web', namespace: 'shop', action: 'configured'},
      {object: 'service/web', namespace: 'shop', action: 'unchanged'},
      {object: 'ingress.networking.k8s.io/web', namespace: 'shop', action: 'unchanged'},
    ],
  }),
  at(0.75, {type: 'resource.waiting', resource: 'web', for: 'ready', workloads: ['deployment/web']}),
];

const progress = (seconds: number, ready: number, state: 'ready' | 'progressing' | 'failed', message?: string) =>
  at(0.75 + seconds, {
    type: 'workload.progress',
    resource: 'web',
    seconds,
    progress: {
      workload: 'deployment/web',
      namespace: 'shop',
      state,
      ready,
      total: 3,
      message: message ?? `${ready}/3 ready`,
    },
  });

/** An apply that goes well. */
export const applied: KflowEvent[] = [
  ...base,
  progress(0.1, 0, 'progressing'),
  // Too soon to be shown again.
  progress(1.2, 1, 'progressing'),
  at(3, {type: 'step.succeeded', step: 'schema.migrate', resource: 'schema', seconds: 2.75, changes: []}),
  at(3, {type: 'resource.ready', resource: 'schema', for: 'ready', seconds: 0}),
  progress(4, 2, 'progressing'),
  progress(15.2, 3, 'ready'),
  at(15.95, {type: 'resource.ready', resource: 'web', for: 'ready', seconds: 15.2}),
  at(15.95, {type: 'phase.finished', phase: 'apps', outcome: 'succeeded', seconds: 15.7}),
  at(15.95, {
    type: 'run.finished',
    outcome: 'succeeded',
    seconds: 15.95,
    succeeded: 3,
    failed: [],
    skipped: [],
    exitCode: 0,
  }),
];

const crash: Extract<EventBody, {type: 'resource.failed'}>['error'] = {
  code: 'KF820',
  message: 'deployment/web will not become ready: CrashLoopBackOff: back-off 10s restarting failed container',
  diagnosis: {
    workload: 'deployment/web',
    namespace: 'shop',
    pod: 'web-6d4c-x7k2p',
    container: 'app',
    reason: 'CrashLoopBackOff',
    message: 'back-off 10s restarting failed container',
    exitCode: 1,
    logs: ['connecting to db:5432', 'FATAL: password authentication failed'],
    events: ['BackOff: Back-off restarting failed container app in pod web-6d4c-x7k2p'],
    hint: 'see all of it with `kubectl -n shop logs web-6d4c-x7k2p -c app --previous`',
  },
};
const refused: Extract<EventBody, {type: 'step.failed'}>['error'] = {
  code: 'KF702',
  message: 'kubectl apply failed',
  command: 'kubectl --context staging apply -n shop -f schema.yaml',
  exitCode: 1,
  output: 'The ConfigMap "schema" is invalid: data: Invalid value',
  hint: 'correct the manifest',
};

/** An apply with a refused step, a workload that crashes, and steps that are skipped. */
export const failed: KflowEvent[] = [
  ...base,
  progress(0.1, 0, 'progressing'),
  at(2, {type: 'step.failed', step: 'schema.migrate', resource: 'schema', seconds: 1.75, error: refused}),
  progress(12, 0, 'failed', 'CrashLoopBackOff'),
  at(12.75, {type: 'resource.failed', resource: 'web', for: 'ready', seconds: 12, error: crash}),
  at(12.75, {type: 'step.skipped', step: 'shop.open', resource: 'shop', reason: 'web failed'}),
  at(12.75, {type: 'phase.finished', phase: 'apps', outcome: 'failed', seconds: 12.5}),
  at(12.75, {
    type: 'run.finished',
    outcome: 'failed',
    seconds: 12.75,
    succeeded: 2,
    failed: [
      {id: 'schema.migrate', error: refused},
      {id: 'web', error: crash},
    ],
    skipped: [
      {step: 'shop.open', reason: 'web failed'},
      {step: 'shop.announce', reason: 'web failed'},
      {step: 'late.manifests', reason: 'phase apps failed'},
    ],
    exitCode: 1,
  }),
];

/** A dry run of the same. */
export const dryRun: KflowEvent[] = [
  at(0, {...started, dryRun: true}),
  at(0, {
    type: 'warning',
    message: 'the cluster of context staging does not answer',
    hint: 'what depends on it is left out',
  }),
  at(0, {type: 'phase.started', phase: 'base', index: 1, of: 2, steps: 1}),
  at(0, {
    type: 'step.started',
    step: 'config.manifests',
    resource: 'config',
    kind: 'manifests',
    namespace: 'shop',
    summary: 'manifests\nconfig.yaml',
  }),
  at(0, {
    type: 'step.command',
    step: 'config.manifests',
    command: 'kubectl --context staging get namespace shop',
    mutating: false,
    ran: true,
  }),
  at(0, {
    type: 'step.command',
    command: 'kubectl --context staging create namespace shop',
    mutating: true,
    ran: false,
  }),
  at(0, {
    type: 'step.command',
    step: 'config.manifests',
    command: "kubectl --context staging apply -n shop -f 'my config.yaml'",
    mutating: true,
    ran: false,
  }),
  at(0, {
    type: 'step.command',
    step: 'config.manifests',
    command: 'kubectl --context staging apply -n shop -f other.yaml',
    mutating: true,
    ran: false,
  }),
  at(0, {type: 'step.succeeded', step: 'config.manifests', resource: 'config', seconds: 0, changes: []}),
  at(0, {type: 'resource.ready', resource: 'config', for: 'ready', seconds: 0}),
  at(0, {type: 'phase.finished', phase: 'base', outcome: 'succeeded', seconds: 0}),
  at(0, {type: 'phase.started', phase: 'apps', index: 2, of: 2, steps: 1}),
  at(0, {
    type: 'step.started',
    step: web,
    resource: 'web',
    kind: 'helm',
    namespace: 'shop',
    summary: 'helm web as web',
  }),
  at(0, {
    type: 'step.command',
    step: web,
    command: 'helm upgrade --install web ./web --kube-context staging',
    mutating: true,
    ran: false,
  }),
  at(0, {type: 'step.succeeded', step: web, resource: 'web', seconds: 0, changes: []}),
  at(0, {type: 'run.finished', outcome: 'succeeded', seconds: 0.1, succeeded: 2, failed: [], skipped: [], exitCode: 0}),
];
