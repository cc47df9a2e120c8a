import {loadProject, type LoadRequest} from '../config/load-project.js';
import type {Project} from '../config/project.js';
import {buildGraph} from '../graph/build-graph.js';
import type {Graph} from '../graph/graph.js';
import type {Diagnostic} from '../source/diagnostic.js';
import {createPlan} from './create-plan.js';
import type {Plan, PlanRequest} from './plan.js';

/** A project and what to plan of it: everything, for `apply`, unless the request says otherwise. */
export type PlanProjectRequest = LoadRequest & Partial<PlanRequest>;

/**
 * A plan with what it was made from, and every warning that touches it; or no plan, all problems that prevent one, and as much
 * as could be made all the same: no `project` when a file has an error, a `graph` without a plan when a reference or a target has.
 */
export type PlannedProject =
  | {project: Project; graph: Graph; plan: Plan; diagnostics: Diagnostic[]}
  | {project?: Project; graph?: Graph; plan: undefined; diagnostics: Diagnostic[]};

/** {@link loadProject}, {@link buildGraph} and {@link createPlan} in one. Never throws for what the user wrote. */
export async function planProject({config, files, onConfig, ...request}: PlanProjectRequest): Promise<PlannedProject> {
  const {project, diagnostics} = await loadProject({config, files, ...(onConfig && {onConfig})});
  if (!project) return {plan: undefined, diagnostics};
  const graph = buildGraph(project);
  const planned = createPlan(project, graph, {operation: 'apply', ...request});
  if (planned.plan) return {project, graph, plan: planned.plan, diagnostics: [...diagnostics, ...planned.diagnostics]};
  // Of the graph's, the errors come once more with those of the targets.
  const all = new Set([...diagnostics, ...graph.diagnostics, ...planned.diagnostics]);
  return {project, graph, plan: undefined, diagnostics: [...all]};
}
