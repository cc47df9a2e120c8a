import type {Diagnostic} from '../source/diagnostic.js';

/** What a plan is for. `status` and `health` only read. */
export type Operation = 'apply' | 'destroy' | 'restart' | 'reload' | 'helm' | 'status' | 'health';

/**
 * What to do, in order, as versioned JSON data: no file contents, no secret values, nothing of the machine.
 * The same project and request give the same bytes (`JSON.stringify(plan)`), always.
 */
export interface Plan {
  version: 1;
  operation: Operation;
  /**
   * In the order of execution: for `destroy` the phases and the steps in them are reversed. Phases without a resource of the
   * selection are left out; one whose resources have no steps has none either.
   */
  phases: PlanPhase[];
  /** Resources of the selection in order of their first step, with what the engine waits for and acts on. */
  resources: PlanResource[];
  /** The graph's warnings that touch the selection. */
  diagnostics: Diagnostic[];
}

/** Every step *and wait* of a phase ends before any step of the next begins. */
export interface PlanPhase {
  name: string;
  description?: string;
  steps: PlanStep[];
}

/** One step of the plan. */
export interface PlanStep {
  /** `resource.step`. */
  id: string;
  resource: string;
  step: string;
  /** The key of the step's kind in YAML: one of kflow's own, `manifests` to `createNamespace`, or a plugin's. */
  kind: string;
  /** Absent for a step that acts on cluster-scoped things only. */
  namespace?: string;
  /**
   * What must have happened before it starts, among the steps of this plan and this phase only (earlier phases are over):
   * `steps` done, `ready` resources with all of their steps done and their workloads rolled out. For `destroy` the arrows are
   * reversed, and `ready` is always empty: `steps` names the dependents' steps.
   */
  after: {steps: string[]; ready: string[]};
  /** One line for people, e.g. `manifests web.yaml, service.yaml`. */
  summary: string;
}

/** A resource that takes part in a plan. */
export interface PlanResource {
  name: string;
  phase: string;
  namespace: string;
  /** True when it was named (or everything was selected), false when pulled in by dependencies or dependents. */
  selected: boolean;
  /**
   * Only of a resource without steps that is not being destroyed: what must have happened before it can be ready, as for a step.
   * Others can name it in `ready` all the same: it may have workloads that someone else creates.
   */
  after?: {steps: string[]; ready: string[]};
}

/** What the caller asks for. */
export interface PlanRequest {
  operation: Operation;
  /** Names and globs of resources; all of them when empty or absent. */
  targets?: string[];
  /** Take dependencies (dependents for `destroy`) along. Default: true for apply, reload, helm and destroy, false otherwise. */
  deps?: boolean;
}

/** A plan, or the errors that prevent one (unknown targets, for example). */
export type PlanResult = {plan: Plan; diagnostics: Diagnostic[]} | {plan: undefined; diagnostics: Diagnostic[]};
