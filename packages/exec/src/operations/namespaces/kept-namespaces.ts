import {KflowError} from '../../errors/kflow-error.js';
import type {Strangers} from './find-strangers.js';

/** A namespace that was to be deleted, and is not. */
export type KeptNamespace = Strangers;

/** Things that are named of each namespace; of more, it gives the number. */
const most = 5;

/**
 * What says that namespaces are still there, and what of others is in them: `KF815`. It is a failure, as `rmdir` of a
 * directory that is not empty is one: what was asked for did not come about.
 *
 * @param kept at least one
 */
export function keptNamespaces(kept: readonly KeptNamespace[]): KflowError {
  const occupied = kept.find(({objects}) => objects.length > 0);
  return new KflowError('external', 'KF815', kept.map(describe).join('; '), {
    hint: occupied
      ? `look with \`kubectl get all,configmap,secret,pvc -n ${occupied.namespace}\`; delete or move what nobody needs, or give --force to delete all of it`
      : 'mend what does not answer, or ask for the right to list what you may not; --force deletes it without having looked',
  });
}

function describe({namespace, objects, unseen}: KeptNamespace): string {
  const reasons = [
    ...(objects.length > 0
      ? [`${objects.length === 1 ? 'this is' : 'these are'} not of the project: ${nameFew(objects)}`]
      : []),
    ...(unseen.length > 0
      ? [`it cannot be seen whether it is empty: ${nameFew(unseen.map(({what, why}) => `${what} (${why})`))}`]
      : []),
  ];
  return `namespace ${namespace} is kept, because ${reasons.join(', and ')}`;
}

/** `a, b, c, d, e and 2 more`. */
export function nameFew(names: readonly string[]): string {
  const more = names.length - most;
  return names.slice(0, most).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
