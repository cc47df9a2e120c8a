import {NotGoneError} from '../errors/not-gone-error.js';
import type {RemainingObject, WorkloadProgress} from '../engine/event.js';
import type {Clock} from '../ports/clock.js';
import type {ClusterReader, ObjectReference} from '../ports/cluster-reader.js';
import {referenceKey, workloadName} from './read/object-key.js';
import {startDeadline} from './wait/deadline.js';
import {nameOf} from './wait/describe-failure.js';
import {Bell} from './wait/bell.js';
import {GoneTarget} from './wait/gone-target.js';
import {HoldLooks} from './wait/hold-looks.js';
import {whyStillThere} from './wait/why-still-there.js';
import {LastSeen, lostConnection} from './wait/last-seen.js';
import {ProgressReporter} from './wait/progress-reporter.js';
import {TargetGroup} from './wait/target-group.js';
import {untilAborted} from './wait/until-aborted.js';

/** A wait for absence. */
export interface AwaitGoneRequest {
  reader: ClusterReader;
  clock: Clock;
  /** Objects whose deletion was asked for; with a `uid`, one of the same name that was made since does not count. */
  references: readonly (ObjectReference & {uid?: string})[];
  /** Seconds. */
  timeout: number;
  /** What sets the timeout, for hints. Default `--timeout`. */
  timeoutName?: string;
  /** Seconds that were waited before, when this wait goes on after something was done about it (force). Default 0. */
  before?: number;
  signal?: AbortSignal;
  /** Called when what is seen of an object changes, at most once a second for each, with the seconds since the wait began. */
  onProgress?: (progress: WorkloadProgress, seconds: number) => void;
}

/** Objects that a message names; of more, it gives the number. */
const most = 5;

/**
 * Resolves when none of the objects exists any more, as the API server itself says. Rejects with a NotGoneError KF812 that names what is
 * still there, the finalizers that hold it, and who should clear them, when the time is over; with a ReadError when the cluster does not let itself be read; and
 * with the signal's reason.
 */
export async function awaitGone(request: AwaitGoneRequest): Promise<void> {
  const {clock, signal, timeout} = request;
  const deadline = startDeadline(clock, timeout, signal);
  const {late, stop} = deadline;
  const targets: GoneTarget[] = [];
  const groups: TargetGroup<GoneTarget>[] = [];
  const looks = new HoldLooks(request.reader, clock);
  try {
    targets.push(...(await untilAborted(stop, resolveTargets(request))));
    groups.push(...TargetGroup.of(request.reader, targets));
    await follow(request, groups, stop, looks);
  } catch (error) {
    if (!late.aborted || signal?.aborted === true) throw error;
    await looks.look(targets, signal);
    throw stillThere(targets, groups, request);
  } finally {
    deadline.end();
    for (const group of groups) group.close();
  }
}

/** A kind that is not served has no objects. */
async function resolveTargets(request: AwaitGoneRequest): Promise<GoneTarget[]> {
  const targets = new Map<string, GoneTarget>();
  for (const reference of request.references) {
    const resource = await request.reader.resolve(reference.kind, reference.group);
    if (resource === undefined) continue;
    const target = new GoneTarget(reference, resource);
    targets.set(referenceKey(target.reference), target);
  }
  return [...targets.values()];
}

async function follow(
  request: AwaitGoneRequest,
  groups: readonly TargetGroup<GoneTarget>[],
  stop: AbortSignal,
  looks: HoldLooks,
): Promise<void> {
  const {clock, before = 0} = request;
  const start = clock.monotonic();
  const reporter = new ProgressReporter((progress) =>
    request.onProgress?.(progress, before + (clock.monotonic() - start) / 1000),
  );
  const lastSeen = new LastSeen();
  const bell = new Bell();
  const wake = (): void => bell.ring();
  const over = new AbortController();
  let refused: {error: unknown} | undefined;
  stop.addEventListener('abort', wake);
  try {
    await untilAborted(stop, Promise.all(groups.map((group) => group.read())));
    for (const group of groups) {
      if (group.isDone) continue;
      group.watch(wake, (error) => {
        refused = {error};
        wake();
      });
    }
    void looks.keepLooking(
      groups.flatMap((group) => group.targets),
      AbortSignal.any([stop, over.signal]),
      wake,
      // What was held before is looked into at once.
      before > 0 ? 0 : undefined,
    );
    for (;;) {
      if (refused !== undefined) throw refused.error;
      await untilAborted(
        stop,
        Promise.all(groups.map((group) => group.read(group.targets.filter((target) => target.unsure)))),
      );
      const now = clock.monotonic();
      const dues = groups.flatMap((group) =>
        group.targets.flatMap((target) => {
          const {progress, due} = lastSeen.of(group, target.progress, now);
          return [due, reporter.tell(progress, now)];
        }),
      );
      for (const group of groups) if (group.isDone) group.close();
      if (groups.every((group) => group.isDone)) return;
      stop.throwIfAborted();
      const nap = new AbortController();
      const due = Math.min(...dues.filter((time) => time !== undefined));
      if (Number.isFinite(due)) clock.sleep(Math.max(0, due - now), nap.signal).then(wake, () => undefined);
      await bell.heard();
      nap.abort();
    }
  } finally {
    over.abort();
    stop.removeEventListener('abort', wake);
  }
}

function stillThere(
  targets: readonly GoneTarget[],
  groups: readonly TargetGroup<GoneTarget>[],
  {timeout, before = 0, timeoutName = '--timeout'}: AwaitGoneRequest,
): NotGoneError {
  const left = targets.filter((target) => !target.done);
  const remaining = left.slice(0, most).map(remainingObject);
  const texts = left.slice(0, most).map(({reference}, index) => `${nameOf(reference)} ${remaining[index]!.message}`);
  const more = left.length > most ? `; and ${left.length - most} more` : '';
  const lost = lostConnection(groups);
  const held = remaining.some(({finalizers, message}) => finalizers.length > 0 || message.includes('finalizer'));
  const canForce = timeoutName === '--timeout' && before === 0;
  // A wait that has what an earlier one left of the time has a fraction of a second that nobody asked for.
  const seconds = Math.round((before + timeout) * 10) / 10;
  return new NotGoneError(`not gone after ${seconds} s: ${texts.join('; ')}${more}${lost?.text ?? ''}`, {
    hint:
      lost?.hint ??
      (held
        ? `a finalizer is removed by the controller that set it: see whether that controller still runs${canForce ? '; `kflow destroy --force` takes it off, and leaves behind what the controller would have cleaned up' : ''}`
        : `look at it with \`kubectl describe\`, or allow more time with ${timeoutName}`),
    remaining,
    left: left.flatMap(({object, holds}) => (object === undefined ? [] : [{object, holds}])),
  });
}

function remainingObject({reference, object, holds}: GoneTarget): RemainingObject {
  return {
    object: workloadName(reference),
    ...(reference.namespace === undefined ? {} : {namespace: reference.namespace}),
    message: object === undefined ? 'could not be read yet' : whyStillThere(object, holds),
    finalizers: object?.metadata.finalizers ?? [],
    holds: holds.map(({finalizer, text}) => ({...(finalizer === undefined ? {} : {finalizer}), message: text})),
  };
}
