import {buildGraph, createPlan, selectGraph, selectResources} from '@kflow/core';
import type {Diagnostic, Graph, LoadRequest, Plan, PlanRequest, Project} from '@kflow/core';
import {loadProject, nodeFiles} from '@kflow/core/node';
import {Refusal} from './problems/refusal.js';

/** A project that can be used, and its graph. */
export interface LoadedProject {
  project: Project;
  graph: Graph;
  /** What there is to warn of in the files; the graph has its own diagnostics. */
  fileWarnings: Diagnostic[];
}

/** Everything there is to say about a config, be it good or not. */
export interface CheckedProject {
  project?: Project;
  graph?: Graph;
  /** Of the files. */
  diagnostics: Diagnostic[];
}

/** Reads a root config (default `./kflow.yaml`) and all that it declares. Never throws for the user's mistakes. */
export async function checkProject(
  config: string | undefined,
  onConfig?: LoadRequest['onConfig'],
): Promise<CheckedProject> {
  const {project, diagnostics} = await loadProject({config: config || 'kflow.yaml', files: nodeFiles(), onConfig});
  if (!project) return {diagnostics};
  const graph = buildGraph(project);
  return {project, graph, diagnostics};
}

/**
 * The same for commands that need a project without errors.
 *
 * @throws Refusal with all of its diagnostics when there is an error among them.
 */
export async function readProject(
  config: string | undefined,
  onConfig?: LoadRequest['onConfig'],
): Promise<LoadedProject> {
  const {project, graph, diagnostics} = await checkProject(config, onConfig);
  const all = [...diagnostics, ...(graph?.diagnostics ?? [])];
  if (!project || !graph || all.some(({severity}) => severity === 'error')) throw new Refusal(all);
  return {project, graph, fileWarnings: diagnostics};
}

/**
 * The plan for a request.
 *
 * @throws Refusal when a target matches nothing.
 */
export function planFor({project, graph}: LoadedProject, request: PlanRequest): Plan {
  const {plan, diagnostics} = createPlan(project, graph, request);
  if (!plan) throw new Refusal(diagnostics);
  return plan;
}

/**
 * The part of the graph that targets name, with what that depends on unless `deps` is false; all of it without targets.
 *
 * @throws Refusal when a target matches nothing.
 */
export function selectedGraph(
  {graph}: LoadedProject,
  {targets, deps = true}: Pick<PlanRequest, 'targets' | 'deps'>,
): Graph {
  const selection = selectResources(graph, targets ?? [], deps ? 'dependencies' : 'nothing');
  if (selection.diagnostics.length > 0) throw new Refusal(selection.diagnostics);
  return selectGraph(graph, selection);
}
