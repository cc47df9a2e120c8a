import type {Ports} from './component-arguments.js';

/** The Node object of a simulated node, as its kubelet would register it: not ready yet, that is kwok's to say. */
export function nodeObject(index: number, ports: Ports, version: string): object {
  const name = `node-${index}`;
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  const resources = {cpu: '32', memory: '256Gi', 'ephemeral-storage': '1Ti', pods: '1000'};
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': arch,
        'node.kubernetes.io/instance-type': 'simulated',
        type: 'kwok',
      },
    },
    status: {
      allocatable: resources,
      capacity: resources,
      addresses: [
        {type: 'InternalIP', address: '127.0.0.1'},
        {type: 'Hostname', address: name},
      ],
      daemonEndpoints: {kubeletEndpoint: {Port: ports.kubelet}},
      nodeInfo: {
        ...{architecture: arch, operatingSystem: 'linux', osImage: 'simulated', kernelVersion: 'simulated'},
        ...{containerRuntimeVersion: 'kwok://0.8.0', kubeletVersion: version, kubeProxyVersion: version},
        ...{bootID: name, machineID: name, systemUUID: name},
      },
    },
  };
}

/** The default StorageClass, whose claims get volumes that hold nothing (stages/volume.yaml). */
export const standardStorageClass = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: {name: 'standard', annotations: {'storageclass.kubernetes.io/is-default-class': 'true'}},
  provisioner: 'sandbox.kflow.dev/volumes',
  reclaimPolicy: 'Delete',
  volumeBindingMode: 'Immediate',
  allowVolumeExpansion: true,
};
