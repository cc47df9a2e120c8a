import {isKflowError, KflowError} from '../../errors/kflow-error.js';
import type {KubeObject} from '../../ports/cluster-reader.js';
import {transientFailure} from '../../tools/failure/transient-failure.js';
import type {TransientFailure} from '../../tools/failure/transient-failure.js';
import {helmStatus, helmUninstall} from '../../tools/helm/helm-release.js';
import {
  failedRecord,
  readRecord,
  recordName,
  type PendingStatus,
  type ReleaseRecord,
} from '../../tools/helm/release-record.js';
import type {StepContext} from '../step-handler.js';
import type {OwnTries} from './own-tries.js';
import {wasCutOff} from './was-cut-off.js';

/** Seconds after which a pending revision that somebody else began counts as left behind: longer than helm's own `--timeout` of 5 minutes, thrice. */
const staleAfter = 900;

/** Seconds for which another helm, which may be at work, is waited for. */
const patience = 60;

const pending: readonly string[] = ['pending-install', 'pending-upgrade', 'pending-rollback'] satisfies PendingStatus[];

/**
 * Frees a release that a killed helm left pending, which every helm after it refuses to touch ("another operation (install/upgrade/rollback) is in progress").
 *
 * The pending revision's record is marked `failed`, as helm itself would have done had it lived, and as flux's helm-controller does ("unlock").
 * Nothing of the user's is touched: the next `helm upgrade --install` starts from the last deployed revision, or, of a release that never
 * came up, from what the killed install had made. An uninstall would take volumes and data with it, and a rollback would bring back and restart the old
 * version for nothing. Sources: `prepareUpgrade` of helm's pkg/action/upgrade.go; fluxcd/helm-controller, internal/reconcile/unlock.go.
 *
 * It is done when this run's own helm made the revision and has ended, when kflow's own state says that it killed the helm of this revision, or when the
 * revision is older than 15 minutes. Else
 * another helm may be at work: it is waited for, up to a minute. The record is replaced by its resourceVersion, so that a helm that ends at the same
 * moment wins.
 *
 * @throws KflowError `KF733` when another helm holds the release
 */
export async function unlockRelease(
  context: StepContext,
  release: string,
  namespace: string,
  own: OwnTries,
): Promise<void> {
  const {cluster, helm, signal, clock, step} = context;
  if (!cluster) return;
  const again = helm.retries?.begin();
  for (;;) {
    const found = await helmStatus(helm.with({onLine: undefined}), {release, namespace, signal});
    if (found?.status === 'uninstalling') return await finishUninstall(context, release, namespace);
    if (found === undefined || !pending.includes(found.status)) return;
    const name = recordName(release, found.revision);
    const secret = await cluster.get({group: '', kind: 'Secret', namespace, name});
    const record = secret && readRecord(secret);
    // Gone on between the two reads, or kept elsewhere (HELM_DRIVER): then only time may help.
    if (secret && record && pending.includes(record.status)) {
      const why = whyStale(context, record, own);
      const changed = why === undefined ? undefined : failedRecord(secret, record.status as PendingStatus);
      if (changed !== undefined) {
        const failure = await replaced(context, namespace, changed);
        if (failure !== undefined) {
          if (await again?.(failure)) continue;
          throw failure.error;
        }
        const message = `release ${release} was left ${record.status} at revision ${record.revision} by a helm that ${why}: the revision is marked failed, so that helm takes it up again`;
        context.emit({type: 'warning', message, step: step.id});
        return;
      }
    }
    const since =
      record === undefined ? '' : ` for ${Math.round((clock.now() - Date.parse(record.lastDeployed)) / 1000)} s`;
    const reason = `release ${release} has been ${found.status}${since}, and another helm may be at work on it`;
    if (await again?.({reason, patience})) continue;
    throw new KflowError('external', 'KF733', reason, {
      hint: `Let it end, then run again. If none is running: \`helm rollback ${release} -n ${namespace}\` frees it, or wait: after ${staleAfter / 60} minutes kflow does.`,
    });
  }
}

/** Why nobody can be at work on a revision any more, after `by a helm that`; undefined when somebody may be. */
function whyStale(context: StepContext, {lastDeployed}: ReleaseRecord, own: OwnTries): string | undefined {
  const began = Date.parse(lastDeployed);
  if (own.include(began)) return 'lost its connection to the cluster a moment ago, in this run';
  if (wasCutOff(context, began)) return 'was killed (the last run of kflow was interrupted there)';
  const age = (context.clock.now() - began) / 1000;
  return age >= staleAfter ? `was killed (it began ${Math.round(age / 60)} minutes ago)` : undefined;
}

/** Replaces a record. What it returns is a failure that passes: somebody else changed the record at the same moment, say. */
async function replaced(
  {kubectl, signal}: StepContext,
  namespace: string,
  record: KubeObject,
): Promise<(TransientFailure & {error: KflowError}) | undefined> {
  const call = {mutating: true, namespace, stdin: JSON.stringify(record), shownStdin: '***', signal, timeout: 120};
  try {
    await kubectl.call(['replace', '-f', '-'], call);
    return undefined;
  } catch (error) {
    if (!isKflowError(error) || error.code !== 'KF703') throw error;
    const failure = transientFailure(error.command?.output ?? '');
    if (failure === undefined) throw error;
    return {...failure, error};
  }
}

/**
 * Ends an uninstall that was cut off, after which the release can be installed anew. Whoever may be at the same uninstall wants
 * nothing else.
 */
async function finishUninstall(context: StepContext, release: string, namespace: string): Promise<void> {
  const {helm, signal, step} = context;
  await helmUninstall(helm, {release, namespace, signal});
  const message = `release ${release} was left uninstalling by a helm that was killed: the uninstall was finished, and helm installs it anew`;
  context.emit({type: 'warning', message, step: step.id});
}
