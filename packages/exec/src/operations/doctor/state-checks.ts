import {constants} from 'node:fs';
import {access, stat} from 'node:fs/promises';
import {dirname} from 'node:path';
import type {Project} from '@kflow/core';
import {isKflowError, KflowError} from '../../errors/kflow-error.js';
import type {Clock} from '../../ports/clock.js';
import {clusterLockPath} from '../../state/lock/cluster-lock.js';
import {isGone, parseOwner} from '../../state/lock/owner.js';
import {readPrivate} from '../../state/private/read-private.js';
import {openStateStore} from '../../state/open-state-store.js';
import type {ClusterState} from '../../state/state-file.js';
import {failedCheck} from './bounded-check.js';
import {good, skipped} from './setup-check.js';
import type {SetupCheck} from './setup-check.js';

/** Whether the state can be read, and written when the time comes. Writes nothing. */
export async function checkState(project: Project | undefined, clock: Clock): Promise<SetupCheck> {
  const name = 'state';
  if (!project) return skipped(name, 'no project to look at');
  const {stateDir} = project;
  try {
    const existing = await nearestExisting(stateDir);
    if (!(await stat(existing)).isDirectory()) {
      throw unwritable(stateDir, `${existing} is not a directory`, `move ${existing} out of the way`);
    }
    await access(existing, constants.W_OK | constants.X_OK).catch((error: NodeJS.ErrnoException) => {
      const why = error.code === 'EROFS' ? 'is on a read-only file system' : 'may not be written to';
      throw unwritable(stateDir, `${existing} ${why}`, `make ${existing} writable`);
    });
    const store = openStateStore({dir: stateDir, clock, readOnly: true});
    const clusters = Object.keys((await store.read()).clusters).length;
    const known =
      existing === stateDir ? `${clusters} ${clusters === 1 ? 'cluster' : 'clusters'} known` : 'not made yet';
    return good(name, `${stateDir} is writable, ${known}`);
  } catch (error) {
    return failedCheck(name, error);
  }
}

/** Whether another run holds the lock of a context. */
export async function checkLock(project: Project | undefined, context: string): Promise<SetupCheck> {
  const name = 'lock';
  if (!project) return skipped(name, 'no project to look at');
  const path = clusterLockPath(project.stateDir, context);
  let text: string;
  try {
    ({text} = await readPrivate(path));
  } catch (error) {
    return isKflowError(error) ? failedCheck(name, error) : good(name, `free for \`${context}\``);
  }
  const owner = parseOwner(text);
  if (!owner) {
    return {name, outcome: 'failed', detail: `${path} is not a lock of kflow's`, fix: `look at it, and delete ${path}`};
  }
  const who = `pid ${owner.pid} on ${owner.host} since ${owner.started} (${owner.command ?? owner.operation})`;
  if (await isGone(owner)) return good(name, `left behind by ${who}, which is gone; the next run takes it over`);
  return {
    name,
    outcome: 'warning',
    detail: `held by ${who}`,
    fix: `wait for it to end, or use --wait-lock; if that process is gone, delete ${path}`,
  };
}

/** Whether the cluster that answers is the one that the state remembers under this context. */
export function checkRemembered(
  context: string,
  state: ClusterState | undefined,
  live: string | undefined,
): SetupCheck {
  const name = 'same cluster';
  const recorded = state?.identity;
  if (recorded === undefined) return skipped(name, `nothing was applied to \`${context}\` yet`);
  if (live === undefined) return skipped(name, 'the UID of kube-system may not be read, by which a cluster is known');
  if (recorded === live)
    return good(name, `\`${context}\` is the cluster that the state is about (${live.slice(0, 8)})`);
  return {
    name,
    outcome: 'failed',
    detail: `\`${context}\` points to another cluster (${live.slice(0, 8)}) than kflow applied to (${recorded.slice(0, 8)})`,
    fix: 'is it the right kubeconfig? If the cluster was made anew: kflow state clear',
  };
}

async function nearestExisting(path: string): Promise<string> {
  for (let at = path; ; at = dirname(at)) {
    const found = await stat(at).catch((error: NodeJS.ErrnoException) => error);
    // ENOTDIR: a file stands where a directory should be, further up.
    if (!(found instanceof Error) || at === dirname(at)) return at;
    if (found.code !== 'ENOENT' && found.code !== 'ENOTDIR') throw found;
  }
}

function unwritable(dir: string, why: string, fix: string): KflowError {
  return new KflowError('user', 'KF912', `the state directory ${dir} cannot be written: ${why}`, {
    hint: `${fix}, or name another directory with \`state.dir\` in the root config`,
  });
}
