import type {VirtualTime} from './virtual-time.js';

/**
 * Lets virtual time pass until `isOver`. It moves only when nothing else can happen: every promise is settled, and every
 * operation on the real file system is done.
 *
 * @param until milliseconds of virtual time since the beginning; what is not over by then never will be
 * @returns why it ended
 */
export async function drive(
  time: VirtualTime,
  isOver: () => boolean,
  until: number,
): Promise<'over' | 'stuck' | 'late'> {
  for (;;) {
    await idle();
    if (isOver()) return 'over';
    if (time.passed > until) return 'late';
    if (!time.step()) return 'stuck';
  }
}

/** Turns of the event loop without a sign of life after which nothing is under way. */
const quietTurns = 3;

/** Resolves when nothing is under way but what waits for virtual time. */
async function idle(): Promise<void> {
  for (let quiet = 0; quiet < quietTurns;) {
    await new Promise((resolve) => setImmediate(resolve));
    // FSReqPromise, FSReqCallback, CloseReq: operations of the file system.
    quiet = process.getActiveResourcesInfo().some((name) => name.includes('Req')) ? 0 : quiet + 1;
  }
}
