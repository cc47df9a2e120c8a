import {join} from 'node:path';
import type {Layout} from './layout.js';

/** The parts of a control plane, in the order in which they are started. */
export const COMPONENTS = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kwok'] as const;

/** The name of a part, which is also that of its program and its log. */
export type ComponentName = (typeof COMPONENTS)[number];

/** The ports of a sandbox, all of 127.0.0.1. The other components talk over sockets or serve nothing. */
export interface Ports {
  apiserver: number;
  kubelet: number;
}

/** The command line of each component. Every one of them runs in the private directory. */
export function componentArguments(files: Layout, ports: Ports): {[name in ComponentName]: string[]} {
  const cert = (name: string): string => join(files.certs, name);
  const client = [
    ...[`--kubeconfig=${files.kubeconfig}`, `--authentication-kubeconfig=${files.kubeconfig}`],
    ...[
      `--authorization-kubeconfig=${files.kubeconfig}`,
      '--leader-elect=false',
      '--bind-address=127.0.0.1',
      '--secure-port=0',
    ],
    ...['--kube-api-qps=500', '--kube-api-burst=1000'],
  ];
  return {
    etcd: [
      // Sockets in a directory that is its owner's alone: no port to lose a race for, and nobody else can read the Secrets.
      ...['--name=sandbox', '--data-dir=etcd', '--unsafe-no-fsync', '--log-level=warn'],
      ...['--listen-client-urls=unix://etcd.sock', '--advertise-client-urls=unix://etcd.sock'],
      ...['--listen-peer-urls=unix://peer.sock', '--initial-advertise-peer-urls=unix://peer.sock'],
      '--initial-cluster=sandbox=unix://peer.sock',
    ],
    'kube-apiserver': [
      ...['--etcd-servers=unix://etcd.sock', '--bind-address=127.0.0.1', `--secure-port=${ports.apiserver}`],
      ...[
        `--tls-cert-file=${cert('server.crt')}`,
        `--tls-private-key-file=${cert('server.key')}`,
        `--cert-dir=${files.certs}`,
      ],
      ...[`--token-auth-file=${files.tokens}`, '--authorization-mode=RBAC', '--allow-privileged'],
      ...['--service-account-issuer=https://kubernetes.default.svc', '--service-cluster-ip-range=10.96.0.0/16'],
      `--service-account-key-file=${cert('service-account.pub')}`,
      `--service-account-signing-key-file=${cert('service-account.key')}`,
      `--kubelet-certificate-authority=${cert('ca.crt')}`,
      `--kubelet-client-certificate=${cert('client.crt')}`,
      `--kubelet-client-key=${cert('client.key')}`,
      // The nodes' names are in no DNS.
      '--kubelet-preferred-address-types=InternalIP',
    ],
    'kube-controller-manager': [
      ...client,
      `--service-account-private-key-file=${cert('service-account.key')}`,
      `--root-ca-file=${cert('ca.crt')}`,
    ],
    'kube-scheduler': client,
    kwok: [
      ...[`--kubeconfig=${files.kubeconfig}`, `--config=${files.nodes}`, '--manage-all-nodes=true'],
      ...['--cidr=10.0.0.0/16', '--node-ip=127.0.0.1', '--node-lease-duration-seconds=40'],
    ],
  };
}

/** What the components need in their environment. */
export function componentEnvironment(files: Layout, ports: Ports): {[name: string]: string} {
  return {
    KFLOW_SANDBOX_LIFELINE: 'stdin',
    KFLOW_SANDBOX_KUBELET: `127.0.0.1:${ports.kubelet}`,
    KFLOW_SANDBOX_CERTS: files.certs,
    // What `kubectl exec` runs must not reach the user's own cluster.
    KUBECONFIG: files.kubeconfig,
  };
}
