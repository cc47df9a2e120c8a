import type {ResourceState} from '../resource-state.js';

/** The graph as it is drawn: a lane a phase, a box a resource, arrows from dependencies to dependents. Plain data. */
export interface Picture {
  /** The name of the project's directory. */
  title: string;
  /** In order. */
  lanes: PictureLane[];
  /** In the graph's order. */
  boxes: PictureBox[];
  arrows: PictureArrow[];
  /** Whether the boxes carry states. */
  hasStates: boolean;
}

/** A phase. */
export interface PictureLane {
  name: string;
  description?: string;
}

/** A resource. */
export interface PictureBox {
  name: string;
  namespace: string;
  description?: string;
  /** Position of its phase in `lanes`. */
  lane: number;
  /** In the order in which they run. */
  steps: PictureStep[];
  /** `file:line`, relative to the project where it lies inside. */
  at: string;
  state?: ResourceState;
}

/** A step, as a line of its box. */
export interface PictureStep {
  name: string;
  kind: string;
  summary: string;
}

/**
 * Why an arrow is there: `kept` orders two things of a phase, `earlier-phase` is satisfied by the order of phases; the others
 * were ignored.
 */
export type ArrowReason = 'kept' | 'earlier-phase' | 'later-phase' | 'cycle';

/** A dependency, from what is depended on to what depends on it. Each is there once, however many steps inherit it. */
export interface PictureArrow {
  /** Position of the box in `boxes`, and of its step where the dependency is on that one step. */
  from: number;
  fromStep?: number;
  to: number;
  toStep?: number;
  reason: ArrowReason;
  /** Where it is declared, `file:line`. */
  at: string[];
}

/** Whether a dependency was left out. */
export function isIgnored(reason: ArrowReason): boolean {
  return reason === 'later-phase' || reason === 'cycle';
}

/** What stands at an ignored dependency: short, since it has to find room between two boxes. */
export const ignoredLabels = {'later-phase': 'later phase', cycle: 'cycle'} as const;
