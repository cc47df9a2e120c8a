import type {Plan} from '../plan/plan.js';

/** Names longer than this are not padded to: one must not push all summaries off the screen. */
const LONG = 48;

/**
 * The steps of a plan in order, numbered through, a block for each phase:
 *
 *     infra
 *       1. longhorn.helm  helm longhorn/longhorn
 */
export function renderOrder(plan: Plan): string {
  const steps = plan.phases.flatMap((phase) => phase.steps);
  const idWidth = steps.reduce((widest, {id}) => (id.length > LONG ? widest : Math.max(widest, id.length)), 0);
  const numberWidth = String(steps.length).length;
  let number = 0;
  const blocks = plan.phases.map(({name, steps: inPhase}) => [
    name,
    ...inPhase.map(({id, summary}) =>
      `  ${String(++number).padStart(numberWidth)}. ${id.padEnd(idWidth)}  ${summary}`.trimEnd(),
    ),
  ]);
  return blocks.map((lines) => lines.join('\n')).join('\n\n');
}
