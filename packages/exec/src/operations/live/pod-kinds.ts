/** The kinds that have pods, by what people may call them. Of what a manifest declares, these alone say whether the resource works. */
const kinds: readonly {group: string; kind: string; names: readonly string[]}[] = [
  {group: 'apps', kind: 'Deployment', names: ['deployment', 'deployments', 'deploy']},
  {group: 'apps', kind: 'StatefulSet', names: ['statefulset', 'statefulsets', 'sts']},
  {group: 'apps', kind: 'DaemonSet', names: ['daemonset', 'daemonsets', 'ds']},
  {group: 'apps', kind: 'ReplicaSet', names: ['replicaset', 'replicasets', 'rs']},
  {group: 'batch', kind: 'Job', names: ['job', 'jobs']},
  {group: '', kind: 'Pod', names: ['pod', 'pods', 'po']},
];

const served = new Set(kinds.map(({group, kind}) => `${group}/${kind}`));
const names = new Set(kinds.flatMap((kind) => kind.names));

/** Whether a kind, as the API server serves it, has pods. */
export function hasPods({group, kind}: {group: string; kind: string}): boolean {
  return served.has(`${group}/${kind}`);
}

/** Whether the `kind` of a manifest may mean one that has pods: the reader of the cluster takes any name of a kind, in any case. */
export function mayHavePods(kind: string): boolean {
  return names.has(kind.toLowerCase().split('.', 1)[0]!);
}
