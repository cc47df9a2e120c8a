import {holdOf} from './causes.js';
import type {RuleFinding} from './find-failures.js';

/** What a look at a workload's findings came to. */
export interface Suspicion {
  /** What it fails of; undefined while there is hope. */
  doomed?: RuleFinding;
  /** The most telling of what was seen, however long ago it began. */
  suspect?: RuleFinding;
  /** When to look again even if nothing changes, on the same clock as `now`. */
  due?: number;
}

/** One sign, as it was seen. */
interface Sight {
  /** Milliseconds; undefined while it is not seen. */
  since: number | undefined;
  /** Restarts when it was first seen. */
  restarts: number;
  /** Seconds for which it must be seen, at the last look. */
  hold: number;
}

/** Crashes more since the first sight of a loop that need no grace: each took a back-off of its own. */
const crashesEnough = 3;

/**
 * Remembers for one workload since when each sign of failure has been seen, so that one that passes does no harm. A sign that goes away
 * starts anew when it comes back; when more replicas are ready than ever before, all start anew.
 */
export class Suspicions {
  readonly #seen = new Map<string, Sight>();
  #best = 0;
  #paused: number | undefined;

  /** @param grace seconds */
  constructor(private readonly grace: number) {}

  /**
   * @param ready replicas that are ready now
   * @param spare pods more than the workload needs: of so many it does not matter
   * @param now milliseconds
   */
  look(findings: readonly RuleFinding[], {ready, spare}: {ready: number; spare: number}, now: number): Suspicion {
    const missed = now - (this.#paused ?? now);
    this.#paused = undefined;
    for (const entry of this.#seen.values()) if (entry.since !== undefined) entry.since += missed;
    if (ready > this.#best) {
      this.#best = ready;
      this.#seen.clear();
    }
    const present = new Set<string>();
    const over = new Map<string | undefined, RuleFinding>();
    let due: number | undefined;
    for (const finding of findings) {
      const key = keyOf(finding);
      present.add(key);
      const hold = finding.mayPass ? this.grace : holdOf(finding.cause, this.grace);
      const entry = this.#seen.get(key) ?? {since: now, restarts: finding.restarts ?? 0, hold};
      entry.since ??= now;
      // What stood in its way went: whoever is to go on has yet to notice.
      if (hold < entry.hold) entry.since = now;
      entry.hold = hold;
      this.#seen.set(key, entry);
      const end = entry.since + hold * 1000;
      const relapses = (finding.restarts ?? 0) - entry.restarts;
      const {uid} = finding.object.metadata;
      if (now < end && relapses < crashesEnough) due = Math.min(due ?? end, end);
      else if (!over.has(uid)) over.set(uid, finding);
    }
    for (const [key, entry] of this.#seen) {
      if (!present.has(key)) entry.since = undefined;
    }
    const ofPods = [...over.values()].filter(({object}) => object.kind === 'Pod');
    const doomed = [...over.values()].find(({object}) => object.kind !== 'Pod' || ofPods.length > spare);
    return {doomed, suspect: findings[0], due};
  }

  /** From now on, until the next look, nothing is known of how things are: that time counts for no sign. */
  pause(now: number): void {
    this.#paused ??= now;
  }

  /** What was seen turned out to be over: it begins anew. */
  clear(finding: RuleFinding, now: number): void {
    const entry = this.#seen.get(keyOf(finding));
    if (entry !== undefined) Object.assign(entry, {since: now, restarts: finding.restarts ?? 0});
  }
}

/** The cause may change from look to look while the trouble stays the same: a back-off says less than what it follows. */
function keyOf({rule, object, container}: RuleFinding): string {
  return `${rule}/${object.metadata.uid}/${container ?? ''}`;
}
