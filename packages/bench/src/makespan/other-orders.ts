import {phasesOf, stepTime} from './timed-resource.js';
import type {TimedProject} from './timed-resource.js';

/**
 * Milliseconds level by level, as helmfile goes: what is as deep in the dependencies runs together, in declared order, in as many slots, and
 * all of it is ready before the next level begins. It is let off lightly: its waits hold no slot, whereas helmfile's do.
 */
export function byLevels(project: TimedProject): number {
  let total = 0;
  for (const phase of phasesOf(project)) for (const level of levels(project, phase)) total += levelTime(project, level);
  return total;
}

/** Milliseconds one resource after the other, each ready before the next begins, as kflow-py goes. */
export function inSequence({resources}: TimedProject): number {
  return resources.reduce((sum, each) => sum + stepTime(each) + each.wait, 0);
}

function levels({resources}: TimedProject, phase: readonly number[]): number[][] {
  const depths = new Map<number, number>();
  const found: number[][] = [];
  for (const index of phase) {
    const depth = Math.max(-1, ...resources[index]!.after.map((each) => depths.get(each)!)) + 1;
    depths.set(index, depth);
    (found[depth] ??= []).push(index);
  }
  return found;
}

function levelTime({resources, slots}: TimedProject, level: readonly number[]): number {
  const free = new Array<number>(slots).fill(0);
  let end = 0;
  for (const index of level) {
    const resource = resources[index]!;
    const slot = free.indexOf(Math.min(...free));
    free[slot]! += stepTime(resource);
    end = Math.max(end, free[slot]! + resource.wait);
  }
  return end;
}
