import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {violations} from '@kflow/faults/invariants';
import {events} from './events.js';
import type {Project} from './project.js';
import type {Outcome} from './run.js';

/** The section of the only cluster in a project's state file. */
export function stateOf(project: Project): any {
  const state = JSON.parse(readFileSync(join(project.dir, 'state/state.json'), 'utf8'));
  return Object.values<any>(state.clusters)[0];
}

/**
 * What is untrue in what a run with `--json` told: by its own plan, its exit code and its state, and by the cluster. Of each Deployment in `expected`
 * whose resource was told to be ready, all replicas are.
 *
 * @param expected of each resource its object in the project's namespace, e.g. `deployment/web`
 */
export async function untruths(
  project: Project,
  {code, stdout}: Outcome,
  expected: {[resource: string]: string},
  operation: 'apply' | 'destroy' = 'apply',
): Promise<string[]> {
  const told = events(stdout);
  const plan = await project.json('plan', '--for', operation);
  const state = stateOf(project);
  const wrong = violations({plan, events: told, exitCode: code, state});
  for (const [resource, object] of Object.entries(expected)) {
    const exists = await project.exists(object);
    const {status} = state.resources[resource] ?? {};
    if (exists && status === 'destroyed')
      wrong.push(`the state says that ${resource} is destroyed, and ${object} exists`);
    if (!exists && status === 'applied')
      wrong.push(`the state says that ${resource} is applied, and ${object} is missing`);
    const isReady = told.some((event) => event.type === 'resource.ready' && event.resource === resource);
    if (!isReady || operation === 'destroy' || !object.startsWith('deployment/')) continue;
    const counts = ['-n', project.namespace, '-o', 'jsonpath={.status.readyReplicas}/{.spec.replicas}'];
    const [ready, wanted] = (await project.kubectl('get', object, ...counts)).split('/');
    if (ready !== wanted) wrong.push(`${resource} was told to be ready, and ${ready} of ${wanted} replicas are`);
  }
  return wrong;
}
