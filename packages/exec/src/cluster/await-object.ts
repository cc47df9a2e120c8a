import {RolloutError} from '../errors/rollout-error.js';
import type {Clock} from '../ports/clock.js';
import type {ApiResource, ClusterReader, KubeObject} from '../ports/cluster-reader.js';
import {Backoff} from './read/backoff.js';
import {startDeadline} from './wait/deadline.js';
import {Bell} from './wait/bell.js';
import {nameOf} from './wait/describe-failure.js';
import {lostConnection} from './wait/last-seen.js';
import {ObjectTarget} from './wait/object-target.js';
import {TargetGroup} from './wait/target-group.js';
import {untilAborted} from './wait/until-aborted.js';

/** A wait for one object of which something is to become true. */
export interface AwaitObjectRequest {
  reader: ClusterReader;
  clock: Clock;
  /** As people write it: `deploy`, `certificate.cert-manager.io`. */
  kind: string;
  name: string;
  /** Where it is if its kind has namespaces. */
  namespace: string;
  /** Why what is waited for is not so, in a few words; undefined when it is. */
  unmet(object: KubeObject): string | undefined;
  /** Seconds. */
  timeout: number;
  signal?: AbortSignal;
  /** Masks secrets in what conditions say. Default: none are. */
  mask?: (text: string) => string;
  /** Called when what is seen changes, with the seconds since the wait began. */
  onProgress?: (message: string, seconds: number) => void;
}

/**
 * Resolves with the object as soon as it is as wanted. Neither it nor its kind has to exist when the wait begins: both
 * may come until the time is over. Rejects with a RolloutError KF814 when they did not, with a ReadError when the
 * cluster does not let itself be read, and with the signal's reason.
 */
export async function awaitObject(request: AwaitObjectRequest): Promise<KubeObject> {
  const {clock, reader, signal, timeout} = request;
  const deadline = startDeadline(clock, timeout, signal);
  const {late, stop} = deadline;
  const tell = teller(request);
  const groups: TargetGroup<ObjectTarget>[] = [];
  try {
    const resource = await served(request, stop, tell);
    const {group, version, kind} = resource;
    const {name, namespace} = request;
    const target = new ObjectTarget({group, version, kind, name, namespace}, resource, (object) =>
      request.unmet(object),
    );
    groups.push(...TargetGroup.of(reader, [target]));
    return await follow(target, groups, stop, () => tell(`${nameOf(target.reference)}: ${target.message}`));
  } catch (error) {
    if (!late.aborted || signal?.aborted === true) throw error;
    const lost = lostConnection(groups);
    throw new RolloutError('KF814', `timed out after ${timeout} s: ${tell.last}${lost?.text ?? ''}`, {
      hint: lost?.hint ?? "look at it with `kubectl describe`, or allow more time with the step's `timeout`",
    });
  } finally {
    deadline.end();
    for (const group of groups) group.close();
  }
}

async function follow(
  target: ObjectTarget,
  groups: readonly TargetGroup<ObjectTarget>[],
  stop: AbortSignal,
  tell: () => void,
): Promise<KubeObject> {
  const bell = new Bell();
  const wake = (): void => bell.ring();
  let refused: {error: unknown} | undefined;
  stop.addEventListener('abort', wake);
  try {
    tell();
    await untilAborted(stop, Promise.all(groups.map((group) => group.read())));
    if (!target.done) {
      for (const group of groups) {
        group.watch(wake, (error) => {
          refused = {error};
          wake();
        });
      }
    }
    for (;;) {
      if (refused !== undefined) throw refused.error;
      if (target.done) return target.object!;
      tell();
      stop.throwIfAborted();
      await bell.heard();
    }
  } finally {
    stop.removeEventListener('abort', wake);
  }
}

/** The kind, as soon as the cluster serves it. */
async function served(
  {reader, clock, kind, name}: AwaitObjectRequest,
  stop: AbortSignal,
  tell: (message: string) => void,
): Promise<ApiResource> {
  const backoff = new Backoff(250, 2_000);
  for (;;) {
    const resource = await untilAborted(stop, reader.resolve(kind));
    if (resource !== undefined) return resource;
    tell(`${kind}/${name}: the cluster does not serve its kind`);
    await clock.sleep(backoff.next(), stop);
  }
}

/** Passes a message on when it is another than before; `last` is the newest. */
function teller({clock, kind, name, mask, onProgress}: AwaitObjectRequest): {(message: string): void; last: string} {
  const start = clock.monotonic();
  const tell = (message: string): void => {
    const masked = mask === undefined ? message : mask(message);
    if (masked === tell.last) return;
    tell.last = masked;
    onProgress?.(masked, (clock.monotonic() - start) / 1000);
  };
  tell.last = `${kind}/${name}: the cluster did not answer`;
  return tell;
}
