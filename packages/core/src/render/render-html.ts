import type {Project} from '../config/project.js';
import type {Graph} from '../graph/graph.js';
import {pageData} from './html/page-data.js';
import {viewerScript} from './html/viewer-script.js';
import {viewerStyle} from './html/viewer-style.js';
import {createPicture} from './picture/create-picture.js';
import type {ResourceStates} from './resource-state.js';
import {drawPicture} from './svg/draw-picture.js';
import {escapeXml} from './svg/xml.js';

/**
 * The SVG of `renderSvg` as a page to walk about in: pan, zoom, search, what depends on what at a glance, and the details of each
 * resource. One file that opens from disk; its own policy forbids it to load or send anything.
 *
 * @param states colours the boxes
 */
export function renderHtml(project: Project, graph: Graph, states?: ResourceStates): string {
  const picture = createPicture(project, graph, states);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(picture.title)}: kflow graph</title>
<style>${viewerStyle}</style>
</head>
<body>
<main id="stage">${drawPicture(picture).replace('role="img"', 'role="group"')}</main>
<aside id="panel" aria-live="polite" aria-label="details" hidden></aside>
<div id="bar" role="toolbar" aria-label="view">
<input id="search" type="search" placeholder="Search  /" aria-label="search resources and steps" autocomplete="off" spellcheck="false">
<span id="found" role="status"></span>
<button id="out" title="zoom out (-)" aria-label="zoom out">−</button>
<button id="in" title="zoom in (+)" aria-label="zoom in">+</button>
<button id="fit" title="everything (0)">fit</button>
</div>
<script type="application/json" id="data">${pageData(picture)}</script>
<script>${viewerScript}</script>
</body>
</html>`;
}
