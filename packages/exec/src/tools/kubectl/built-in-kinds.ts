/**
 * Kinds that every kubectl of 1.25 and later has in its own types, with merge keys and all, as `apiVersion/kind`. Source:
 * k8s.io/kubectl/pkg/scheme/install.go. What was added to these groups later, and what kubectl does not know at all (CustomResourceDefinitions
 * and APIServices among it), is left out.
 */
const builtIn: ReadonlySet<string> = new Set(
  Object.entries({
    v1: [
      'ConfigMap Endpoints LimitRange Namespace PersistentVolume PersistentVolumeClaim Pod ReplicationController ResourceQuota',
      'Secret Service ServiceAccount',
    ],
    'apps/v1': ['DaemonSet Deployment ReplicaSet StatefulSet'],
    'autoscaling/v1': ['HorizontalPodAutoscaler'],
    'autoscaling/v2': ['HorizontalPodAutoscaler'],
    'batch/v1': ['CronJob Job'],
    'networking.k8s.io/v1': ['Ingress IngressClass NetworkPolicy'],
    'policy/v1': ['PodDisruptionBudget'],
    'rbac.authorization.k8s.io/v1': ['ClusterRole ClusterRoleBinding Role RoleBinding'],
    'scheduling.k8s.io/v1': ['PriorityClass'],
    'storage.k8s.io/v1': ['StorageClass'],
  }).flatMap(([version, kinds]) => kinds.flatMap((each) => each.split(' ')).map((kind) => `${version}/${kind}`)),
);

/** Whether kubectl has the type of each of these built in. */
export function areBuiltIn(objects: readonly {apiVersion: string; kind: string}[]): boolean {
  return objects.every(({apiVersion, kind}) => builtIn.has(`${apiVersion}/${kind}`));
}
