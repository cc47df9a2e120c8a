import type {Unit} from './units.js';

/**
 * The least time that a project can take, in milliseconds, on a machine where nothing but the pods takes any: the longest chain of a phase,
 * summed over the phases.
 */
export function idealMs(units: readonly Unit[]): number {
  const ends = new Map<string, number>();
  const phases = new Map<number, number>();
  // Units come after what they depend on.
  for (const {name, phase, dependsOn, readyAfterMs} of units) {
    const end = readyAfterMs + Math.max(0, ...dependsOn.map((each) => ends.get(each)!));
    ends.set(name, end);
    phases.set(phase, Math.max(phases.get(phase) ?? 0, end));
  }
  return [...phases.values()].reduce((sum, each) => sum + each, 0);
}

/** The units of each phase in levels: what depends on nothing, what depends only on that, and so on. */
export function levels(units: readonly Unit[]): Unit[][][] {
  const depths = new Map<string, number>();
  const phases: Unit[][][] = [];
  for (const unit of units) {
    const depth = Math.max(-1, ...unit.dependsOn.map((each) => depths.get(each)!)) + 1;
    depths.set(unit.name, depth);
    ((phases[unit.phase] ??= [])[depth] ??= []).push(unit);
  }
  return phases;
}
