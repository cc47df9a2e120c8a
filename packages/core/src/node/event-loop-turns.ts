/** Milliseconds after which what else this process has to do (a socket, a child process) gets a turn. */
const turnAfter = 5;

/**
 * For long work in small pieces: what is returned, awaited between pieces, gives the event loop its turn every few milliseconds. Whoever awaits it at
 * the same time shares the turn.
 *
 * @internal
 */
export function eventLoopTurns(): () => Promise<void> | undefined {
  let last = performance.now();
  let turn: Promise<void> | undefined;
  return () => {
    if (turn || performance.now() - last <= turnAfter) return turn;
    turn = new Promise((resolve) => {
      setImmediate(() => {
        turn = undefined;
        last = performance.now();
        resolve();
      });
    });
    return turn;
  };
}
