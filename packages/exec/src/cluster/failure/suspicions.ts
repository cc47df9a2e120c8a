import type {RuleFinding} from './find-failures.js';
import type {Finding} from './failure-rule.js';

/** What a look at a workload's findings came to. */
export interface Suspicion {
  /** What it fails of; undefined while there is hope. */
  doomed?: Finding;
  /** When to look again even if nothing changes, on the same clock as `now`. */
  due?: number;
}

/** Crashes more since the first sight of a loop that need no grace: each took a back-off of its own. */
const crashesEnough = 3;

/**
 * Remembers for one workload since when each sign of failure has been seen, so that one that passes does no harm. A sign that goes away
 * starts anew when it comes back; when more replicas are ready than ever before, all start anew.
 */
export class Suspicions {
  readonly #seen = new Map<string, {since: number | undefined; restarts: number}>();
  #best = 0;

  /** @param grace seconds */
  constructor(private readonly grace: number) {}

  /**
   * @param ready replicas that are ready now
   * @param now milliseconds
   */
  look(findings: readonly RuleFinding[], ready: number, now: number): Suspicion {
    if (ready > this.#best) {
      this.#best = ready;
      this.#seen.clear();
    }
    const present = new Set<string>();
    let doomed: Finding | undefined;
    let due: number | undefined;
    for (const {rule, finding} of findings) {
      const key = `${rule.name}/${finding.object.metadata.uid}/${finding.container ?? ''}`;
      present.add(key);
      const entry = this.#seen.get(key) ?? {since: now, restarts: finding.restarts ?? 0};
      entry.since ??= now;
      this.#seen.set(key, entry);
      const end = entry.since + rule.hold(this.grace) * 1000;
      const relapses = (finding.restarts ?? 0) - entry.restarts;
      if (now >= end || relapses >= crashesEnough) doomed ??= finding;
      else due = Math.min(due ?? end, end);
    }
    for (const [key, entry] of this.#seen) {
      if (!present.has(key)) entry.since = undefined;
    }
    return {doomed, due};
  }
}
