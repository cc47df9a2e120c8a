import {readyKey} from '../graph/node-key.js';
import type {PlanStep} from './plan.js';
import type {WaitRelation} from './wait-relation.js';

/** What waits in a plan: a step, or the readiness of a resource without steps. */
export interface Waiting {
  /** The id of the step, or the key of the readiness. */
  key: string;
  resource: string;
}

/**
 * What each step of a plan has to wait for. Steps that are not planned are looked through: what they wait for counts instead, so
 * that leaving out steps never changes the order of the rest.
 *
 * Only what is needed is named: of several steps of one resource the last, since the steps of a resource run one after the other;
 * none where the readiness of the whole resource is waited for; and nothing that an earlier step of the same resource has waited
 * for already. So a dependency of a resource stands at its first step alone.
 * @param waiting in the order of execution
 * @param ready the resources whose readiness can be waited for, in order; for others it stands for what it waits for itself
 */
export function computeAfter(
  {waits, resources}: WaitRelation,
  waiting: Waiting[],
  ready: readonly string[],
): Map<string, PlanStep['after']> {
  const order = new Map(waiting.map(({key}, index) => [key, index]));
  const readyOrder = new Map(ready.map((name, index) => [name, index]));
  const resourceOf = new Map(waiting.map(({key, resource}) => [key, resource]));
  const seenBy = new Map<string, Set<string>>();
  const after = new Map<string, PlanStep['after']>();

  for (const {key, resource} of waiting) {
    // Shared by the steps of a resource, which run one after the other: what one has waited for holds for the next.
    const seen = seenBy.get(resource) ?? new Set<string>();
    seenBy.set(resource, seen);
    let lastOf: Map<string, string> | undefined;
    const readyOnes: string[] = [];
    const queue = [key];
    for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
      const whole = resources.get(node);
      for (const target of waits.get(node) ?? []) {
        const targetResource = resourceOf.get(target);
        // The planned steps of a resource are part of its readiness, which is waited for already.
        const implied = targetResource !== undefined && targetResource === whole && readyOrder.has(whole);
        if (implied || seen.has(target)) continue;
        seen.add(target);
        const ready = resources.get(target);
        if (ready !== undefined && readyOrder.has(ready)) readyOnes.push(ready);
        if (targetResource === undefined) {
          queue.push(target);
        } else if (ready === undefined) {
          lastOf ??= new Map();
          const last = lastOf.get(targetResource);
          if (last === undefined || at(order, last) < at(order, target)) lastOf.set(targetResource, target);
        }
      }
    }
    const needed: string[] = [];
    lastOf?.forEach((step, name) => {
      if (!(readyOrder.has(name) && seen.has(readyKey(name)))) needed.push(step);
    });
    if (needed.length > 1) needed.sort((a, b) => at(order, a) - at(order, b));
    if (readyOnes.length > 1) readyOnes.sort((a, b) => at(readyOrder, a) - at(readyOrder, b));
    after.set(key, {steps: needed, ready: readyOnes});
  }
  return after;
}

function at(order: Map<string, number>, key: string): number {
  return order.get(key) ?? 0;
}
