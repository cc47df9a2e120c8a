/** The user stopped a command before it had anything to report by itself: exit 130. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

const stopping = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Turns Ctrl-C and its like into two AbortSignals: the first request aborts `signal` (no new work; what runs may end), the second
 * aborts `kill` (what runs is ended, too). A third leaves the process to its fate, so that nothing can hold the user's terminal.
 */
export class Interrupt {
  private readonly stop = new AbortController();
  private readonly end = new AbortController();
  readonly signal: AbortSignal = this.stop.signal;
  readonly kill: AbortSignal = this.end.signal;

  constructor(
    /** Told of each of the first two requests, before anything is aborted. */
    private readonly onRequest: (request: 1 | 2) => void = () => {},
    private readonly source: Pick<NodeJS.Process, 'on' | 'off' | 'exit'> = process,
  ) {
    for (const name of stopping) source.on(name, this.listener);
  }

  private readonly listener = (): void => {
    if (this.kill.aborted) return this.source.exit(130);
    const second = this.signal.aborted;
    this.onRequest(second ? 2 : 1);
    (second ? this.end : this.stop).abort(new Interrupted('interrupted'));
  };

  /** Gives the signals back their default effect. */
  close(): void {
    for (const name of stopping) this.source.off(name, this.listener);
  }

  /** For commands without steps of their own: runs `work`, which the first request ends. */
  static async around<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const interrupt = new Interrupt();
    // A user's runner may wait for what never comes. Node would end without a word (exit 13) when nothing else is going on.
    const awake = setInterval(() => {}, 60_000);
    try {
      const result = await work(interrupt.signal);
      // What was cut short may have been taken for an answer (`unhealthy: interrupted`).
      interrupt.signal.throwIfAborted();
      return result;
    } catch (error) {
      // Whatever an abort made fail failed because of it.
      throw interrupt.signal.aborted ? interrupt.signal.reason : error;
    } finally {
      clearInterval(awake);
      interrupt.close();
    }
  }
}
