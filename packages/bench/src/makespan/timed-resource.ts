/** A resource as the makespan sees it: how long its parts take. */
export interface TimedResource {
  /** Index of its phase. */
  phase: number;
  /** Indexes of resources of the same phase, all smaller than its own, that must be ready first. */
  after: readonly number[];
  /** Its steps one after the other, whole milliseconds each; each holds a slot. */
  steps: readonly number[];
  /** From its last step until it is ready, whole milliseconds; holds no slot. */
  wait: number;
}

/** A project to schedule. */
export interface TimedProject {
  seed: number;
  /** How it was drawn, such as `chains`. */
  shape: string;
  /** How many steps may run at once. */
  slots: number;
  /** In declared order. */
  resources: readonly TimedResource[];
}

/** Milliseconds of all steps of a resource. */
export function stepTime({steps}: TimedResource): number {
  return steps.reduce((sum, each) => sum + each, 0);
}

/** The resources of each phase, as indexes in declared order; phases in order. */
export function phasesOf({resources}: TimedProject): number[][] {
  const phases: number[][] = [];
  resources.forEach(({phase}, index) => (phases[phase] ??= []).push(index));
  return phases.filter((phase) => phase !== undefined);
}
