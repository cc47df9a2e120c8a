import type {ObservedRun} from './observed-run.js';

/** A run begins and ends once, and so does everything in it; nothing is told before it began, and time does not go back. */
export function everythingEnds({events}: Pick<ObservedRun, 'events'>): string[] {
  const wrong: string[] = [];
  if (events[0]?.type !== 'run.started') wrong.push(`the first event is ${events[0]?.type}`);
  if (events.at(-1)?.type !== 'run.finished') wrong.push(`the last event is ${events.at(-1)?.type}`);
  for (const type of ['run.started', 'run.finished']) {
    const count = events.filter((event) => event.type === type).length;
    if (count !== 1) wrong.push(`${count} times ${type}`);
  }
  const open = new Set<string>();
  const over = new Set<string>();
  for (const event of events) {
    if (event.type === 'step.started') {
      if (open.has(event.step) || over.has(event.step)) wrong.push(`${event.step} began twice`);
      open.add(event.step);
    }
    if (event.type === 'step.succeeded' || event.type === 'step.failed') {
      if (!open.delete(event.step)) wrong.push(`${event.step} ended without having begun`);
      over.add(event.step);
    }
    if (event.type === 'step.skipped' && (open.has(event.step) || over.has(event.step))) {
      wrong.push(`${event.step} was skipped, and ran`);
    }
  }
  for (const step of open) wrong.push(`${step} began and did not end`);
  const times = events.map(({at}) => Date.parse(at));
  if (times.some((time, index) => index > 0 && time < times[index - 1]!)) wrong.push('the events go back in time');
  return wrong;
}
