/** The kinds that have a rollout to wait for, and what else kubectl calls them. */
const spellings: {[kind: string]: string[]} = {
  deployment: ['deployments', 'deploy'],
  statefulset: ['statefulsets', 'sts'],
  daemonset: ['daemonsets', 'ds'],
  replicaset: ['replicasets', 'rs'],
};

/** The kinds with a rollout, lower case and singular. */
export const rolloutKinds = Object.keys(spellings);

/** A kind in lower case, and in the singular where kflow knows it: `deploy`, `Deployments.apps` -> `deployment`. */
export function workloadKind(text: string): string {
  const kind = text.toLowerCase().replace(/\.(v1\.)?apps$/, '');
  return rolloutKinds.find((known) => known === kind || spellings[known]?.includes(kind)) ?? kind;
}
