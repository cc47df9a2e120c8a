import {phasesOf, stepTime} from './timed-resource.js';
import type {TimedProject} from './timed-resource.js';

/**
 * Milliseconds that no schedule can beat: of each phase the longer of its critical path and its steps spread evenly over the slots,
 * summed, as phases are strict. It is seldom reached: it leaves out that the last step to run may have to be waited for.
 */
export function lowerBound(project: TimedProject): number {
  return phasesOf(project).reduce((sum, phase) => sum + phaseBound(project, phase), 0);
}

function phaseBound({resources, slots}: TimedProject, phase: readonly number[]): number {
  const ready = new Map<number, number>();
  let work = 0;
  for (const index of phase) {
    const resource = resources[index]!;
    const start = Math.max(0, ...resource.after.map((each) => ready.get(each)!));
    ready.set(index, start + stepTime(resource) + resource.wait);
    work += stepTime(resource);
  }
  return Math.max(...ready.values(), work / slots);
}
