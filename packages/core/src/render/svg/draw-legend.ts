import {isIgnored, type Picture} from '../picture/picture.js';
import {stateStyles, healthStates, type HealthState} from '../resource-state.js';

/** What the lines and colours of this picture mean, and only of this one, in a row. */
export function drawLegend(picture: Picture, x: number, y: number): string {
  const parts: string[] = [];
  const add = (mark: string, text: string) => {
    parts.push(`<g transform="translate(${x} ${y})">${mark}<text class="small muted" x="30" y="4">${text}</text></g>`);
    x += 46 + Math.round(text.length * 6.2);
  };
  const has = (test: (reason: Picture['arrows'][number]['reason']) => boolean) =>
    picture.arrows.some(({reason}) => test(reason));
  const line = (look: string) => `<path class="arrow ${look}" marker-end="url(#tip-${look})" d="M0 0H24"/>`;
  if (has((reason) => reason === 'kept')) add(line('kept'), 'waited for');
  if (has((reason) => reason === 'earlier-phase')) add(line('earlier'), 'met by phase order');
  if (has(isIgnored)) add(line('ignored'), 'ignored');
  for (const state of statesIn(picture)) {
    add(`<rect class="${state}" x="6" y="-7" width="18" height="14" rx="3"/>`, stateStyles[state].label);
  }
  return parts.join('');
}

/** The states that boxes of a picture are in, in the order of a legend. */
export function statesIn({boxes}: Picture): HealthState[] {
  const present = new Set(boxes.flatMap(({state}) => (state ? [state.state] : [])));
  return healthStates.filter((state) => present.has(state));
}
