import {spawn, type ChildProcess} from 'node:child_process';

/** How often a group that was told to end is looked at. Milliseconds. */
const lookEvery = 25;

/**
 * Sends a signal to a child and everything that it started (its process group; the child was spawned detached). Signal 0 only asks
 * whether any of them is left. Returns false when there is nobody to send it to. On Windows, which has neither groups nor
 * signals, the child's tree is ended by `taskkill`.
 */
export function signalGroup(child: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  if (child.pid === undefined) return false;
  if (process.platform === 'win32') {
    const alive = child.exitCode === null && child.signalCode === null;
    if (alive && signal !== 0) spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], {stdio: 'ignore'}).unref();
    return alive;
  }
  try {
    return process.kill(-child.pid, signal);
  } catch (error) {
    // EPERM: it is there, but runs as somebody else (sudo).
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Ends a child and everything that it started: SIGTERM, and SIGKILL for what is left after `grace` milliseconds. Resolves when none is
 * left, or when SIGKILL was sent. A process that moved itself to a session of its own cannot be found any more; so that it cannot
 * hold up anybody either, our ends of the child's output are closed after a SIGKILL.
 */
export async function endGroup(child: ChildProcess, grace: number): Promise<void> {
  const started = performance.now();
  let left = signalGroup(child, 'SIGTERM');
  while (left && performance.now() - started < grace) {
    await new Promise((resolve) => setTimeout(resolve, lookEvery));
    left = signalGroup(child, 0);
  }
  if (left) signalGroup(child, 'SIGKILL');
  await new Promise((resolve) => setTimeout(resolve, lookEvery));
  child.stdout?.destroy();
  child.stderr?.destroy();
}
