import {KflowError} from '../../errors/kflow-error.js';

/**
 * Makes sure that a context still points at the cluster that its section of the state file is about. Nothing is checked
 * while one of the two is not known.
 *
 * @param recorded UID of kube-system as the state file has it
 * @param live the same of the cluster that answers now
 * @throws KflowError `KF930` (user)
 */
export function checkIdentity(context: string, recorded: string | undefined, live: string | undefined): void {
  if (recorded === undefined || live === undefined || recorded === live) return;
  throw new KflowError(
    'user',
    'KF930',
    `context \`${context}\` now points to another cluster than the one kflow applied to`,
    {
      hint:
        `the state is of the cluster whose kube-system has the UID ${recorded}, the one that answers has ${live}. ` +
        'Is it the right kubeconfig? If the cluster was made anew, forget the old one with `kflow state clear`',
    },
  );
}
