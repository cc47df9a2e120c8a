import type {EventBody} from '../../engine/event.js';
import type {Resume} from '../../journal/resume.js';
import type {Run} from './run.js';
import type {RunTask} from './run-task.js';

/**
 * In place of the task of a step that an earlier run did: one that only keeps the order. What that step applied is still
 * waited for. Undefined for every other task.
 */
export function alreadyDone(run: Run, task: RunTask, {done}: Resume): RunTask | undefined {
  const {subject} = task;
  const record = subject.type === 'step' ? done.get(subject.step) : undefined;
  if (subject.type !== 'step' || record === undefined) return undefined;
  run.keepTouched(subject.step, record.touched);
  return {...task, subject: {...subject, type: 'nothing'}, slot: false, weight: 0, run: async () => {}};
}

/** The event that tells of it. */
export function resumed({run, began, outcome, done, again}: Resume): EventBody {
  const steps = [...done.values()].map(({step, at}) => ({step, doneAt: at}));
  return {type: 'run.resumed', run, began, outcome, done: steps, again};
}
