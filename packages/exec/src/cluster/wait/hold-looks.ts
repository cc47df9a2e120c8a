import type {Clock} from '../../ports/clock.js';
import type {ClusterReader} from '../../ports/cluster-reader.js';
import {Controllers} from '../finalizers/controllers.js';
import {explainHold} from '../finalizers/explain-hold.js';
import {boundedRead} from '../read/bounded-read.js';
import type {GoneTarget} from './gone-target.js';

/** Milliseconds after which it is looked into what holds an object, and from then on between two looks. */
const first = 3_000;
const between = 10_000;

/** Milliseconds that one look may take. */
const longest = 5_000;

/** Objects that are looked into at a time: the others wait for the same things, most often. */
const most = 5;

/** Looks into what holds the objects of one wait, now and then, so that the wait can say so while it lasts. */
export class HoldLooks {
  readonly #controllers: Controllers;

  constructor(
    private readonly reader: ClusterReader,
    private readonly clock: Clock,
  ) {
    this.#controllers = new Controllers(reader);
  }

  /**
   * Looks until `end` aborts; calls `onFound` after each look. Never rejects.
   *
   * @param after milliseconds before the first look
   */
  async keepLooking(
    targets: readonly GoneTarget[],
    end: AbortSignal,
    onFound: () => void,
    after = first,
  ): Promise<void> {
    try {
      for (let delay = after; ; delay = between) {
        await this.clock.sleep(delay, end);
        await this.look(targets, end);
        onFound();
      }
    } catch {
      // It is over. What a look fails of is left out by the look itself.
    }
  }

  /** Looks once, at the first few that are left; what cannot be found out in time stays unsaid. */
  async look(targets: readonly GoneTarget[], signal?: AbortSignal): Promise<void> {
    this.#controllers.refresh();
    const left = targets.filter((target) => !target.done && target.object?.metadata.deletionTimestamp !== undefined);
    const looks = left.slice(0, most).map(async (target) => {
      const explain = () => explainHold(this.reader, target.object!, this.#controllers);
      target.holds = (await boundedRead(this.clock, explain, signal, longest)) ?? target.holds;
    });
    await Promise.all(looks);
  }
}
