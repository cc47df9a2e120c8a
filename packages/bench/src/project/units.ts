import {Random} from '@kflow/faults';

/** One resource of a project: a ConfigMap, a Service and a Deployment, in one manifest file. */
export interface Unit {
  name: string;
  /** From 0. */
  phase: number;
  /** Names of units of the same phase. */
  dependsOn: readonly string[];
  /** Milliseconds from the start of its pod until that is ready. */
  readyAfterMs: number;
}

/** What a project looks like. */
export interface Shape {
  resources: number;
  phases: number;
  /** How long pods take: milliseconds, or from the first to the second at random. */
  readyAfterMs: number | readonly [number, number];
  /** Whether units depend on one or two earlier ones of their phase; the first three of a phase never do. */
  hasDependencies: boolean;
}

/** Draws the units of a project; the same shape gives the same units. */
export function makeUnits({resources, phases, readyAfterMs, hasDependencies}: Shape): Unit[] {
  const random = new Random(resources);
  const perPhase = Math.ceil(resources / phases);
  const digits = String(resources).length;
  const units: Unit[] = [];
  for (let index = 0; index < resources; index++) {
    const phase = Math.floor(index / perPhase);
    const place = index % perPhase;
    const earlier = units.slice(index - place);
    const dependencies = new Set<string>();
    if (hasDependencies && place >= 3) {
      dependencies.add(random.pick(earlier).name);
      if (random.chance(0.5)) dependencies.add(random.pick(earlier).name);
    }
    const delay = typeof readyAfterMs === 'number' ? readyAfterMs : random.int(readyAfterMs[0], readyAfterMs[1]);
    const name = `r${String(index + 1).padStart(digits, '0')}`;
    units.push({name, phase, dependsOn: [...dependencies], readyAfterMs: delay});
  }
  return units;
}
