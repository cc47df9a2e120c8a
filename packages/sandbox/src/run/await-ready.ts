import type {ApiClient} from './api-client.js';
import type {ComponentName, Ports} from './component-arguments.js';
import {nodeObject, standardStorageClass} from './node-objects.js';
import {until} from './until.js';

/** What to wait for. */
export interface AwaitReadyOptions {
  api: ApiClient;
  /** How many nodes to register. */
  nodes: number;
  ports: Ports;
  /** As `Date.now()` has it. */
  deadline: number;
  signal: AbortSignal;
  /** Starts a component once what it needs is there. */
  start: (name: ComponentName) => void;
}

interface NodeList {
  items: {status: {conditions?: {type: string; status: string}[]}}[];
}

/**
 * Waits for the API server, starts what works through it, registers the nodes, and waits until they are ready and a pod could be
 * created: the default namespace has its ServiceAccount.
 */
export async function awaitReady(options: AwaitReadyOptions): Promise<void> {
  const {api, nodes, ports, deadline, signal, start} = options;
  const poll = (what: string, every: number, check: () => Promise<boolean>): Promise<void> =>
    until(check, {every, deadline, signal, what});

  // The two wait for the API server by themselves, and have their own start behind them by the time it answers.
  start('kube-controller-manager');
  start('kube-scheduler');
  await poll('the API server getting ready', 25, async () => (await api.call('GET', '/readyz')).status === 200);
  // kwok does not: it asks once and then rests for seconds.
  start('kwok');
  const version = ((await api.call('GET', '/version')).body as {gitVersion: string}).gitVersion;
  await api.create('/apis/storage.k8s.io/v1/storageclasses', standardStorageClass);
  for (let index = 1; index <= nodes; index++) await api.create('/api/v1/nodes', nodeObject(index, ports, version));
  await Promise.all([
    poll('the nodes getting ready', 50, async () => {
      const list = (await api.call('GET', '/api/v1/nodes?resourceVersion=0')).body as NodeList;
      const ready = list.items.filter(({status}) =>
        status.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True'),
      );
      return ready.length === nodes;
    }),
    poll('the default ServiceAccount appearing', 50, async () => {
      const answer = await api.call('GET', '/api/v1/namespaces/default/serviceaccounts/default');
      return answer.status === 200;
    }),
  ]);
}
