import type {Project, Step} from '../config/project.js';
import {graphDiagnostic} from '../graph/codes.js';
import type {Graph} from '../graph/graph.js';
import {readyKey} from '../graph/node-key.js';
import {selectResources} from '../graph/select-resources.js';
import type {Diagnostic} from '../source/diagnostic.js';
import {computeAfter} from './after.js';
import {along, operationRules} from './operation-rules.js';
import {orderResources} from './order-resources.js';
import {planPhases, planStep, type PlacedStep} from './plan-phases.js';
import type {PlanRequest, PlanResource, PlanResult} from './plan.js';
import {warningsTouching} from './touching.js';
import {waitForDependencies, waitForDependents} from './wait-relation.js';

/**
 * Turns a graph and what the caller asks for into a plan. Pure: the same project, graph and request give the same bytes.
 * There is no plan when the graph has errors or when a target matches nothing.
 * @param graph of this project, by `buildGraph`
 */
export function createPlan(project: Project, graph: Graph, request: PlanRequest): PlanResult {
  const {operation, targets = []} = request;
  const {reverse, only} = operationRules[operation];
  const selection = selectResources(graph, targets, along(request));
  const errors = [...graph.diagnostics, ...selection.diagnostics].filter(({severity}) => severity === 'error');
  if (errors.length > 0) return {plan: undefined, diagnostics: errors};

  const stepById = new Map<string, Step>();
  for (const resource of project.resources) for (const step of resource.steps) stepById.set(step.id, step);
  const isWanted = (id: string) => only === undefined || stepById.get(id)?.spec.kind === only;
  const chosen = graph.resources.filter(
    ({name, nodes}) => selection.resources.has(name) && (only === undefined || nodes.some(isWanted)),
  );
  const names = new Set(chosen.map(({name}) => name));
  const nodes = graph.nodes.filter(({id, resource}) => names.has(resource) && isWanted(id));
  const ordered = reverse ? [...nodes].reverse() : nodes;
  const resources = orderResources(graph, chosen, nodes, reverse);

  // Nothing becomes ready while it is destroyed: what depends on a resource is gone when its steps are.
  const canBeReady = reverse ? [] : resources;
  const waiting = [
    ...ordered.map(({id, resource}) => ({key: id, resource})),
    ...canBeReady.filter(({nodes: own}) => own.length === 0).map(({name}) => ({key: readyKey(name), resource: name})),
  ];
  const relation = reverse ? waitForDependents(graph) : waitForDependencies(graph);
  const ready = canBeReady.map(({name}) => name);
  const after = computeAfter(relation, waiting, ready);

  const steps: PlacedStep[] = [];
  for (const {id, phase} of ordered) {
    const step = stepById.get(id);
    if (step) steps.push({phase, step: planStep(step, after.get(id) ?? {steps: [], ready: []})});
  }
  const resourceByName = new Map(project.resources.map((resource) => [resource.name, resource]));
  const diagnostics = [
    ...warningsTouching(graph, selection.resources),
    ...(only === 'helm' ? targetsWithoutHelm(graph, targets, names) : []),
  ];
  const plan = {
    version: 1 as const,
    operation,
    phases: planPhases(reverse ? [...graph.phases].reverse() : graph.phases, resources, steps),
    resources: resources.map(({name, phase}): PlanResource => {
      const namespace = resourceByName.get(name)?.namespace ?? '';
      const own = after.get(readyKey(name));
      return {name, phase, namespace, selected: selection.named.has(name), ...(own ? {after: own} : {})};
    }),
    diagnostics,
  };
  return {plan, diagnostics};
}

/**
 * A warning for each resource that was named to the helm command, by its very name, and has nothing for helm to do; in the graph's
 * order, so that the order of the names makes no difference.
 */
function targetsWithoutHelm(graph: Graph, targets: readonly string[], planned: Set<string>): Diagnostic[] {
  const asked = new Set(targets);
  return graph.resources
    .filter(({name}) => asked.has(name) && !planned.has(name))
    .map(({name}) =>
      graphDiagnostic('KF322', `\`${name}\` has no helm step`, {hint: `\`kflow apply ${name}\` applies all of it`}),
    );
}
