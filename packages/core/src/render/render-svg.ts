import type {Project} from '../config/project.js';
import type {Graph} from '../graph/graph.js';
import {createPicture} from './picture/create-picture.js';
import type {ResourceStates} from './resource-state.js';
import {drawPicture} from './svg/draw-picture.js';

/**
 * The graph as an SVG file: phases as lanes from left to right, resources as boxes with their steps, an arrow from each dependency
 * to what waits for it; ignored ones are dashed and say why. It refers to nothing outside itself, and is light or dark as its
 * reader wants. Only what is in the graph is drawn. For pages that do something with it, each box is a group whose `data-box` is the position
 * of its resource in `graph.resources`.
 *
 * @param states colours the boxes
 */
export function renderSvg(project: Project, graph: Graph, states?: ResourceStates): string {
  return drawPicture(createPicture(project, graph, states));
}
