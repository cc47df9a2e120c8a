import {boxWidth, shownSteps, size} from '../picture/layout/measures.js';
import type {Rectangle} from '../picture/layout/layout.js';
import type {PictureBox} from '../picture/picture.js';
import {stateStyles} from '../resource-state.js';
import {fitText, textColumns} from './fit-text.js';
import {escapeXml} from './xml.js';

/** Columns of text that fit into a box: of its name, and of the smaller lines below. */
const nameColumns = 26;
const rowColumns = 29;

/** A resource: its name, its namespace, its steps. */
export function drawBox(box: PictureBox, {x, y, height}: Rectangle, index: number): string {
  const {name, namespace, state} = box;
  const steps = box.steps.slice(0, shownSteps(box));
  const more = box.steps.length - steps.length;
  return [
    `<g class="box${state ? ` ${state.state}` : ''}" data-box="${index}" transform="translate(${x} ${y})">`,
    `<title>${escapeXml(describe(box))}</title>`,
    `<rect width="${boxWidth}" height="${height}" rx="7"/>`,
    `<text class="name mono" x="13" y="20">${escapeXml(fitText(name, nameColumns))}</text>`,
    `<text class="small muted" x="13" y="36">${escapeXml(fitText(namespace, state ? 18 : rowColumns))}</text>`,
    ...(state
      ? [
          `<text class="small state" x="${boxWidth - 12}" y="36" text-anchor="end">${stateStyles[state.state].label}</text>`,
        ]
      : []),
    ...(steps.length > 0 ? [`<line class="line" x1="1" x2="${boxWidth - 1}" y1="43.5" y2="43.5"/>`] : []),
    ...steps.map((step, row) => drawRow(step.name, step.kind, row)),
    ...(more > 0 ? [`<text class="row muted" x="25" y="${rowY(steps.length)}">and ${more} more steps</text>`] : []),
    '</g>',
  ].join('');
}

function drawRow(name: string, kind: string, row: number): string {
  const shown = fitText(name, rowColumns);
  // The kind stands beside the name where it says something else and there is room for it.
  const hasKind = name !== kind && textColumns(shown) + kind.length + 1 <= rowColumns;
  const y = rowY(row);
  return [
    `<circle class="dot" cx="16" cy="${y - 4}" r="2.5"/>`,
    `<text class="row mono" x="25" y="${y}">${escapeXml(shown)}</text>`,
    hasKind ? `<text class="row muted" x="${boxWidth - 12}" y="${y}" text-anchor="end">${kind}</text>` : '',
  ].join('');
}

function rowY(row: number): number {
  return size.boxHead + row * size.row + 13;
}

/** What a reader of the picture sees on hovering, and hears of a box. */
function describe({name, namespace, description, steps, at, state}: PictureBox): string {
  return [
    `${name} in namespace ${namespace}`,
    ...(description === undefined ? [] : [description]),
    ...(state ? [`${stateStyles[state.state].label}: ${state.detail}`] : []),
    ...steps.map((step) => `• ${step.name}: ${step.summary}`),
    at,
  ].join('\n');
}
