import type {RunResumed} from '@kflow/exec';
import {count} from '../terminal/count.js';
import {formatAgo} from '../terminal/duration.js';
import type {Colors} from '../terminal/terminal.js';
import {groupedSteps} from './grouped-steps.js';

const endings = {failed: 'failed', interrupted: 'was interrupted', 'cut off': 'was cut off'};

/** What a resumed run does not do again, and what it does again although it was done, with the reasons. */
export function renderResumed({at, began, outcome, done, again}: RunResumed, colors: Colors): string[] {
  const when = formatAgo(began, Date.parse(at));
  const steps = done.length === 0 ? 'nothing of it can be kept' : `${count(done.length, 'step')} done and unchanged`;
  return [
    `${colors.bold('resuming')} the apply that began ${when} and ${endings[outcome]}: ${steps}`,
    ...groupedSteps(
      done.map(({step}) => ({step, reason: 'done'})),
      colors,
    ),
    ...groupedSteps(
      again.map(({step, reason}) => ({step, reason: `again: ${reason}`})),
      colors,
    ),
  ];
}
