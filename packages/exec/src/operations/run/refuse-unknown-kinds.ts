import type {Plan, Project} from '@kflow/core';
import {KflowError} from '../../errors/kflow-error.js';
import {handlerOf} from '../../steps/index.js';

/**
 * Refuses a plan with steps of a kind that has no handler, before anything runs: half a plan is worse than none.
 *
 * @throws KflowError `KF940` (user) that names every such step and where it stands
 */
export function refuseUnknownKinds(project: Project, plan: Plan): void {
  const unknown = plan.phases.flatMap(({steps}) => steps).filter(({kind}) => !handlerOf(kind));
  if (unknown.length === 0) return;
  const places = new Map(
    project.resources.flatMap(({steps}) => steps).map(({id, at}) => [id, `${at.file}:${at.line}`] as const),
  );
  const kinds = [...new Set(unknown.map(({kind}) => `\`${kind}\``))].join(', ');
  const list = unknown.map(({id, kind}) => `${id} (${kind}, ${places.get(id)})`).join('; ');
  throw new KflowError('user', 'KF940', `this version of kflow does not run steps of kind ${kinds} yet: ${list}`, {
    hint: 'nothing was run; take these steps out, or select resources without them',
  });
}
