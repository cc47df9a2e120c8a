import {layOut, type Layout} from '../picture/layout/layout.js';
import {isIgnored, type Picture} from '../picture/picture.js';
import {drawArrow, drawReason, drawTips} from './draw-arrow.js';
import {drawBox} from './draw-box.js';
import {drawLegend} from './draw-legend.js';
import {fitText} from './fit-text.js';
import {svgStyle} from './svg-style.js';
import {escapeXml} from './xml.js';

/** A picture as an SVG document without anything from outside. */
export function drawPicture(picture: Picture): string {
  const layout = layOut(picture);
  const {width, height} = layout;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="picture-title picture-desc">`,
    `<title id="picture-title">${escapeXml(`${picture.title}: what depends on what`)}</title>`,
    `<desc id="picture-desc">${escapeXml(describe(picture))}</desc>`,
    `<style>${svgStyle(picture.hasStates)}</style>`,
    `<defs>${drawTips()}</defs>`,
    `<rect class="page" width="${width}" height="${height}"/>`,
    `<g id="view">`,
    `<text class="heading" x="28" y="46">${escapeXml(fitText(picture.title, 60))}</text>`,
    `<text class="muted" x="28" y="66">${escapeXml(count(picture))}</text>`,
    drawLegend(picture, Math.max(28, 28 + Math.round(count(picture).length * 6.3) + 28), 62),
    ...picture.lanes.map((lane, index) => drawLane(picture, layout, index)),
    `<g class="arrows">`,
    ...drawArrows(picture, layout),
    '</g>',
    ...picture.boxes.map((box, index) => {
      const place = layout.boxes[index];
      return place ? drawBox(box, place, index) : '';
    }),
    ...picture.arrows.map((arrow, index) => drawReason(arrow, layout.arrows[index] ?? [], index)),
    '</g>',
    '</svg>',
  ].join('\n');
}

function drawLane({lanes, boxes}: Picture, layout: Layout, index: number): string {
  const [lane, place] = [lanes[index], layout.lanes[index]];
  if (!lane || !place) return '';
  const {x, y, width, height} = place;
  const columns = Math.floor((width - 40) / 6.6);
  const isEmpty = !boxes.some((box) => box.lane === index);
  return [
    `<g data-lane="${index}"><title>${escapeXml(`phase ${index + 1}: ${lane.name}\n${lane.description ?? ''}`.trim())}</title>`,
    `<rect class="lane" x="${x}" y="${y + 16}" width="${width}" height="${height - 16}" rx="10"/>`,
    `<text class="lane-name" x="${x + 18}" y="${y + 42}">${escapeXml(fitText(`${index + 1}  ${lane.name}`, Math.floor((width - 36) / 9)))}</text>`,
    lane.description === undefined
      ? ''
      : `<text class="small muted" x="${x + 18}" y="${y + 59}">${escapeXml(fitText(lane.description, columns))}</text>`,
    isEmpty ? `<text class="small muted" x="${x + 18}" y="${y + 92}">no resources</text>` : '',
    '</g>',
  ].join('');
}

/** What matters most is drawn last, above the rest. */
function drawArrows(picture: Picture, layout: Layout): string[] {
  const weight = {'earlier-phase': 0, kept: 1, 'later-phase': 2, cycle: 2};
  return picture.arrows
    .map((arrow, index) => ({arrow, index}))
    .sort((a, b) => weight[a.arrow.reason] - weight[b.arrow.reason])
    .map(({arrow, index}) => drawArrow(picture, arrow, layout.arrows[index] ?? [], index));
}

/** `3 phases · 10 resources · 14 steps · 12 dependencies, 2 ignored` */
function count({lanes, boxes, arrows}: Picture): string {
  const steps = boxes.reduce((sum, box) => sum + box.steps.length, 0);
  const ignored = arrows.filter(({reason}) => isIgnored(reason)).length;
  return [
    number(lanes.length, 'phase'),
    number(boxes.length, 'resource'),
    number(steps, 'step'),
    `${number(arrows.length, 'dependency', 'dependencies')}${ignored > 0 ? `, ${ignored} ignored` : ''}`,
  ].join(' · ');
}

function number(many: number, one: string, more = `${one}s`): string {
  return `${many} ${many === 1 ? one : more}`;
}

function describe(picture: Picture): string {
  const phases = picture.lanes.map(({name}, lane) => {
    const names = picture.boxes.filter((box) => box.lane === lane).map(({name: box}) => box);
    return `${name}: ${names.length > 0 ? names.join(', ') : 'no resources'}`;
  });
  return `${count(picture)}. Phases in order: ${phases.join('; ')}.`;
}
