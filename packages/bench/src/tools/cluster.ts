import {fileURLToPath} from 'node:url';
import {outputOf} from './output-of.js';

const sandbox = fileURLToPath(new URL('../../../sandbox/bin/kflow-sandbox.js', import.meta.url));

/** The sandbox that everything is measured on. */
export interface Cluster {
  kubeconfig: string;
  context: string;
  /** A directory with kubectl and helm. */
  bin: string;
  /** Of its processes. */
  pids: readonly number[];
}

/** Starts the named sandbox, or takes the one that is up. It outlives this process: see `endCluster`. */
export async function startCluster(name: string, signal: AbortSignal): Promise<Cluster> {
  await outputOf(process.execPath, [sandbox, 'up', '--name', name, '--nodes', '4'], {signal});
  const status = JSON.parse(await outputOf(process.execPath, [sandbox, 'status', '--name', name, '--json']));
  return {kubeconfig: status.kubeconfig, context: status.context, bin: status.bin, pids: Object.values(status.pids)};
}

/** Ends it, and removes all that it kept. */
export async function endCluster(name: string): Promise<void> {
  await outputOf(process.execPath, [sandbox, 'down', '--name', name]);
}
