import {randomUUID} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {hostname} from 'node:os';

/** Who holds a lock: what the lock file holds, as JSON. */
export interface LockOwner {
  /** Unique to this one acquisition. */
  token: string;
  pid: number;
  host: string;
  /** When the process started, in the operating system's own unit, so that a reused pid is noticed. Only where it can be told. */
  birth?: string;
  /** ISO 8601: since when the lock is held. */
  started: string;
  /** What for, e.g. `apply`. */
  operation: string;
  /** What the user typed, e.g. `kflow apply web`. */
  command?: string;
}

/** This process as the owner of a lock. `now` is in milliseconds since the epoch. */
export async function thisProcess(now: number, operation: string, command?: string): Promise<LockOwner> {
  return {
    token: randomUUID(),
    pid: process.pid,
    host: hostname(),
    birth: (await processOf(process.pid))?.birth,
    started: new Date(now).toISOString(),
    operation,
    command,
  };
}

/** Parses the text of a lock file; undefined when it is none (cut off, or written by something else). */
export function parseOwner(text: string): LockOwner | undefined {
  try {
    const owner = JSON.parse(text) as Partial<LockOwner> | null;
    const whole =
      typeof owner?.token === 'string' &&
      Number.isInteger(owner.pid) &&
      typeof owner.host === 'string' &&
      typeof owner.started === 'string' &&
      typeof owner.operation === 'string';
    return whole ? (owner as LockOwner) : undefined;
  } catch {
    return undefined;
  }
}

/** True only when the owner is certainly gone: a process of this machine that no longer runs. Of other machines nothing is known. */
export async function isGone(owner: LockOwner): Promise<boolean> {
  if (owner.host !== hostname()) return false;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    // EPERM: it runs, as another user.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return true;
  }
  const now = await processOf(owner.pid);
  if (!now) return false;
  // A killed process stays as a zombie while nobody collects it, which in a container may be for ever.
  return now.zombie || (owner.birth !== undefined && now.birth !== owner.birth);
}

/** Fields 3 (state) and 22 (start time in clock ticks after boot) of /proc/<pid>/stat, see proc_pid_stat(5). Undefined where there is none. */
async function processOf(pid: number): Promise<{zombie: boolean; birth: string} | undefined> {
  if (process.platform !== 'linux') return undefined;
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // Field 2 is the program's name in parentheses, and may hold spaces and parentheses itself.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  const birth = fields?.[19];
  return birth === undefined ? undefined : {zombie: fields?.[0] === 'Z' || fields?.[0] === 'X', birth};
}
