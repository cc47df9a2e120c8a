import type {Project, Resource} from '../config/project.js';
import type {DroppedDependency, Graph, GraphDependency, GraphNode, GraphResource} from '../graph/graph.js';
import {targetName} from '../graph/node-key.js';
import {placeKey} from '../graph/place-key.js';
import type {Location} from '../source/diagnostic.js';
import {summarize} from '../steps/index.js';
import {stateStyles, type ResourceState, type ResourceStates} from './resource-state.js';

/**
 * Phases, their resources and the steps of these, all in order, each with what it waits for:
 *
 *     infra  Storage and ingress
 *     └── postgres  after longhorn
 *         ├── secret     secret postgres
 *         └── manifests  manifests postgres.yaml
 *
 * What a resource's own `dependsOn` says stands at the resource, what a step's says at the step. The declared order of the steps
 * is not mentioned.
 *
 * @param states stand behind the names of the resources
 */
export function renderTree(project: Project, graph: Graph, states?: ResourceStates): string {
  const declared = new Map(project.resources.map((resource) => [resource.name, resource]));
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const droppedBy = new Map<string, DroppedDependency[]>();
  for (const dropped of graph.dropped) {
    const others = droppedBy.get(dropped.from);
    if (others) others.push(dropped);
    else droppedBy.set(dropped.from, [dropped]);
  }

  const blocks = graph.phases.map(({name, description}) => {
    const branches = graph.resources
      .filter(({phase}) => phase === name)
      .flatMap((resource) => {
        const source = declared.get(resource.name);
        return source ? [renderResource(source, resource, nodes, droppedBy, states?.get(resource.name))] : [];
      });
    const lines =
      branches.length === 0
        ? ['└── (no resources)']
        : branches.flatMap((lines, index) => branch(lines, index === branches.length - 1));
    return [title(name, description), ...lines].join('\n');
  });
  return blocks.join('\n\n');
}

/** The lines of one resource, the first its own. */
function renderResource(
  source: Resource,
  resource: GraphResource,
  nodes: Map<string, GraphNode>,
  droppedBy: Map<string, DroppedDependency[]>,
  status?: ResourceState,
): string[] {
  const inherited = new Set(source.dependsOn.map(({at}) => placeKey(at)));
  const own = resource.nodes.flatMap((id) => nodes.get(id) ?? []);
  const kept = [...resource.dependencies, ...own.flatMap(({dependencies}) => dependencies)].filter(
    ({at}) => at && inherited.has(placeKey(at)),
  );
  const keptPlaces = new Set(kept.map(({at}) => at && placeKey(at)));
  // A dependency of the resource is only ignored as such when no step has kept it.
  const isWhole = ({at}: {at?: Location}) =>
    at !== undefined && inherited.has(placeKey(at)) && !keptPlaces.has(placeKey(at));
  const dropped = [resource.name, ...resource.nodes].flatMap((id) => droppedBy.get(id) ?? []);
  const width = Math.max(0, ...own.map(({step}) => step.length));
  const summaries = new Map(source.steps.map(({id, spec}) => [id, summarize(spec)]));
  const steps = own.map((node) => {
    const waits = describe(
      node.dependencies.filter(({at, because}) => because === 'declared' && !(at && inherited.has(placeKey(at)))),
      (droppedBy.get(node.id) ?? []).filter((dependency) => !isWhole(dependency)),
    );
    return [title(node.step.padEnd(width), summaries.get(node.id), waits)];
  });
  const health = status && `[${stateStyles[status.state].label}]`;
  const label = title(source.name, health, source.description, describe(kept, dropped.filter(isWhole)));
  return [label, ...steps.flatMap((lines, index) => branch(lines, index === steps.length - 1))];
}

/** `after a, b; not after c (cycle)` */
function describe(kept: GraphDependency[], dropped: DroppedDependency[]): string {
  const after = [...new Set(kept.map(({on}) => targetName(on)))];
  const not = [
    ...new Set(dropped.map(({on, reason}) => `${targetName(on)} (${reason === 'cycle' ? 'cycle' : 'later phase'})`)),
  ];
  const parts = [
    after.length > 0 ? `after ${after.join(', ')}` : '',
    not.length > 0 ? `not after ${not.join(', ')}` : '',
  ];
  return parts.filter((part) => part !== '').join('; ');
}

function title(...parts: (string | undefined)[]): string {
  return parts
    .filter((part) => part !== undefined && part !== '')
    .join('  ')
    .trimEnd();
}

function branch([first = '', ...rest]: string[], last: boolean): string[] {
  return [`${last ? '└── ' : '├── '}${first}`, ...rest.map((line) => `${last ? '    ' : '│   '}${line}`)];
}
