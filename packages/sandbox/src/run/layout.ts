import {join} from 'node:path';

/** The files of one sandbox's private directory. etcd's sockets are named relative to it: a whole path can be too long for one. */
export interface Layout {
  dir: string;
  certs: string;
  kubeconfig: string;
  tokens: string;
  /** kwok's configuration: the stages, and what exec and logs do. */
  nodes: string;
  /** What `kubectl logs` shows for every container, and what it shows with `--previous`. */
  podLog: string;
  previousPodLog: string;
  /** The log of a component. */
  log: (component: string) => string;
}

/** Where everything lies in a private directory. */
export function layout(dir: string): Layout {
  return {
    dir,
    certs: join(dir, 'certs'),
    kubeconfig: join(dir, 'kubeconfig'),
    tokens: join(dir, 'tokens.csv'),
    nodes: join(dir, 'nodes.yaml'),
    podLog: join(dir, 'pod.log'),
    previousPodLog: join(dir, 'previous-pod.log'),
    log: (component) => join(dir, `${component}.log`),
  };
}
