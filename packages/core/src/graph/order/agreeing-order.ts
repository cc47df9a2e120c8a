import {targetKey} from '../node-key.js';
import type {Waiter} from '../references/waiters.js';
import {sortNodes} from './sort-nodes.js';

/** The order of a phase. */
export interface PhaseOrder {
  /** The keys of its waiters, and of the readiness of resources that something waits for. */
  sorted: string[];
  /** Step -> the step of its resource that it comes after by declared order alone. */
  previous: Map<string, string>;
}

/**
 * The order of a phase in which explicit dependencies and declared order agree, as in nearly all: there is nothing to decide, and no
 * graph to be made for it. Undefined where they close a cycle.
 * @param waiters of one phase, in declared order
 */
export function agreeingOrder(waiters: readonly Waiter[]): PhaseOrder | undefined {
  const keys = waiters.map(({key}) => key);
  const numbers = new Map(keys.map((key, number) => [key, number]));
  const out: number[][] = keys.map(() => []);
  const stepsOf = stepsByResource(waiters);

  waiters.forEach(({dependencies}, waiter) => {
    dependencies.forEach(({on, phase}) => {
      if (phase !== 'same') return;
      const key = targetKey(on);
      let target = numbers.get(key);
      if (target === undefined) {
        // A resource is ready behind all of its steps.
        target = keys.push(key) - 1;
        numbers.set(key, target);
        out.push([]);
        if (on.type === 'resource') for (const step of stepsOf.get(on.name) ?? []) out[step]?.push(target);
      }
      out[target]?.push(waiter);
    });
  });
  const previous = new Map<string, string>();
  for (const steps of stepsOf.values()) {
    steps.forEach((step, index) => {
      const before = out[steps[index - 1] ?? -1];
      if (!before || before.includes(step)) return;
      before.push(step);
      previous.set(keys[step] ?? '', keys[steps[index - 1] ?? -1] ?? '');
    });
  }
  const sorted = sortNodes(out, (node) => (waiters[node]?.step ? node : undefined));
  return sorted.length < keys.length ? undefined : {sorted: sorted.map((node) => keys[node] ?? ''), previous};
}

/** Resource -> the numbers of its steps. */
function stepsByResource(waiters: readonly Waiter[]): Map<string, number[]> {
  const steps = new Map<string, number[]>();
  waiters.forEach(({resource, step}, number) => {
    if (step === undefined) return;
    const own = steps.get(resource.name);
    if (own) own.push(number);
    else steps.set(resource.name, [number]);
  });
  return steps;
}
