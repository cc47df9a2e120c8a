import {KflowError} from '../../errors/kflow-error.js';

/** The error (`KF913`, user) for something in the place of kflow's own that is not, or that others could have put there. */
export function notPrivate(path: string, problem: string, hint: string): KflowError {
  return new KflowError('user', 'KF913', `${path} ${problem}`, {hint});
}
