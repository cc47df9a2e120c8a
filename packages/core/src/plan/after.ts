import {readyKey} from '../graph/node-key.js';
import type {PlanStep} from './plan.js';
import type {WaitRelation} from './wait-relation.js';

/** A step of a plan, as far as waiting goes. */
export interface PlannedStep {
  id: string;
  resource: string;
}

/**
 * What each planned step has to wait for. Steps that are not planned are looked through: what they wait for counts instead, so
 * that leaving out steps never changes the order of the rest.
 *
 * Only what is needed is named: of several steps of one resource the last, since the steps of a resource run one after the other;
 * none where the readiness of the whole resource is waited for; and nothing that an earlier step of the same resource has waited
 * for already. So a dependency of a resource stands at its first step alone.
 * @param steps in the order of execution
 * @param ready the resources whose readiness can be waited for, in order; for others it stands for what it waits for itself
 */
export function computeAfter(
  {waits, resources}: WaitRelation,
  steps: PlannedStep[],
  ready: readonly string[],
): Map<string, PlanStep['after']> {
  const stepOrder = new Map(steps.map(({id}, index) => [id, index]));
  const readyOrder = new Map(ready.map((name, index) => [name, index]));
  const resourceOf = new Map(steps.map(({id, resource}) => [id, resource]));
  const seenBy = new Map<string, Set<string>>();
  const after = new Map<string, PlanStep['after']>();

  for (const {id, resource} of steps) {
    // Shared by the steps of a resource, which run one after the other: what one has waited for holds for the next.
    const seen = seenBy.get(resource) ?? new Set<string>();
    seenBy.set(resource, seen);
    const lastOf = new Map<string, string>();
    const readyOnes: string[] = [];
    const queue = [id];
    for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
      const whole = resources.get(node);
      for (const target of waits.get(node) ?? []) {
        const targetResource = resourceOf.get(target);
        // The planned steps of a resource are part of its readiness, which is waited for already.
        const implied = targetResource !== undefined && targetResource === whole && readyOrder.has(whole);
        if (implied || seen.has(target)) continue;
        seen.add(target);
        if (targetResource === undefined) {
          const name = resources.get(target);
          if (name !== undefined && readyOrder.has(name)) readyOnes.push(name);
          queue.push(target);
        } else {
          const last = lastOf.get(targetResource);
          if (last === undefined || at(stepOrder, last) < at(stepOrder, target)) lastOf.set(targetResource, target);
        }
      }
    }
    const needed = [...lastOf]
      .filter(([name]) => !(readyOrder.has(name) && seen.has(readyKey(name))))
      .map(([, step]) => step);
    after.set(id, {
      steps: needed.sort((a, b) => at(stepOrder, a) - at(stepOrder, b)),
      ready: readyOnes.sort((a, b) => at(readyOrder, a) - at(readyOrder, b)),
    });
  }
  return after;
}

function at(order: Map<string, number>, key: string): number {
  return order.get(key) ?? 0;
}
