import type {Project} from '@kflow/core';
import {KflowError} from '../../errors/kflow-error.js';
import type {ClusterState} from '../../state/state-file.js';
import {openState} from './open-state.js';
import type {Session} from './session.js';

/** A context that points at another cluster than the one that kflow applied to: the UIDs of their kube-system. */
export interface ClusterChange {
  context: string;
  recorded: string;
  live: string;
}

/**
 * Whether a session's context points at another cluster than the project's state is about, so that somebody can be
 * asked before it is run with `newCluster`.
 *
 * @throws KflowError `KF91x` when the state cannot be read
 */
export async function clusterChange(project: Project, session: Session): Promise<ClusterChange | undefined> {
  const {context} = session;
  if (context === undefined) return undefined;
  return changeBetween(session, await openState(project, {readOnly: true}).cluster(context));
}

/** Nothing is compared while one of the two is not known. */
export function changeBetween(
  {context = '', identity: live}: Pick<Session, 'context' | 'identity'>,
  {identity: recorded}: ClusterState,
): ClusterChange | undefined {
  if (recorded === undefined || live === undefined || recorded === live) return undefined;
  return {context, recorded, live};
}

/** The refusal, `KF930` (user). */
export function anotherCluster({context, recorded, live}: ClusterChange): KflowError {
  return new KflowError('user', 'KF930', pointsElsewhere(context), {
    hint:
      `the state is of the cluster whose kube-system has the UID ${recorded}, the one that answers has ${live}. ` +
      'Is it the right kubeconfig? If the cluster was made anew, say so with --new-cluster: what is recorded of the old one is then forgotten',
  });
}

/** The same for a command that only reads: it tells what is live, and of the state what is recorded of the other cluster. */
export function aboutAnotherCluster({context}: ClusterChange): {message: string; hint: string} {
  return {
    message: pointsElsewhere(context),
    hint: 'the states, drifts and times shown are of that one; what is ready is of the one that answers',
  };
}

function pointsElsewhere(context: string): string {
  return `context \`${context}\` now points to another cluster than the one kflow applied to`;
}
