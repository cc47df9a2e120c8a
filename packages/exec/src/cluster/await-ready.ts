import type {WorkloadProgress} from '../engine/event.js';
import type {Clock} from '../ports/clock.js';
import type {ClusterReader, ObjectReference} from '../ports/cluster-reader.js';
import {startDeadline} from './wait/deadline.js';
import {ReadyWait} from './wait/ready-wait.js';
import {findWorkloads} from './workloads-of.js';

/** What to wait for. */
export interface ReadyTargets {
  /** Objects of any kind; those that are ready as soon as they exist (a ConfigMap, say) are not asked for. */
  references: readonly ObjectReference[];
  /** Also the Deployments, StatefulSets and DaemonSets that it finds when the wait begins. */
  selector?: {namespace: string; labelSelector: string};
}

/** A wait for readiness. */
export interface AwaitReadyRequest {
  reader: ClusterReader;
  clock: Clock;
  targets: ReadyTargets;
  /** Seconds. */
  timeout: number;
  /** What sets the timeout, for hints. Default `--timeout`. */
  timeoutName?: string;
  /** Seconds for which a sign of failure that may pass must be seen before the wait fails. Default 30. */
  grace?: number;
  signal?: AbortSignal;
  /** Masks secrets in what pods and events say. Default: none are. */
  mask?: (text: string) => string;
  /** Called when what is seen of an object changes, at most once a second for each, with the seconds since the wait began. */
  onProgress?: (progress: WorkloadProgress, seconds: number) => void;
}

/**
 * Resolves, with the last progress of each, when all targets have been ready since the wait began; call it after the apply, since it
 * begins by asking the API server how things are now. Rejects with a RolloutError as soon as one cannot become ready by itself (KF811), when
 * the time is over (KF810) or a kind is not served (KF813), each with a diagnosis where there is one; with a ReadError when the cluster
 * does not let itself be read; and with the signal's reason. Changes come by watches, shared with every other wait of the same reader.
 */
export async function awaitReady(request: AwaitReadyRequest): Promise<WorkloadProgress[]> {
  const {clock, reader, targets, signal, timeout} = request;
  const deadline = startDeadline(clock, timeout, signal);
  try {
    const found = targets.selector === undefined ? [] : await findWorkloads(reader, targets.selector);
    const wait = new ReadyWait(request, request.grace ?? 30, deadline.late);
    const ready = await wait.run([...targets.references, ...found]);
    return ready.map((target) => target.progress);
  } finally {
    deadline.end();
  }
}
