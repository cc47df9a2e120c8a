import type {Project, Resource, Step} from '../config/project.js';
import {graphDiagnostic} from '../graph/codes.js';
import type {Graph, GraphNode, GraphResource} from '../graph/graph.js';
import {selectResources} from '../graph/select-resources.js';
import type {Diagnostic} from '../source/diagnostic.js';
import {summarize} from '../steps/index.js';
import {computeAfter} from './after.js';
import {along, operationRules} from './operation-rules.js';
import type {Plan, PlanPhase, PlanRequest, PlanResource, PlanResult, PlanStep} from './plan.js';
import {warningsTouching} from './touching.js';
import {waitForDependencies, waitForDependents} from './wait-relation.js';

/**
 * Turns a graph and what the caller asks for into a plan. Pure: the same project, graph and request give the same bytes.
 * There is no plan when the graph has errors or when a target matches nothing.
 * @param graph of this project, by `buildGraph`
 */
export function createPlan(project: Project, graph: Graph, request: PlanRequest): PlanResult {
  const {reverse, only} = operationRules[request.operation];
  const targets = request.targets ?? [];
  const selection = selectResources(graph, targets, along(request));
  const errors = [...graph.diagnostics, ...selection.diagnostics].filter(({severity}) => severity === 'error');
  if (errors.length > 0) return {plan: undefined, diagnostics: errors};

  const steps = new Map(project.resources.flatMap((resource) => resource.steps.map((step) => [step.id, step])));
  const takesPart = (id: string) => only === undefined || steps.get(id)?.spec.kind === only;
  const chosen = graph.resources.filter(
    ({name, nodes}) => selection.resources.has(name) && (only === undefined || nodes.some(takesPart)),
  );
  const names = new Set(chosen.map(({name}) => name));
  const nodes = graph.nodes.filter(({id, resource}) => names.has(resource) && takesPart(id));
  const resources = inOrder(graph, chosen, nodes, reverse);
  const ordered = reverse ? nodes.reverse() : nodes;

  const relation = reverse ? waitForDependents(graph) : waitForDependencies(graph);
  const after = computeAfter(relation, ordered, reverse ? [] : resources.map(({name}) => name));
  const byPhase = new Map<string, PlanStep[]>(chosen.map(({phase}) => [phase, []]));
  for (const {id, phase} of ordered) {
    const step = steps.get(id);
    if (step) byPhase.get(phase)?.push(planStep(step, after.get(id) ?? {steps: [], ready: []}));
  }
  const phases = (reverse ? [...graph.phases].reverse() : graph.phases).flatMap(({name, description}): PlanPhase[] => {
    const planned = byPhase.get(name);
    return planned ? [{name, ...(description === undefined ? {} : {description}), steps: planned}] : [];
  });
  const declared = new Map(project.resources.map((resource) => [resource.name, resource]));
  const diagnostics = [
    ...warningsTouching(graph, selection.resources),
    ...(only === 'helm' ? targetsWithoutHelm(targets, selection.named, names) : []),
  ];
  const plan: Plan = {
    version: 1,
    operation: request.operation,
    phases,
    resources: resources
      .map(({name}) => planResource(declared.get(name), selection.named))
      .filter((found) => found !== undefined),
    diagnostics,
  };
  return {plan, diagnostics};
}

function planStep({id, resource, name, spec, namespace}: Step, after: PlanStep['after']): PlanStep {
  return {
    id,
    resource,
    step: name,
    kind: spec.kind,
    ...(namespace === undefined ? {} : {namespace}),
    after,
    summary: summarize(spec),
  };
}

function planResource(resource: Resource | undefined, named: Set<string>): PlanResource | undefined {
  if (!resource) return undefined;
  const {name, phase, namespace} = resource;
  return {name, phase, namespace, selected: named.has(name)};
}

/**
 * Resources in the order of their first planned step. One without steps stays behind the resource that it follows in the graph.
 * @param nodes the planned ones, in the graph's order
 */
function inOrder(graph: Graph, resources: GraphResource[], nodes: GraphNode[], reverse: boolean): GraphResource[] {
  const phases = new Map(graph.phases.map(({name}, index) => [name, index]));
  const first = new Map<string, number>();
  const last = new Map<string, number>();
  nodes.forEach(({resource}, index) => {
    if (!first.has(resource)) first.set(resource, index);
    last.set(resource, index);
  });
  let before = -1;
  const placed = resources.map((resource) => {
    const own = (reverse ? last : first).get(resource.name);
    before = Math.max(before, own ?? before);
    const place = own ?? before + 0.5;
    return {resource, phase: phases.get(resource.phase) ?? 0, place};
  });
  placed.sort((a, b) => a.phase - b.phase || a.place - b.place);
  return (reverse ? placed.reverse() : placed).map(({resource}) => resource);
}

function targetsWithoutHelm(targets: string[], named: Set<string>, planned: Set<string>): Diagnostic[] {
  return [...new Set(targets)]
    .filter((target) => named.has(target) && !planned.has(target))
    .map((target) =>
      graphDiagnostic('KF322', `\`${target}\` has no helm step`, {
        hint: `\`kflow apply ${target}\` applies the rest of it`,
      }),
    );
}
