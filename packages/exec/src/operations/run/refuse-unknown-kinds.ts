import type {Plan, Project} from '@kflow/core';
import {KflowError} from '../../errors/kflow-error.js';
import type {StepKindRegistry} from '../../plugins/registry.js';
import {handlerOf} from '../../steps/index.js';

/**
 * Refuses a plan with steps of a kind that has no handler, before anything runs: half a plan is worse than none.
 *
 * @throws KflowError `KF940` (user) that names every such step and where it stands
 */
export function refuseUnknownKinds(project: Project, plan: Plan, stepKinds: StepKindRegistry): void {
  const unknown = plan.phases.flatMap(({steps}) => steps).filter(({kind}) => !handlerOf(kind, stepKinds));
  if (unknown.length === 0) return;
  const places = new Map(
    project.resources.flatMap(({steps}) => steps).map(({id, at}) => [id, `${at.file}:${at.line}`] as const),
  );
  const kinds = [...new Set(unknown.map(({kind}) => `\`${kind}\``))].join(', ');
  const list = unknown.map(({id, kind}) => `${id} (${kind}, ${places.get(id)})`).join('; ');
  const names = project.plugins?.flatMap((plugin) => plugin.kinds.map(({name}) => name)) ?? [];
  if (unknown.every(({kind}) => names.includes(kind))) {
    throw new KflowError('user', 'KF940', `the plugins with step kind ${kinds} are not loaded: ${list}`, {
      hint: 'nothing was run; load them with `loadStepKinds`, and give them to `execute` as `stepKinds`',
    });
  }
  throw new KflowError('user', 'KF940', `this version of kflow does not run steps of kind ${kinds} yet: ${list}`, {
    hint: 'nothing was run; take these steps out, or select resources without them',
  });
}
