import {hostname} from 'node:os';
import {dirname, join} from 'node:path';
import {isKflowError, KflowError} from '../../errors/kflow-error.js';
import type {Clock} from '../../ports/clock.js';
import {contextFileName} from '../context-file-name.js';
import {makePrivateFolder} from '../private/make-private-folder.js';
import {tryLock} from './file-lock.js';
import type {HeldLock} from './file-lock.js';
import {thisProcess} from './owner.js';
import type {LockOwner} from './owner.js';

/** What to lock, and how long to wait for it. */
export interface ClusterLockRequest {
  /** The state directory (`Project.stateDir`). */
  dir: string;
  /** The real context's name. */
  context: string;
  /** Shown to whoever finds the lock taken, e.g. `apply`. */
  operation: string;
  /** What the user typed; shown likewise. */
  command?: string;
  /** Seconds to wait while another run has it. Default 0: refused at once. */
  waitSeconds?: number;
  clock: Clock;
  /** Ends the waiting: rejects with its reason. */
  signal?: AbortSignal;
  /** Called once, when the waiting begins. */
  onWait?(owner: LockOwner | undefined): void;
}

const pollMilliseconds = 250;

/**
 * Takes the lock of one cluster's section for the length of a run, so that two runs never change the same cluster at once.
 * The lock of a run that died on this machine is taken over.
 *
 * @throws KflowError (external) `KF920` when another run has it, saying who; `KF921` when the lock file is not kflow's;
 *   `KF922` when it cannot be made; (user) `KF913` when something strange is in its place
 */
export async function lockCluster(request: ClusterLockRequest): Promise<HeldLock> {
  const {context, clock, signal} = request;
  const path = clusterLockPath(request.dir, context);
  const deadline = clock.monotonic() + (request.waitSeconds ?? 0) * 1000;
  for (let waiting = false; ;) {
    signal?.throwIfAborted();
    const owner = await thisProcess(clock.now(), request.operation, request.command);
    const attempt = await tryMaking(path, context, owner);
    if (attempt.held) return attempt.held;
    const left = deadline - clock.monotonic();
    if (left <= 0) throw refusal(path, context, attempt.owner, request.waitSeconds ?? 0);
    if (!waiting) request.onWait?.(attempt.owner);
    waiting = true;
    await clock.sleep(Math.min(pollMilliseconds, left), signal);
  }
}

/** Where the lock of a context is. */
export function clusterLockPath(dir: string, context: string): string {
  return join(dir, 'locks', `${contextFileName(context)}.lock`);
}

async function tryMaking(path: string, context: string, owner: LockOwner): ReturnType<typeof tryLock> {
  try {
    await makePrivateFolder(dirname(dirname(path)));
    await makePrivateFolder(dirname(path), {inner: true});
    return await tryLock(path, owner);
  } catch (error) {
    if (isKflowError(error)) throw error;
    throw new KflowError('external', 'KF922', `cannot lock the state of \`${context}\`: ${(error as Error).message}`, {
      hint: 'kflow needs to write to its state directory; see `state.dir` in the root config',
      cause: error,
    });
  }
}

function refusal(path: string, context: string, owner: LockOwner | undefined, waited: number): KflowError {
  const after = waited > 0 ? `, still after ${waited} s` : '';
  if (!owner) {
    return new KflowError('external', 'KF921', `the lock file of \`${context}\` is not readable: ${path}${after}`, {
      hint: `if no kflow is at work on \`${context}\`, delete ${path}`,
    });
  }
  const who = `pid ${owner.pid} on ${owner.host}, since ${owner.started}`;
  const what = owner.command === undefined ? owner.operation : `${owner.operation}: ${owner.command}`;
  const wait = 'wait for it to end, or let this run wait with --wait-lock';
  const elsewhere = owner.host !== hostname();
  return new KflowError('external', 'KF920', `another kflow is at work on \`${context}\` (${what}; ${who})${after}`, {
    hint: elsewhere
      ? `${wait}; if that process is gone, delete ${path} (it ran on ${owner.host}, so it cannot be checked from here)`
      : wait,
  });
}
