import type {Project} from '../config/project.js';
import type {Graph} from '../graph/graph.js';
import {createPicture} from './picture/create-picture.js';
import {isIgnored, type Picture} from './picture/picture.js';
import {healthStates, stateStyles, type ResourceStates} from './resource-state.js';

/** What Mermaid, and so GitHub, draws unless it is told otherwise (`maxEdges`, `maxTextSize`), and a page cannot tell it. */
export const mermaidLimits = {edges: 500, characters: 50_000};

/**
 * The graph as a Mermaid flowchart, for Markdown: a subgraph for each phase, a node for each resource with its steps, an arrow
 * from each dependency. Ignored ones are dotted and say why.
 *
 * @param states colours the nodes
 */
export function renderMermaid(project: Project, graph: Graph, states?: ResourceStates): string {
  const picture = createPicture(project, graph, states);
  return [
    'flowchart LR',
    ...picture.lanes.flatMap((_, lane) => drawLane(picture, lane)),
    // Invisible, so that phases without a dependency between them stand in order.
    ...picture.lanes.slice(1).map((_, lane) => `  p${lane} ~~~ p${lane + 1}`),
    ...drawArrows(picture),
    ...(picture.hasStates ? drawStates(picture) : []),
  ].join('\n');
}

/** Ids are numbers, so that no name can be a word of the language. */
function drawLane({lanes, boxes}: Picture, lane: number): string[] {
  const {name, description} = lanes[lane] ?? {name: ''};
  const nodes = boxes.flatMap((box, index) => {
    if (box.lane !== lane) return [];
    const lines = [`<b>${escape(box.name)}</b>`, ...box.steps.map((step) => escape(step.name))];
    return [`    r${index}["${lines.join('<br/>')}"]`];
  });
  const title = `${lane + 1} · ${name}${description === undefined ? '' : `: ${description}`}`;
  return [
    `  subgraph p${lane}["${escape(title)}"]`,
    ...(nodes.length > 0 ? nodes : [`    p${lane}e["no resources"]`]),
    '  end',
  ];
}

/** One arrow from resource to resource, however many of their steps are joined. */
function drawArrows({arrows}: Picture): string[] {
  const lines = arrows.flatMap(({from, to, reason}) => {
    if (!isIgnored(reason)) return from === to ? [] : [`  r${from} --> r${to}`];
    return [`  r${from} -. "ignored: ${reason === 'cycle' ? 'cycle' : 'later phase'}" .-> r${to}`];
  });
  return [...new Set(lines)];
}

function drawStates({boxes}: Picture): string[] {
  const used = healthStates.filter((name) => boxes.some(({state}) => state?.state === name));
  return [
    '  subgraph legend["live health"]',
    ...used.map((state) => `    k_${idOf(state)}["${stateStyles[state].label}"]:::${idOf(state)}`),
    '  end',
    ...used.flatMap((state) => {
      const {fill, line} = stateStyles[state];
      const members = boxes.flatMap((box, index) => (box.state?.state === state ? [`r${index}`] : []));
      return [
        `  classDef ${idOf(state)} fill:${fill},stroke:${line},color:#1f2328`,
        `  class ${members.join(',')} ${idOf(state)}`,
      ];
    }),
  ];
}

function idOf(state: string): string {
  return `s_${state.replaceAll('-', '_')}`;
}

/** Everything that quotes, HTML or Mermaid's own Markdown give a meaning, as Mermaid's character codes. */
function escape(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[^\p{L}\p{N} .,:()/·-]/gu, (character) => {
    return `#${character.codePointAt(0) ?? 0xfffd};`;
  });
}
