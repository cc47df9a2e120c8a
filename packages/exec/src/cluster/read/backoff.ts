/** How delays between tries grow: doubled from `first` to `most`, each between half and the whole of that, so that many do not come at once. */
export class Backoff {
  #tries = 0;

  /**
   * @param first milliseconds
   * @param most milliseconds
   * @param random 0 to 1
   */
  constructor(
    private readonly first = 200,
    private readonly most = 10_000,
    private readonly random: () => number = Math.random,
  ) {}

  /** Milliseconds to wait before the next try. */
  next(): number {
    const whole = Math.min(this.most, this.first * 2 ** this.#tries);
    this.#tries += 1;
    return whole / 2 + (whole / 2) * this.random();
  }

  /** How many delays were handed out since the last reset. */
  get tries(): number {
    return this.#tries;
  }

  /** It worked: start from the beginning next time. */
  reset(): void {
    this.#tries = 0;
  }
}
