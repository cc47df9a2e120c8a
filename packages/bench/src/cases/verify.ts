import {setTimeout as delay} from 'node:timers/promises';
import type {Bench} from '../bench.js';
import {CommandFailed} from '../measure/command.js';
import {outputOf} from '../tools/output-of.js';
import type {LifecycleProject} from './lifecycle.js';

const kubectl = (bench: Bench, ...args: string[]): Promise<string> =>
  outputOf('kubectl', args, {env: bench.env, signal: bench.signal});

/** Throws a CommandFailed unless every Deployment of the project is there and ready. */
export async function verifyReady(bench: Bench, {namespaces, deployments}: LifecycleProject): Promise<void> {
  let ready = 0;
  for (const namespace of namespaces) {
    const path = '{range .items[*]}{.status.readyReplicas}{"\\n"}{end}';
    const found = await kubectl(bench, 'get', 'deployments', '-n', namespace, '-o', `jsonpath=${path}`);
    ready += found.split('\n').filter((line) => line === '1').length;
  }
  if (ready !== deployments) throw new CommandFailed(`it says done, and ${ready} of ${deployments} are ready`);
}

/** Throws a CommandFailed if any object of the project is left. */
export async function verifyAbsent(bench: Bench, {namespaces}: LifecycleProject): Promise<void> {
  for (const namespace of namespaces) {
    const kinds = 'configmaps,services,deployments';
    const found = await kubectl(bench, 'get', kinds, '-n', namespace, '-l', 'of=bench', '-o', 'name');
    if (found !== '') throw new CommandFailed(`it says done, and there still is ${found.split('\n')[0]}`);
  }
}

/** Lets namespaces go, without waiting: those that are gone already do not matter. */
export async function removeNamespaces(bench: Bench, namespaces: readonly string[]): Promise<void> {
  await kubectl(bench, 'delete', 'namespace', ...namespaces, '--ignore-not-found', '--wait=false');
}

/** Waits until no pod is left in them, so that what comes next is not disturbed by what comes down. */
export async function podsGone(bench: Bench, namespaces: readonly string[]): Promise<void> {
  for (const namespace of namespaces) {
    while ((await kubectl(bench, 'get', 'pods,replicasets', '-n', namespace, '-o', 'name')) !== '') {
      await delay(500, undefined, {signal: bench.signal});
    }
  }
}

/** Waits until they are gone. */
export async function namespacesGone(bench: Bench, namespaces: readonly string[]): Promise<void> {
  if (namespaces.length === 0) return;
  await kubectl(bench, 'delete', 'namespace', ...namespaces, '--ignore-not-found');
}
