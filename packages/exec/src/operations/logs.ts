import {untilAborted} from '../cluster/wait/until-aborted.js';
import {KflowError} from '../errors/kflow-error.js';
import type {ClusterReader, KubeObject, ObjectQuery} from '../ports/cluster-reader.js';
import {containerLogs, containerNames} from './logs/container-log.js';
import {distinct, LogFollower, podsOf} from './logs/follow-logs.js';
import type {LogsRequest} from './logs/logs-request.js';
import {LiveWorkloads} from './live/live-workloads.js';
import {podQueries} from './logs/pod-queries.js';
import {printLogs} from './logs/print-logs.js';

/**
 * Reads the logs of all pods of resources, over the run's read channel: no process is started for a pod. Following never resolves, but
 * rejects with the signal's reason.
 *
 * @returns whether every log could be read
 * @throws KflowError of the user's family: `KF820` nothing to find pods by, `KF822` no such container; external: `KF821` no pods, `KF823`
 *   no log, `KF80x` the cluster cannot be read
 */
export async function readLogs(request: LogsRequest): Promise<boolean> {
  const {session, options = {}} = request;
  // A dry run without a cluster; the session has said why.
  if (!session.cluster) return true;
  const queries = await queriesFor(session.cluster, request);
  return options.follow
    ? await follow(session.cluster, queries, request)
    : await printLogs(session.cluster, await podsNow(session.cluster, queries, request), request);
}

async function queriesFor(reader: ClusterReader, {resources, session, options = {}, onProblem}: LogsRequest) {
  const live = new LiveWorkloads(reader, session.kubectl, session.namespace);
  const found = await Promise.all(
    resources.map((resource) =>
      podQueries(reader, resource, {selector: options.selector, declared: () => live.declaredBy(resource), onProblem}),
    ),
  );
  const lost = resources.filter((_, index) => found[index] === undefined).map(({name}) => name);
  if (lost.length > 0) {
    throw new KflowError('user', 'KF820', `nothing says which pods are those of ${lost.join(', ')}`, {
      hint: 'pass --selector, or give the resource a `selector` or `workloads`',
    });
  }
  return found.flatMap((queries) => queries ?? []);
}

async function podsNow(reader: ClusterReader, queries: readonly ObjectQuery[], request: LogsRequest) {
  const pods = distinct((await Promise.all(queries.map((query) => reader.list(query)))).flat());
  if (pods.length === 0) {
    const names = request.resources.map(({name}) => name).join(', ');
    throw new KflowError('external', 'KF821', `${names} has no pods`, {hint: '--follow waits for them'});
  }
  checkContainer(pods, request);
  return pods;
}

async function follow(reader: ClusterReader, queries: readonly ObjectQuery[], request: LogsRequest): Promise<never> {
  const observations = queries.map((query) => reader.observe(query));
  try {
    const listed = Promise.all(observations.map((observation) => observation.listed));
    await (request.signal ? untilAborted(request.signal, listed) : listed);
    const pods = podsOf(observations);
    if (pods.length === 0) request.onProblem('there are no pods yet', 'waiting for them');
    else checkContainer(pods, request);
    return await new LogFollower(reader, request).follow(observations);
  } finally {
    for (const observation of observations) observation.close();
  }
}

function checkContainer(pods: readonly KubeObject[], {options = {}}: LogsRequest): void {
  const {container} = options;
  if (pods.some((pod) => containerLogs(pod, container).length > 0)) return;
  throw new KflowError('user', 'KF822', `no pod has a container \`${container}\``, {
    hint: `there are: ${containerNames(pods).join(', ')}`,
  });
}
