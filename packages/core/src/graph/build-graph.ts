import type {Project, Resource, Step} from '../config/project.js';
import type {Diagnostic} from '../source/diagnostic.js';
import {breakCycles, type CycleBreak} from './cycles/break-cycles.js';
import {warnOfCycles, type BrokenCycle} from './cycles/cycle-warnings.js';
import {agreeingOrder, type PhaseOrder} from './order/agreeing-order.js';
import {addDeclaredOrder, sortedKeys} from './order/declared-order.js';
import type {DroppedDependency, Graph, GraphDependency, GraphNode, GraphResource} from './graph.js';
import {targetKey} from './node-key.js';
import {buildPhaseGraph} from './phase-graph.js';
import {indexProject} from './references/project-index.js';
import {collectWaiters, type Dependency, type Waiter} from './references/waiters.js';

/**
 * Resolves every `dependsOn` of a project, breaks the cycles, and puts the steps into their total order: phase, then
 * dependencies, then declared order. Never throws for the user's mistakes: an entry that cannot be resolved is left out and
 * stands in `diagnostics`.
 */
export function buildGraph(project: Project): Graph {
  const index = indexProject(project);
  const diagnostics: Diagnostic[] = [];
  const waiters = collectWaiters(index, diagnostics);
  const builder = new GraphBuilder(waiters);
  const byPhase: Waiter[][] = index.phases.map(() => []);
  for (const waiter of waiters) byPhase[waiter.phase]?.push(waiter);
  const phases = index.phases.map(({name, description}, position) => ({
    name,
    ...(description === undefined ? {} : {description}),
    nodes: builder.addPhase(byPhase[position] ?? []),
  }));
  diagnostics.push(...warnOfCycles(builder.broken));
  return {phases, nodes: builder.nodes, resources: builder.resources, dropped: builder.dropped, diagnostics};
}

/** Collects the graph phase by phase: no edge leads from one phase to another. */
class GraphBuilder {
  readonly nodes: GraphNode[] = [];
  readonly resources: GraphResource[] = [];
  readonly dropped: DroppedDependency[] = [];
  readonly broken: BrokenCycle[] = [];
  readonly #waiters = new Map<string, Waiter>();
  /** Key -> position in declared order, steps only: a resource without steps is ready as soon as its dependencies are. */
  readonly #declaredStep = new Map<string, number>();
  readonly #ignored = new Set<Dependency>();
  readonly #resources = new Map<string, GraphResource>();

  constructor(waiters: Waiter[]) {
    for (const waiter of waiters) this.#waiters.set(waiter.key, waiter);
    let position = 0;
    for (const {key, step} of waiters) if (step) this.#declaredStep.set(key, position++);
  }

  /** @returns the ids of the phase's nodes, in order. */
  addPhase(waiters: Waiter[]): string[] {
    for (const waiter of waiters) {
      waiter.dependencies.forEach((dependency) => {
        if (dependency.phase === 'later') this.#drop(waiter, dependency);
      });
    }
    const {sorted: keys, previous} = agreeingOrder(waiters) ?? this.#decide(waiters);
    const ids: string[] = [];
    for (const key of keys) {
      const waiter = this.#waiters.get(key);
      if (!waiter) continue;
      const dependencies = this.#kept(waiter);
      const resource = this.#resource(waiter.resource);
      if (waiter.step) {
        ids.push(waiter.key);
        resource.nodes.push(waiter.key);
        this.#addNode(waiter, waiter.step, dependencies, previous.get(waiter.key));
      } else {
        resource.dependencies.push(...dependencies);
      }
    }
    return ids;
  }

  /** Breaks the cycles of a phase, and finds where an explicit dependency wins over declared order. */
  #decide(waiters: Waiter[]): PhaseOrder {
    const graph = buildPhaseGraph(waiters);
    // Steps and resources without steps together.
    const positions = new Map([...this.#waiters.keys()].map((key, position) => [key, position]));
    for (const broken of breakCycles(graph, (key) => positions.get(key))) this.#dropCycle(broken);
    const declared = (key: string) => this.#declaredStep.get(key);
    const previous = addDeclaredOrder(graph, chains(waiters), declared);
    return {sorted: sortedKeys(graph, declared), previous};
  }

  #addNode(
    {key: id, resource}: Waiter,
    step: Step,
    dependencies: GraphDependency[],
    previous: string | undefined,
  ): void {
    if (previous !== undefined)
      dependencies.push({on: {type: 'step', id: previous}, because: 'order', earlierPhase: false});
    const declared = this.#declaredStep.get(id) ?? 0;
    this.nodes.push({id, resource: resource.name, step: step.name, phase: resource.phase, declared, dependencies});
  }

  #resource({name, phase}: Resource): GraphResource {
    const known = this.#resources.get(name);
    if (known) return known;
    const resource: GraphResource = {name, phase, nodes: [], dependencies: []};
    this.#resources.set(name, resource);
    this.resources.push(resource);
    return resource;
  }

  #kept({dependencies}: Waiter): GraphDependency[] {
    const kept = this.#ignored.size === 0 ? dependencies : dependencies.filter((each) => !this.#ignored.has(each));
    return kept.map(({on, phase, references}) => ({
      on,
      because: 'declared',
      earlierPhase: phase === 'earlier',
      at: references[0]?.at,
    }));
  }

  #dropCycle({node, dropped}: CycleBreak): void {
    const waiter = this.#waiters.get(node);
    if (!waiter) return;
    const cycles = new Map(dropped.map(({dependency, cycle}) => [dependency, cycle]));
    const broken = waiter.dependencies.flatMap((dependency) => {
      const cycle = cycles.get(targetKey(dependency.on));
      return cycle && dependency.phase === 'same' ? this.#drop(waiter, dependency, cycle) : [];
    });
    this.broken.push({resource: waiter.resource.name, dropped: broken});
  }

  #drop(waiter: Waiter, dependency: Dependency, cycle?: string[]): DroppedDependency[] {
    // The readiness of a resource with steps is no step of the path: it stands between a step and the resource's own steps.
    const path = cycle?.flatMap((key) => this.#waiters.get(key)?.name ?? []);
    const dropped = dependency.references.map(({at}): DroppedDependency => {
      const what = {from: waiter.name, on: dependency.on, at};
      return path ? {...what, reason: 'cycle', cycle: path} : {...what, reason: 'later-phase'};
    });
    this.#ignored.add(dependency);
    this.dropped.push(...dropped);
    return dropped;
  }
}

/** The steps of each resource, in declared order. */
function chains(waiters: Waiter[]): string[][] {
  const byResource = new Map<string, string[]>();
  for (const {key, resource, step} of waiters) {
    if (step === undefined) continue;
    const chain = byResource.get(resource.name);
    if (chain) chain.push(key);
    else byResource.set(resource.name, [key]);
  }
  return [...byResource.values()];
}
