import type {Project} from '../config/project.js';
import type {Graph, GraphResource} from '../graph/graph.js';
import {readyKey, type Target} from '../graph/node-key.js';
import {summarize} from '../steps/index.js';
import {healthStates, stateStyles, type ResourceState, type ResourceStates} from './resource-state.js';

/**
 * The graph in Graphviz's language: a cluster for each phase, a node `"resource.step"` for each step, edges from the dependency
 * to its dependent. A dependency on a resource is drawn from its last step; a resource without steps has a dashed node of its
 * own. Of the steps of a resource only the first is drawn to wait for something, the others come after it anyway. What was
 * dropped is dashed, with the reason.
 *
 * @param states colours the nodes
 */
export function renderDot(project: Project, graph: Graph, states?: ResourceStates): string {
  const resources = new Map(graph.resources.map((resource) => [resource.name, resource]));
  const summaries = new Map(project.resources.flatMap(({steps}) => steps.map(({id, spec}) => [id, summarize(spec)])));
  const resourceOf = new Map(graph.nodes.map(({id, resource}) => [id, resource]));
  const clusters = graph.phases.flatMap(({name, description, nodes}, index) => [
    `  subgraph ${quote(`cluster_${index}`)} {`,
    `    label=${quote(title(name, description))};`,
    ...graph.resources
      .filter(({phase, nodes: own}) => phase === name && own.length === 0)
      .map((resource) => emptyNode(resource, states)),
    ...nodes.map((id) => {
      const state = states?.get(resourceOf.get(id) ?? '');
      return `    ${quote(id)} [tooltip=${quote(summaries.get(id) ?? '')}${fill(state)}];`;
    }),
    '  }',
  ]);
  return [
    'digraph kflow {',
    '  rankdir=LR;',
    '  node [shape=box];',
    ...clusters,
    ...(states ? legend(states) : []),
    ...keptEdges(graph, resources),
    ...droppedEdges(graph, resources),
    '}',
  ].join('\n');
}

function keptEdges(graph: Graph, resources: Map<string, GraphResource>): string[] {
  const once = new OncePerResource();
  const edges: string[] = [];
  for (const {name, dependencies} of graph.resources) {
    for (const {on} of dependencies) edges.push(`  ${quote(end(on, resources))} -> ${quote(readyKey(name))};`);
  }
  for (const {id, resource, dependencies} of graph.nodes) {
    for (const {on} of dependencies) {
      const from = end(on, resources);
      if (once.first(resource, from)) edges.push(`  ${quote(from)} -> ${quote(id)};`);
    }
  }
  return edges;
}

function droppedEdges(graph: Graph, resources: Map<string, GraphResource>): string[] {
  const once = new OncePerResource();
  const resourceOf = new Map(graph.nodes.map(({id, resource}) => [id, resource]));
  const edges: string[] = [];
  for (const {from: dependent, on, reason} of graph.dropped) {
    const resource = resourceOf.get(dependent);
    const from = end(on, resources);
    if (!once.first(resource ?? dependent, `${reason} ${from}`)) continue;
    const to = resource === undefined ? readyKey(dependent) : dependent;
    const label = reason === 'cycle' ? 'cycle' : 'later phase';
    edges.push(`  ${quote(from)} -> ${quote(to)} [style=dashed, constraint=false, label=${quote(label)}];`);
  }
  return edges;
}

/** Which edges a resource has already. */
class OncePerResource {
  readonly #seen = new Map<string, Set<string>>();

  first(resource: string, edge: string): boolean {
    const seen = this.#seen.get(resource) ?? new Set<string>();
    this.#seen.set(resource, seen);
    if (seen.has(edge)) return false;
    seen.add(edge);
    return true;
  }
}

/** The node that a dependency is drawn from. */
function end(on: Target, resources: Map<string, GraphResource>): string {
  return on.type === 'step' ? on.id : (resources.get(on.name)?.nodes.at(-1) ?? readyKey(on.name));
}

function emptyNode({name}: GraphResource, states?: ResourceStates): string {
  return `    ${quote(readyKey(name))} [label=${quote(name)}, style=dashed${fill(states?.get(name), 'dashed')}];`;
}

/** The attributes that colour a node; a later `style` wins over an earlier one. */
function fill(status: ResourceState | undefined, style?: 'dashed'): string {
  if (!status) return '';
  const {fill: ground, line} = stateStyles[status.state];
  return `, style=${quote(style ? `filled,${style}` : 'filled')}, fillcolor=${quote(ground)}, color=${quote(line)}`;
}

function legend(states: ResourceStates): string[] {
  const present = new Set([...states.values()].map(({state}) => state));
  return [
    '  subgraph "cluster_legend" {',
    '    label="live health";',
    ...healthStates
      .filter((state) => present.has(state))
      .map((state) => {
        const label = quote(stateStyles[state].label);
        return `    ${quote(`legend/${state}`)} [label=${label}${fill({state, detail: ''})}];`;
      }),
    '  }',
  ];
}

function title(name: string, description: string | undefined): string {
  return description === undefined ? name : `${name}: ${description}`;
}

/** A quoted id or label; backslashes are doubled since labels take escapes. */
function quote(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll(/\r?\n/g, '\\n')}"`;
}
