import {join} from 'node:path';
import {packageRoot} from '../package-root.js';
import {pinnedVersions} from './pinned-versions.js';
import type {Program} from './program.js';

const SERVERS = ['certs', 'etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kwok'];

/** All servers, kubectl and helm 4, in two programs. */
export const controlPlane: Program = {
  title: 'the control plane',
  dir: join(packageRoot, 'control-plane'),
  packages: ['.', './tools'],
  stamps: (goMod) => {
    const versions = pinnedVersions(goMod);
    const kubernetes = versions['k8s.io/kubernetes'] ?? '';
    const [major = '', minor = ''] = kubernetes.replace(/^v/, '').split('.');
    // Without a version the components call themselves v0.0.0, and clients refuse to talk to them.
    return [
      `k8s.io/component-base/version.gitVersion=${kubernetes}`,
      `k8s.io/component-base/version.gitMajor=${major}`,
      `k8s.io/component-base/version.gitMinor=${minor}`,
      `helm.sh/helm/v4/internal/version.version=${versions['helm.sh/helm/v4'] ?? ''}`,
    ];
  },
  links: {
    ...Object.fromEntries(SERVERS.map((name) => [`libexec/${name}`, 'control-plane'])),
    'bin/kubectl': '../libexec/tools',
    'bin/helm': '../libexec/tools',
  },
};
