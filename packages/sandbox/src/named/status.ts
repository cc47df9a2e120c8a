import {cacheDir} from '../cache-dir.js';
import type {ComponentExit} from '../run/component.js';
import {sandboxName} from '../run/sandbox-name.js';
import {findNamed} from './find-named.js';
import {namedFiles} from './named-files.js';

/** What `status --json` prints. All but the first two are there only if it runs. */
export interface SandboxStatus {
  name: string;
  /** `broken`: a component ended by itself, see `failed`. */
  state: 'running' | 'broken' | 'stopped';
  context?: string;
  kubeconfig?: string;
  /** A directory with kubectl and helm. */
  bin?: string;
  nodes?: number;
  /** ISO 8601. */
  startedAt?: string;
  /** Process ids of the components. */
  pids?: {[component: string]: number};
  failed?: ComponentExit;
}

/** Whether the sandbox of that name runs, and how to use it. */
export async function status(name: string): Promise<SandboxStatus> {
  const found = await findNamed(namedFiles(cacheDir(process.env), sandboxName(name)));
  if (!found) return {name, state: 'stopped'};
  const {context, kubeconfig, bin, nodes, startedAt, pids, failed} = found;
  return {name, state: failed ? 'broken' : 'running', context, kubeconfig, bin, nodes, startedAt, pids, failed};
}

/** The environment in which `kubectl` and `helm` are that sandbox's. */
export function environmentOf(running: SandboxStatus): {KUBECONFIG: string; PATH: string} {
  return {KUBECONFIG: running.kubeconfig ?? '', PATH: `${running.bin ?? ''}:${process.env.PATH ?? ''}`};
}
