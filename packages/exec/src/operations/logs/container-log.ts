import {containerStatuses} from '../../cluster/failure/container-findings.js';
import type {KubeObject} from '../../ports/cluster-reader.js';
import type {LogsOptions} from './logs-request.js';

/** One container of a pod, as far as its log matters. */
export interface ContainerLog {
  namespace: string;
  pod: string;
  container: string;
  isOneOfSeveral: boolean;
  /** Names this run of the container: it changes when the container is restarted. */
  key: string;
  /** Why there is nothing to read yet; undefined when there is. */
  waitsFor?: string;
  hasPrevious: boolean;
}

/**
 * The containers of a pod whose logs are read: one when it is named, else those that run as long as the pod does. Init containers that
 * end are left out.
 */
export function containerLogs(pod: KubeObject, wanted: string | undefined): ContainerLog[] {
  const {spec = {}, metadata} = pod;
  const init: {name: string; restartPolicy?: string}[] = spec.initContainers ?? [];
  const sidecars = init.filter(({restartPolicy}) => restartPolicy === 'Always');
  const all: {name: string}[] = [...init, ...(spec.containers ?? [])];
  const shown =
    wanted === undefined ? [...sidecars, ...(spec.containers ?? [])] : all.filter(({name}) => name === wanted);
  const statuses = new Map(containerStatuses(pod).map((status) => [status.name, status]));
  return shown.map(({name}): ContainerLog => {
    const status = statuses.get(name);
    const {running, terminated, waiting} = status?.state ?? {};
    const hasPrevious = status?.lastState?.terminated !== undefined;
    // A container that waits to be started again still has the log of its last run.
    const hasLog = running !== undefined || terminated !== undefined || hasPrevious;
    return {
      namespace: metadata.namespace ?? 'default',
      pod: metadata.name,
      container: name,
      isOneOfSeveral: shown.length > 1,
      key: `${metadata.uid}/${name}/${status?.restartCount ?? 0}`,
      ...(hasLog ? {} : {waitsFor: waiting?.reason ?? pod.status?.phase ?? 'Pending'}),
      hasPrevious,
    };
  });
}

/** Names of all containers of some pods, each once. */
export function containerNames(pods: readonly KubeObject[]): string[] {
  const names = pods.flatMap(({spec}) => [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])]);
  return [...new Set(names.map(({name}: {name: string}) => name))];
}

/** The API's path of a container's log. */
export function logPath(
  {namespace, pod, container}: ContainerLog,
  options: LogsOptions & {sinceTime?: string},
): string {
  const {follow, tail, since, previous, sinceTime} = options;
  const search = new URLSearchParams({container});
  if (follow) search.set('follow', 'true');
  if (previous) search.set('previous', 'true');
  if (tail !== undefined) search.set('tailLines', String(tail));
  // The API knows no shorter time than a second.
  if (since !== undefined) search.set('sinceSeconds', String(Math.max(1, Math.ceil(since))));
  if (sinceTime !== undefined) search.set('sinceTime', sinceTime);
  return `/api/v1/namespaces/${namespace}/pods/${pod}/log?${search.toString()}`;
}
