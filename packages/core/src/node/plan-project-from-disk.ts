import type {PlanRequest} from '../plan/plan.js';
import {planProject, type PlannedProject} from '../plan/plan-project.js';
import {nodeFiles} from './node-files.js';

/**
 * {@link planProject} over Node's file system.
 *
 * @param config path of the root config: absolute, relative to the working directory, or with `~`
 * @param request what to plan: everything, for `apply`, by default. `cwd` and `home` are those of the process by default
 */
export function planProjectFromDisk(
  config: string,
  {cwd, home, ...request}: Partial<PlanRequest> & {cwd?: string; home?: string} = {},
): Promise<PlannedProject> {
  return planProject({config, files: nodeFiles({cwd, home}), ...request});
}
