import {isKflowError, KflowError} from '../../errors/kflow-error.js';
import {readFailureOf} from '../../cluster/read/read-error.js';
import type {KubeObject} from '../../ports/cluster-reader.js';
import {recogniseFailure} from '../../tools/failure/failure-hints.js';
import {recordName} from '../../tools/helm/release-record.js';
import type {StepContext} from '../step-handler.js';
import {OwnTries} from './own-tries.js';
import {unlockRelease} from './unlock-release.js';

/** How often a release is freed within one step. */
const rounds = 3;

/** Seconds for which helm is run again that did all but write down that it is done. */
const patience = 60;

/** Failures of helm before it asks for the release, and that of a release which another helm has. */
const didNotTouch: readonly (string | undefined)[] = [
  'helm-pending',
  'repo-unreachable',
  'repo-missing',
  'chart-not-found',
  'chart-version-missing',
];

/**
 * Runs helm, and again when the release was found pending or half uninstalled, and could be freed.
 *
 * helm exits with 0 when it cannot write its last record ("deployed"), and leaves the revision pending, at which the next helm would stumble: that
 * counts as a failure that passes. Source: `recordRelease` of helm's pkg/action/action.go, which only logs it.
 *
 * @param attempt is to tell `onFailure` of each helm that fails, and gives the revision that it made
 * @returns its result, and helm's record of the revision: none when that is kept elsewhere (HELM_DRIVER), or may not be read
 * @throws KflowError `KF733` when another helm holds the release, or helm cannot write its last record; what `attempt` throws
 */
export async function unlocking<Result extends {revision?: number}>(
  context: StepContext,
  release: string,
  namespace: string,
  attempt: (onFailure: (error: unknown) => void) => Promise<Result>,
): Promise<Result & {record?: KubeObject}> {
  const own = new OwnTries(context.clock);
  const onFailure = (error: unknown) => void (didNotTouch.includes(helmFailure(error)) || own.ended());
  const again = context.helm.retries?.begin();
  for (let left = rounds; ;) {
    try {
      const result = await attempt(onFailure);
      own.ended();
      const record = await recordOf(context, release, namespace, result.revision);
      // Left so by helm itself, when it could not write the record again.
      const isPending = record?.metadata.labels?.['status']?.startsWith('pending-') ?? false;
      if (!isPending) return {...result, record};
      const reason = `helm could not write down that release ${release} is deployed`;
      if (!(await again?.({reason, patience}))) throw leftPending(reason, release, namespace);
    } catch (error) {
      const id = helmFailure(error);
      if (!context.cluster || (id !== 'helm-pending' && id !== 'no-deployed-releases')) throw error;
      if (left === 0) throw error;
      left -= 1;
    }
    await unlockRelease(context, release, namespace, own);
  }
}

/** Which known failure of helm's an error is. */
function helmFailure(error: unknown): string | undefined {
  const output = isKflowError(error) && error.code === 'KF703' ? (error.command?.output ?? '') : '';
  return recogniseFailure('helm', output)?.id;
}

/** helm's record of a revision. */
async function recordOf(
  {cluster}: StepContext,
  release: string,
  namespace: string,
  revision: number | undefined,
): Promise<KubeObject | undefined> {
  if (revision === undefined || cluster === undefined) return undefined;
  try {
    return await cluster.get({group: '', kind: 'Secret', namespace, name: recordName(release, revision)});
  } catch (error) {
    if (readFailureOf(error)?.status === 403) return undefined;
    throw error;
  }
}

function leftPending(reason: string, release: string, namespace: string): KflowError {
  return new KflowError('external', 'KF733', `${reason}, and left it pending`, {
    hint: `Its objects are applied. Look at the control plane, then run again; \`helm history ${release} -n ${namespace}\` shows the revision.`,
  });
}
