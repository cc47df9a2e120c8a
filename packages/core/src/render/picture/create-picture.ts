import type {Project, Resource} from '../../config/project.js';
import type {Graph, GraphDependency, GraphResource} from '../../graph/graph.js';
import {placeKey} from '../../graph/place-key.js';
import type {Location} from '../../source/diagnostic.js';
import {kindOf, summarize} from '../../steps/index.js';
import type {ResourceStates} from '../resource-state.js';
import type {ArrowReason, Picture, PictureArrow, PictureBox} from './picture.js';

/**
 * What there is to draw of a graph. What a resource's own `dependsOn` says leads to its box, what a step's says to that step;
 * the declared order inside a resource is the order of the lines, and no arrow.
 */
export function createPicture(project: Project, graph: Graph, states?: ResourceStates): Picture {
  const declared = new Map(project.resources.map((resource) => [resource.name, resource]));
  const lanes = new Map(graph.phases.map(({name}, index) => [name, index]));
  const place = ({file, line}: Location) => `${relative(file, project.dir)}:${line}`;
  const boxes = graph.resources.map(({name, phase, nodes}): PictureBox => {
    const resource = declared.get(name);
    const steps = new Map(resource?.steps.map((step) => [step.id, step]));
    const state = states?.get(name);
    return {
      name,
      namespace: resource?.namespace ?? '',
      ...(resource?.description === undefined ? {} : {description: resource.description}),
      lane: lanes.get(phase) ?? 0,
      steps: nodes.flatMap((id) => {
        const step = steps.get(id);
        return step ? [{name: step.name, kind: kindOf(step.spec), summary: summarize(step.spec)}] : [];
      }),
      at: resource ? place(resource.at) : '',
      ...(state ? {state} : {}),
    };
  });
  return {
    title: project.dir.split(/[\\/]/).findLast((part) => part !== '') ?? 'kflow',
    lanes: graph.phases.map(({name, description}) => ({name, ...(description === undefined ? {} : {description})})),
    boxes,
    arrows: new Arrows(graph, declared, place).all(),
    hasStates: states !== undefined,
  };
}

/** Collects the arrows, each once. */
class Arrows {
  readonly #arrows = new Map<string, PictureArrow>();
  /** Position of each resource, by name, and of each step in its resource, by id. */
  readonly #boxes: Map<string, number>;
  readonly #steps: Map<string, {box: number; step: number}>;

  constructor(
    private readonly graph: Graph,
    private readonly declared: ReadonlyMap<string, Resource>,
    private readonly place: (at: Location) => string,
  ) {
    this.#boxes = new Map(graph.resources.map(({name}, index) => [name, index]));
    this.#steps = new Map(
      graph.resources.flatMap(({nodes}, box) => nodes.map((id, step) => [id, {box, step}] as const)),
    );
  }

  all(): PictureArrow[] {
    const nodes = new Map(this.graph.nodes.map((node) => [node.id, node]));
    for (const resource of this.graph.resources) this.#addKept(resource, nodes);
    return [...this.#arrows.values()];
  }

  #addKept(resource: GraphResource, nodes: ReadonlyMap<string, Graph['nodes'][number]>): void {
    const box = this.#boxes.get(resource.name) ?? 0;
    const inherited = new Set(this.declared.get(resource.name)?.dependsOn.map(({at}) => placeKey(at)));
    const whole = new Set<string>();
    const keep = ({on, because, earlierPhase, at}: GraphDependency, step?: number): void => {
      if (because !== 'declared' || !at) return;
      const isWhole = step === undefined || inherited.has(placeKey(at));
      if (isWhole) whole.add(placeKey(at));
      this.#add({on, to: box, toStep: isWhole ? undefined : step, reason: earlierPhase ? 'earlier-phase' : 'kept', at});
    };
    for (const dependency of resource.dependencies) keep(dependency);
    resource.nodes.forEach((id, step) => nodes.get(id)?.dependencies.forEach((dependency) => keep(dependency, step)));

    const own = new Set([resource.name, ...resource.nodes]);
    for (const {from, on, reason, at} of this.graph.dropped) {
      if (!own.has(from)) continue;
      const step = this.#steps.get(from)?.step;
      // A dependency of the resource is only ignored as such when no step has kept it.
      const isWhole = step === undefined || (inherited.has(placeKey(at)) && !whole.has(placeKey(at)));
      this.#add({on, to: box, toStep: isWhole ? undefined : step, reason, at});
    }
  }

  #add(of: {
    on: GraphDependency['on'];
    to: number;
    toStep: number | undefined;
    reason: ArrowReason;
    at: Location;
  }): void {
    const {on, to, toStep, reason} = of;
    const target = on.type === 'step' ? this.#steps.get(on.id) : undefined;
    const from = target?.box ?? (on.type === 'resource' ? this.#boxes.get(on.name) : undefined);
    // In a part of a graph, what is depended on may be outside.
    if (from === undefined) return;
    const key = [from, target?.step, to, toStep, reason].join(' ');
    const at = this.place(of.at);
    const known = this.#arrows.get(key);
    if (!known) {
      this.#arrows.set(key, {
        from,
        ...(target ? {fromStep: target.step} : {}),
        to,
        ...(toStep === undefined ? {} : {toStep}),
        reason,
        at: [at],
      });
    } else if (!known.at.includes(at)) known.at.push(at);
  }
}

function relative(file: string, dir: string): string {
  const inside = file.startsWith(dir) && /^[\\/]/.test(file.slice(dir.length));
  return inside ? file.slice(dir.length + 1) : file;
}
