import type {Project} from '@kflow/core';
import {systemClock} from '../../ports/system-clock.js';
import {openStateStore} from '../../state/open-state-store.js';
import type {StateStore} from '../../state/state-store.js';

/**
 * The state of a project, for reading and for `state clear`. Touches no file yet.
 *
 * @param options `readOnly`: drop whatever is recorded; for a dry run
 */
export function openState(project: Project, options: {readOnly?: boolean} = {}): StateStore {
  return openStateStore({dir: project.stateDir, clock: systemClock(), readOnly: options.readOnly});
}
