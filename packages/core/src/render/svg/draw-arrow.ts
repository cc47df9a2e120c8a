import type {Point} from '../picture/layout/route-arrow.js';
import {ignoredLabels, isIgnored, type Picture, type PictureArrow} from '../picture/picture.js';
import {escapeXml} from './xml.js';

/** A dependency: a smooth line with a tip at the dependent. */
export function drawArrow(picture: Picture, arrow: PictureArrow, points: Point[], index: number): string {
  const look = lookOf(arrow);
  return [
    `<path class="arrow ${look}" data-arrow="${index}" marker-end="url(#tip-${look})" d="${pathOf(points)}">`,
    `<title>${escapeXml(describeArrow(picture, arrow))}</title></path>`,
  ].join('');
}

/** The tips of the arrows. */
export function drawTips(): string {
  return ['kept', 'earlier', 'ignored']
    .map(
      (look) =>
        `<marker id="tip-${look}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">` +
        `<path class="tip-${look}" d="M0 .6 8 4 0 7.4z"/></marker>`,
    )
    .join('');
}

/** `web waits for db.init (resources/web.yaml:4)` */
export function describeArrow({boxes}: Picture, {from, fromStep, to, toStep, reason, at}: PictureArrow): string {
  const name = (box: number, step?: number) =>
    `${boxes[box]?.name ?? ''}${step === undefined ? '' : `.${boxes[box]?.steps[step]?.name ?? ''}`}`;
  const verb = isIgnored(reason) ? 'does not wait for' : 'waits for';
  const note = {
    kept: '',
    'earlier-phase': ', which is in an earlier phase',
    'later-phase': ': ignored, it is in a later phase',
    cycle: ': ignored, it closes a cycle',
  }[reason];
  return `${name(to, toStep)} ${verb} ${name(from, fromStep)}${note} (${at.join(', ')})`;
}

function lookOf({reason}: PictureArrow): 'kept' | 'earlier' | 'ignored' {
  if (isIgnored(reason)) return 'ignored';
  return reason === 'kept' ? 'kept' : 'earlier';
}

/** Curves that are horizontal at each point; three points are a loop on one side. */
function pathOf(points: Point[]): string {
  const [start, second, third] = points;
  if (!start || !second) return '';
  if (third && points.length === 3) {
    const x = Math.round(start.x + ((second.x - start.x) * 4) / 3);
    return `M${start.x} ${start.y}C${x} ${start.y} ${x} ${third.y} ${third.x} ${third.y}`;
  }
  let [{x, y}, path] = [start, `M${start.x} ${start.y}`];
  for (const point of points.slice(1)) {
    const middle = Math.round((x + point.x) / 2);
    path += point.y === y ? `H${point.x}` : `C${middle} ${y} ${middle} ${point.y} ${point.x} ${point.y}`;
    ({x, y} = point);
  }
  return path;
}

/** The reason of an ignored dependency, at the middle of its line; nothing at others. Above the boxes, so that it can be read. */
export function drawReason({reason}: PictureArrow, points: Point[], index: number): string {
  if (reason !== 'later-phase' && reason !== 'cycle') return '';
  // The middle of the line lies in a channel when the number of its points is even.
  const [a, b] = [points[Math.floor((points.length - 1) / 2)], points[Math.floor(points.length / 2)]];
  if (!a || !b) return '';
  const [x, y] = [Math.round((a.x + b.x) / 2), Math.round((a.y + b.y) / 2)];
  return `<text class="why" data-why="${index}" x="${x}" y="${y - 4}" text-anchor="middle">${ignoredLabels[reason]}</text>`;
}
