import {readFileSync} from 'node:fs';

/** Clock ticks a second, as the kernel counts them for programs. Source: proc_pid_stat(5), USER_HZ; 100 on every architecture that Node runs on. */
const ticks = 100;

/**
 * Milliseconds of processor time, user and kernel, that processes have taken since they began, without what they started. Undefined where the kernel does not
 * tell: outside of Linux, or when one has ended.
 */
export function processorTime(pids: readonly number[]): number | undefined {
  try {
    return pids.map(ofProcess).reduce((sum, each) => sum + each, 0);
  } catch {
    return undefined;
  }
}

function ofProcess(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name, in brackets, may have spaces and brackets of its own. After it: the state, and ten numbers before the times.
  const [, , , , , , , , , , , user, kernel] = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return ((Number(user) + Number(kernel)) * 1000) / ticks;
}
