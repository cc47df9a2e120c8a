import type {Clock} from '../../ports/clock.js';

/**
 * When this run's own helms of a step were at work. One that lost its connection may leave a revision pending that it made, and it has ended: nobody else is to be
 * waited for. A helm of somebody else's that began in the same moment would have stopped ours with just that message, which does not count.
 */
export class OwnTries {
  readonly #began: number;
  #ended = Number.NEGATIVE_INFINITY;

  constructor(private readonly clock: Pick<Clock, 'now'>) {
    this.#began = clock.now();
  }

  /** Takes note that a helm ended that had the release to itself. */
  ended(): void {
    this.#ended = this.clock.now();
  }

  /**
   * Whether a revision was begun by one of them, which has ended.
   *
   * @param began milliseconds since the epoch
   */
  include(began: number): boolean {
    return began >= this.#began && began <= this.#ended;
  }
}
