import {RolloutError} from '../../errors/rollout-error.js';
import type {Diagnosis} from '../../engine/event.js';
import type {ApiResource, ObjectReference} from '../../ports/cluster-reader.js';
import type {AwaitReadyRequest} from '../await-ready.js';
import {Backoff} from '../read/backoff.js';
import {diagnose} from '../diagnosis/diagnose.js';
import {findFailures, subjectOf} from '../failure/find-failures.js';
import type {Finding} from '../failure/finding.js';
import {isStillMissing} from '../failure/is-still-missing.js';
import {podsWanted} from '../failure/pods-wanted.js';
import {referenceKey, workloadName} from '../read/object-key.js';
import {isWaitedFor} from '../readiness/readiness-of.js';
import {Bell} from './bell.js';
import {describeFinding, describeUnready} from './describe-failure.js';
import {LastSeen, lostConnection} from './last-seen.js';
import {ProgressReporter} from './progress-reporter.js';
import {ReadyTarget} from './ready-target.js';
import {RelatedObjects} from './related-objects.js';
import {TargetGroup} from './target-group.js';
import {untilAborted} from './until-aborted.js';

/** Milliseconds for which a kind that is not served may still turn up: a new one takes a moment to reach every API server. */
const servedWithin = 10_000;

/** Milliseconds until what was missing, and is there, is asked for again while nothing changes. */
const recheck = 5_000;

/** One wait for readiness: reads, then watches, and looks again whenever something changed or a time has come. */
export class ReadyWait {
  readonly #bell = new Bell();
  readonly #related: RelatedObjects;
  readonly #reporter: ProgressReporter;
  readonly #lastSeen = new LastSeen();
  readonly #start: number;
  #targets: ReadyTarget[] = [];
  #groups: TargetGroup<ReadyTarget>[] = [];
  #refused: {error: unknown} | undefined;
  /** What it waits for before there are targets. */
  #before: string | undefined;

  /**
   * @param grace seconds
   * @param late aborts when the timeout is over
   */
  constructor(
    private readonly request: AwaitReadyRequest,
    private readonly grace: number,
    private readonly late: AbortSignal,
  ) {
    this.#related = new RelatedObjects(request.reader, () => this.#bell.ring());
    this.#start = request.clock.monotonic();
    this.#reporter = new ProgressReporter((progress) => request.onProgress?.(progress, this.#seconds()));
  }

  /** Resolves when every target has been ready; rejects with a RolloutError or a ReadError, or with the signal's reason. */
  async run(references: readonly ObjectReference[]): Promise<ReadyTarget[]> {
    const {signal, reader} = this.request;
    const stop = signal === undefined ? this.late : AbortSignal.any([this.late, signal]);
    const wake = (): void => this.#bell.ring();
    stop.addEventListener('abort', wake);
    try {
      this.#targets = await this.#resolve(references, stop);
      this.#groups = TargetGroup.of(reader, this.#targets);
      await untilAborted(stop, Promise.all(this.#groups.map((group) => group.read())));
      for (const group of this.#groups) {
        if (!group.isDone) group.watch(wake, (error) => this.#refuse(error));
      }
      await this.#follow(stop);
      return this.#targets;
    } catch (error) {
      if (this.late.aborted && signal?.aborted !== true) throw await this.#tookTooLong();
      throw error;
    } finally {
      stop.removeEventListener('abort', wake);
      this.#related.close();
      for (const group of this.#groups) group.close();
    }
  }

  async #follow(stop: AbortSignal): Promise<void> {
    const {clock} = this.request;
    for (;;) {
      if (this.#refused !== undefined) throw this.#refused.error;
      const due = await this.#look(clock.monotonic());
      if (this.#targets.every((target) => target.done)) return;
      stop.throwIfAborted();
      const nap = new AbortController();
      const wake = (): void => this.#bell.ring();
      if (due !== undefined) clock.sleep(Math.max(0, due - clock.monotonic()), nap.signal).then(wake, () => undefined);
      await this.#bell.heard();
      nap.abort();
    }
  }

  /** Judges everything, reports it, and throws when something cannot succeed. Returns when to look again at the latest. */
  async #look(now: number): Promise<number | undefined> {
    const unready = this.#targets.filter((target) => !target.done);
    this.#related.follow(unready.flatMap((target) => (target.object === undefined ? [] : [target.object])));
    for (const group of this.#groups) if (group.isDone) group.close();
    const dues: (number | undefined)[] = [];
    for (const target of unready) {
      target.judge();
      if (target.done || target.object === undefined) continue;
      // What was last seen is no longer known to be so.
      if (this.#isLost) {
        target.suspicions.pause(now);
        continue;
      }
      const subject = subjectOf(target.object, target.verdict, this.#related.owned(target.object));
      const findings = findFailures(subject);
      const spare = Math.max(0, subject.pods.length - podsWanted(subject));
      const {doomed, suspect, due} = target.suspicions.look(findings, {ready: target.verdict.ready, spare}, now);
      target.suspect = suspect;
      dues.push(due);
      if (doomed === undefined) continue;
      if (doomed.missing === undefined || (await isStillMissing(this.request, doomed.missing))) {
        throw await this.#doomed(target, doomed);
      }
      // It is there now. Whoever missed it has yet to look again.
      target.suspicions.clear(doomed, now);
      dues.push(now + recheck);
    }
    for (const group of this.#groups) {
      for (const target of group.targets) {
        const {progress, due} = this.#lastSeen.of(group, target.progress, now);
        dues.push(due, this.#reporter.tell(progress, now));
      }
    }
    const known = dues.filter((due) => due !== undefined);
    return known.length === 0 ? undefined : Math.min(...known);
  }

  /** Whether anything that a verdict goes by is not up to date. */
  get #isLost(): boolean {
    return this.#related.isLost || this.#groups.some(({trouble}) => trouble !== undefined);
  }

  async #doomed(target: ReadyTarget, finding: Finding): Promise<RolloutError> {
    this.request.onProgress?.({...target.progress, state: 'failed', message: finding.reason}, this.#seconds());
    const diagnosis = await this.#diagnose(target, finding);
    return new RolloutError('KF811', describeFinding(target.reference, diagnosis), {diagnosis, hint: diagnosis.hint});
  }

  async #tookTooLong(): Promise<RolloutError> {
    const unready = this.#targets.filter((target) => !target.done);
    const lost = lostConnection(this.#groups);
    const mask = this.request.mask ?? ((text: string): string => text);
    const message = mask(
      `timed out after ${this.request.timeout} s: ${this.#before ?? describeUnready(unready)}${lost?.text ?? ''}`,
    );
    const worst = unready.find((target) => target.object !== undefined);
    const diagnosis = worst === undefined || lost !== undefined ? undefined : await this.#diagnose(worst);
    const hint =
      diagnosis?.hint ??
      lost?.hint ??
      `see what it waits for with \`kflow status\`, or allow more time with ${this.request.timeoutName ?? '--timeout'}`;
    return new RolloutError('KF810', message, {diagnosis, hint});
  }

  #diagnose(target: ReadyTarget, finding?: Finding): Promise<Diagnosis> {
    const {reader, clock, mask, signal} = this.request;
    const object = target.object!;
    return diagnose({
      reader,
      clock,
      mask,
      signal,
      object,
      finding,
      verdict: target.verdict,
      owned: this.#related.owned(object),
    });
  }

  async #resolve(references: readonly ObjectReference[], stop: AbortSignal): Promise<ReadyTarget[]> {
    const targets = new Map<string, ReadyTarget>();
    for (const reference of references) {
      const resource = await this.#served(reference, stop);
      if (!isWaitedFor(resource)) continue;
      const target = new ReadyTarget(reference, resource, this.grace, (object) => this.#related.related(object));
      targets.set(referenceKey(target.reference), target);
    }
    this.#before = undefined;
    return [...targets.values()];
  }

  async #served(reference: ObjectReference, stop: AbortSignal): Promise<ApiResource> {
    const {clock, reader} = this.request;
    const backoff = new Backoff(250, 2_000);
    for (;;) {
      this.#before = `waiting for the cluster to serve the kind of ${workloadName(reference)}`;
      const resource = await untilAborted(stop, reader.resolve(reference.kind, reference.group));
      if (resource !== undefined) return resource;
      if (clock.monotonic() - this.#start >= servedWithin) break;
      await clock.sleep(backoff.next(), stop);
    }
    throw new RolloutError('KF813', `cannot wait for ${workloadName(reference)}: the cluster does not serve its kind`, {
      hint: 'is its CustomResourceDefinition installed? see `kubectl api-resources`',
    });
  }

  #refuse(error: unknown): void {
    this.#refused = {error};
    this.#bell.ring();
  }

  #seconds(): number {
    return (this.request.clock.monotonic() - this.#start) / 1000;
  }
}
