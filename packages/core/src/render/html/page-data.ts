import {isIgnored, type Picture} from '../picture/picture.js';
import {stateStyles} from '../resource-state.js';

/** What the page's script knows of the picture, as JSON that can stand in a `<script>`: no `<` is left in it. */
export function pageData({lanes, boxes, arrows}: Picture): string {
  const why = {
    kept: undefined,
    'earlier-phase': 'met by phase order',
    'later-phase': 'in a later phase',
    cycle: 'closes a cycle',
  };
  const data = {
    boxes: boxes.map(({lane, state, ...box}) => ({
      ...box,
      phase: lanes[lane]?.name,
      ...(state ? {state: {label: stateStyles[state.state].label, detail: state.detail}} : {}),
    })),
    arrows: arrows.map(({reason, ...arrow}) => ({...arrow, ignored: isIgnored(reason), why: why[reason]})),
  };
  return JSON.stringify(data)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}
