import type {ObservedRun} from './observed-run.js';

/** Every step and wait of a phase ends before anything of the next begins, and belongs to the phase that is under way. */
export function phasesAreApart({plan, events}: ObservedRun): string[] {
  const wrong: string[] = [];
  const phaseOf = new Map(plan.phases.flatMap(({name, steps}) => steps.map(({id}) => [id, name])));
  const resourcePhase = new Map(plan.resources.map(({name, phase}) => [name, phase]));
  const order = plan.phases.map(({name}) => name);
  let current = -1;
  let isOpen = false;
  for (const event of events) {
    if (event.type === 'phase.started') {
      if (isOpen) wrong.push(`phase ${event.phase} began before the one before was over`);
      const index = order.indexOf(event.phase);
      if (index <= current) wrong.push(`phase ${event.phase} began out of order`);
      [current, isOpen] = [index, true];
    }
    if (event.type === 'phase.finished') {
      if (!isOpen || order[current] !== event.phase) wrong.push(`phase ${event.phase} ended, and was not under way`);
      isOpen = false;
    }
    const phase = phaseOfEvent(event, phaseOf, resourcePhase);
    if (phase !== undefined && (!isOpen || order[current] !== phase)) {
      wrong.push(`${event.type} of phase ${phase} while ${isOpen ? order[current] : 'none'} was under way`);
    }
  }
  return wrong;
}

function phaseOfEvent(
  event: ObservedRun['events'][number],
  phaseOf: ReadonlyMap<string, string>,
  resourcePhase: ReadonlyMap<string, string>,
): string | undefined {
  switch (event.type) {
    case 'step.started':
    case 'step.succeeded':
    case 'step.failed':
      return phaseOf.get(event.step) ?? resourcePhase.get(event.resource);
    // The deletion of namespaces comes after all phases, and goes by their names.
    case 'resource.waiting':
    case 'resource.ready':
    case 'resource.failed':
      return resourcePhase.get(event.resource);
    default:
      return undefined;
  }
}
