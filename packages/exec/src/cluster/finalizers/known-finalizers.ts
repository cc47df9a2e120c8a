/** A finalizer that is known, or all those of a domain. */
export interface KnownFinalizer {
  /** The whole name; or, when it begins with `.` or ends with `/`, the end or the beginning of what stands before the slash. */
  name: string;
  /** Who clears it. */
  controller: string;
  /** What the controller's Deployment or the like is called, or begins with. Absent for what runs in the control plane itself. */
  workloads?: readonly string[];
  /** What is left behind when it is taken off by hand. */
  leaves: string;
}

const controlPlane = 'kube-controller-manager';

/**
 * Finalizers and who clears them. Sources, in the order of the table: k8s.io/api/core/v1 (FinalizerKubernetes, PVC and PV protection),
 * apimachinery/pkg/apis/meta/v1 (FinalizerDeleteDependents, FinalizerOrphanDependents), apiextensions/v1
 * (CustomResourceCleanupFinalizer), api/batch/v1 (JobTrackingFinalizer), cloud-provider/service/helpers (LoadBalancerCleanupFinalizer),
 * kubernetes-csi/external-provisioner, external-attacher and external-snapshotter; then each project's own documentation.
 */
export const knownFinalizers: readonly KnownFinalizer[] = [
  {
    name: 'kubernetes.io/pvc-protection',
    controller: controlPlane,
    leaves: 'pods that use the claim lose their volume',
  },
  {name: 'kubernetes.io/pv-protection', controller: controlPlane, leaves: 'a claim without its volume'},
  {
    name: 'foregroundDeletion',
    controller: `the garbage collector in ${controlPlane}`,
    leaves: 'what it owns, for a while',
  },
  {name: 'orphan', controller: `the garbage collector in ${controlPlane}`, leaves: 'what it owned, for good'},
  {
    name: 'customresourcecleanup.apiextensions.k8s.io',
    controller: 'the API server',
    leaves: 'its custom resources in etcd, which come back with the definition',
  },
  {name: 'batch.kubernetes.io/job-tracking', controller: `the Job controller in ${controlPlane}`, leaves: 'nothing'},
  {
    name: 'service.kubernetes.io/load-balancer-cleanup',
    controller: 'the cloud controller manager',
    workloads: ['cloud-controller-manager'],
    leaves: 'the load balancer at the cloud provider, which goes on costing',
  },
  {
    name: 'external-provisioner.volume.kubernetes.io/finalizer',
    controller: 'the CSI provisioner of the storage class',
    workloads: ['csi'],
    leaves: 'the volume at the storage provider',
  },
  {
    name: 'external-attacher/',
    controller: 'the CSI attacher',
    workloads: ['csi'],
    leaves: 'a volume that stays attached',
  },
  {
    name: 'snapshot.storage.kubernetes.io/',
    controller: 'the snapshot controller',
    workloads: ['snapshot-controller'],
    leaves: 'the snapshot at the storage provider',
  },
  {
    name: 'ingress.k8s.aws/',
    controller: 'the AWS load balancer controller',
    workloads: ['aws-load-balancer-controller'],
    leaves: 'load balancers and target groups at AWS',
  },
  {
    name: 'service.k8s.aws/',
    controller: 'the AWS load balancer controller',
    workloads: ['aws-load-balancer-controller'],
    leaves: 'load balancers and target groups at AWS',
  },
  {name: 'longhorn.io', controller: 'Longhorn', workloads: ['longhorn-manager'], leaves: 'volume data on the nodes'},
  {
    name: 'finalizer.acme.cert-manager.io',
    controller: 'cert-manager',
    workloads: ['cert-manager'],
    leaves: 'DNS records or pods of an ACME challenge',
  },
  {
    name: '.cert-manager.io',
    controller: 'cert-manager',
    workloads: ['cert-manager'],
    leaves: 'what cert-manager made for it',
  },
  {
    name: 'resources-finalizer.argocd.argoproj.io',
    controller: 'Argo CD',
    workloads: ['argocd-application-controller', 'argo-cd'],
    leaves: 'everything that the Application deployed',
  },
  {
    name: '.argoproj.io',
    controller: 'Argo',
    workloads: ['argocd-application-controller', 'argo-cd', 'argo-workflows', 'argo-rollouts'],
    leaves: 'what Argo made for it',
  },
  {
    name: 'finalizers.fluxcd.io',
    controller: 'Flux',
    workloads: ['kustomize-controller', 'helm-controller', 'source-controller'],
    leaves: 'everything that the Kustomization or HelmRelease deployed',
  },
  {
    name: '.crossplane.io',
    controller: 'Crossplane or its provider',
    workloads: ['crossplane', 'provider-'],
    leaves: 'the external resource, which goes on costing',
  },
  {
    name: '.external-secrets.io',
    controller: 'External Secrets',
    workloads: ['external-secrets'],
    leaves: 'secrets that it pushed elsewhere',
  },
  {
    name: '.cluster.x-k8s.io',
    controller: 'Cluster API',
    workloads: ['capi-', 'capa-', 'capz-', 'capg-', 'capv-', 'capd-'],
    leaves: 'machines at the infrastructure provider, which go on costing',
  },
  {
    name: '.ceph.rook.io',
    controller: 'Rook',
    workloads: ['rook-ceph-operator'],
    leaves: 'Ceph daemons and data on the nodes',
  },
  {name: '.strimzi.io', controller: 'Strimzi', workloads: ['strimzi-'], leaves: 'topics or users in Kafka'},
  {
    name: '.metallb.io',
    controller: 'MetalLB',
    workloads: ['controller', 'metallb'],
    leaves: 'addresses that stay assigned',
  },
  {
    name: '.elbv2.k8s.aws',
    controller: 'the AWS load balancer controller',
    workloads: ['aws-load-balancer-controller'],
    leaves: 'target groups at AWS',
  },
  {
    name: '.services.k8s.aws',
    controller: 'AWS Controllers for Kubernetes',
    workloads: ['ack-'],
    leaves: 'the resource at AWS, which goes on costing',
  },
  {
    name: '.cnrm.cloud.google.com',
    controller: 'Config Connector',
    workloads: ['cnrm-controller-manager'],
    leaves: 'the resource at Google Cloud',
  },
  {
    name: '.istio.io',
    controller: 'Istio',
    workloads: ['istiod', 'istio-operator'],
    leaves: "parts of Istio's control plane",
  },
  {name: '.velero.io', controller: 'Velero', workloads: ['velero'], leaves: 'backups in the object store'},
  {name: '.keda.sh', controller: 'KEDA', workloads: ['keda-operator'], leaves: 'an HPA, and replicas as they are'},
  {name: '.cattle.io', controller: 'Rancher', workloads: ['rancher'], leaves: 'what Rancher made for it'},
  {
    name: '.kubevirt.io',
    controller: 'KubeVirt',
    workloads: ['virt-controller', 'virt-operator'],
    leaves: 'virtual machines or their pods',
  },
  {
    name: '.monitoring.coreos.com',
    controller: 'the Prometheus operator',
    workloads: ['prometheus-operator'],
    leaves: 'what the operator made for it',
  },
];

/** What is known of a finalizer; undefined for those of projects that are not in the table. */
export function knownFinalizer(finalizer: string): KnownFinalizer | undefined {
  const domain = finalizer.split('/', 1)[0]!;
  return knownFinalizers.find(({name}) => {
    if (name.startsWith('.')) return domain.endsWith(name) || domain === name.slice(1);
    return name.endsWith('/') ? domain.startsWith(name.slice(0, -1)) : finalizer === name;
  });
}
