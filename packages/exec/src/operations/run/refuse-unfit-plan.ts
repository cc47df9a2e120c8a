import type {Plan, Project} from '@kflow/core';
import {KflowError} from '../../errors/kflow-error.js';

/** The version of plans that this engine knows: `Plan.version`. */
const known = 1;

/** How many of the names that do not fit are told. */
const shown = 5;

/**
 * Refuses a plan that cannot be carried out as it stands, before anything runs: it may have been written as JSON, by another version or for
 * what the project was then.
 *
 * @throws KflowError of the user's family: `KF942` (its version), `KF943` (it names what the project does not have)
 */
export function refuseUnfitPlan(project: Project, plan: Plan): void {
  const version: unknown = plan.version;
  if (version !== known) {
    const newer = typeof version === 'number' && version > known;
    throw new KflowError(
      'user',
      'KF942',
      `the plan has version ${JSON.stringify(version)}, and this engine runs ${known}`,
      {
        hint: newer
          ? 'nothing was run; a newer @kflow/exec may run it'
          : 'nothing was run; make the plan with `createPlan`',
      },
    );
  }
  const resources = new Set(project.resources.map(({name}) => name));
  const steps = new Set(project.resources.flatMap((resource) => resource.steps.map(({id}) => id)));
  const strange = [
    ...plan.resources.filter(({name}) => !resources.has(name)).map(({name}) => name),
    ...plan.phases.flatMap((phase) => phase.steps.filter(({id}) => !steps.has(id)).map(({id}) => id)),
  ];
  if (strange.length === 0) return;
  const more = strange.length > shown ? ` and ${strange.length - shown} more` : '';
  throw new KflowError(
    'user',
    'KF943',
    `the project has no ${strange.slice(0, shown).join(', ')}${more}, as the plan has`,
    {
      hint: 'nothing was run; the plan is of another project, or the project has changed since: make the plan anew',
    },
  );
}
