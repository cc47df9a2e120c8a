import {delimiter} from 'node:path';
import type {Cluster} from './cluster.js';

/** The environment of everything that is measured: the sandbox and its tools, and a home directory where nothing else is. */
export function privateEnv(cluster: Cluster | undefined, home: string): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {...process.env, HOME: home, NO_COLOR: '1'};
  for (const name of Object.keys(env))
    if (/^(KFLOW_|HELM_|HELMFILE_|XDG_|NODE_OPTIONS|FORCE_COLOR|CI$|KUBECONFIG)/.test(name)) delete env[name];
  if (cluster === undefined) return env;
  return {...env, KUBECONFIG: cluster.kubeconfig, PATH: [cluster.bin, process.env.PATH].join(delimiter)};
}
