import type {HealthReport, StatusReport, WorkloadProgress} from '@kflow/exec';
import {expect, test} from '@jest/globals';
import {printHealth} from '../../src/tables/health-table.js';
import {printState} from '../../src/tables/state-table.js';
import {printStatus} from '../../src/tables/status-table.js';
import {fakeTerminal} from '../fake-terminal.js';

const now = Date.parse('2026-01-02T12:00:00Z');
const progress: WorkloadProgress = {
  workload: 'deployment/web',
  state: 'progressing',
  ready: 1,
  total: 3,
  message: '1/3 ready',
};

test('status', () => {
  const common = {
    phase: 'apps',
    namespace: 'shop',
    ready: 0,
    total: 0,
    workloads: [],
    helm: [],
    drift: [],
    runners: [],
  };
  const report: StatusReport = {
    context: 'staging',
    resources: [
      {...common, name: 'config', state: 'unknown'},
      {
        ...common,
        name: 'web',
        state: 'applied',
        ready: 1,
        total: 3,
        workloads: [progress],
        helm: [{release: 'web', namespace: 'shop', status: 'deployed', revision: 2}],
        drift: [`${process.cwd()}/manifests/web.yaml`],
        lastApplied: '2026-01-02T11:55:00Z',
        runners: [{step: 'web.migrate', status: 'schema 3 of 3'}],
      },
    ],
  };
  const {terminal, written} = fakeTerminal();
  printStatus(report, terminal, now);
  expect(written.out).toBe(`\
RESOURCE  PHASE  NAMESPACE  STATE    READY  HELM      DRIFT   LAST APPLIED
config    apps   shop       unknown  -      -         -       -
web       apps   shop       applied  1/3    deployed  1 file  5m ago

web: deployment/web 1/3 ready
web: differs from what was applied: manifests/web.yaml
web: web.migrate: schema 3 of 3
`);
});

test('health', () => {
  const common = {namespace: 'shop', workloads: []};
  const report: HealthReport = {
    healthy: false,
    resources: [
      {...common, name: 'config', healthy: true, state: 'unchecked', detail: 'nothing to check'},
      {...common, name: 'web', healthy: false, state: 'progressing', detail: 'deployment/web 1/3 ready'},
    ],
  };
  const {terminal, written} = fakeTerminal();
  printHealth(report, terminal);
  expect(written.out).toBe(`\
RESOURCE  NAMESPACE  HEALTH       DETAIL
config    shop       ✓ healthy    nothing to check
web       shop       ✗ unhealthy  deployment/web 1/3 ready

✗ 1 of 2 resources unhealthy
`);
});

test('state', () => {
  const at = '2026-01-02T11:00:00Z';
  const {terminal, written} = fakeTerminal();
  printState(
    {
      path: '/home/me/.kflow/state.json',
      context: 'staging',
      now,
      state: {
        identity: 'uid-1',
        resources: {
          web: {
            phase: 'apps',
            namespace: 'shop',
            status: 'failed',
            lastOperation: 'apply',
            lastOperationAt: at,
            steps: {config: {kind: 'manifests', outcome: 'succeeded', at}, helm: {kind: 'helm', outcome: 'failed', at}},
          },
        },
      },
    },
    terminal,
  );
  expect(written.out).toMatch(/^context staging \(cluster uid-1\), .*state\.json\n\n/);
  expect(written.out).toContain('web       apps   shop       failed  apply 1h ago    -             config ✓, helm ✗\n');
  const empty = fakeTerminal();
  printState({path: '/s.json', context: 'new', now, state: {resources: {}}}, empty.terminal);
  expect(empty.written.out).toMatch(/nothing was applied yet/);
});
