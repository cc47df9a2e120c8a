import type {ErrorReport} from '../../engine/event.js';
import type {TaskOutcome} from '../../engine/task.js';
import type {RunReport} from '../execute-request.js';
import {failureReport} from './failure-report.js';
import {skipText, subjectName} from './run-task.js';
import type {RunTask} from './run-task.js';

/**
 * What a run came to. A failure counts once for each name (a resource with several waits fails once). A wait that the
 * interruption ended is no failure; a step that it ended is one, since how far it came is not known.
 *
 * @param phases names of the run's phases, by index
 * @param signals the run's own, which interrupt it
 */
export function runReport(
  tasks: readonly RunTask[],
  outcomes: ReadonlyMap<string, TaskOutcome>,
  phases: string[],
  seconds: number,
  signals: readonly (AbortSignal | undefined)[],
): RunReport {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const failed = new Map<string, ErrorReport>();
  const succeeded: string[] = [];
  const skipped: RunReport['skipped'] = [];
  let interrupted = false;
  for (const task of tasks) {
    const outcome = outcomes.get(task.id);
    const isStep = task.subject.type === 'step';
    if (outcome?.status === 'succeeded' && isStep && !task.isIdle?.()) succeeded.push(task.id);
    if (outcome?.status === 'failed') {
      const cut = signals.some((signal) => signal?.aborted && signal.reason === outcome.error);
      interrupted ||= cut;
      const name = subjectName(task.subject);
      if (!(cut && !isStep) && !failed.has(name)) failed.set(name, failureReport(outcome.error, signals));
    }
    if (outcome?.status === 'skipped') {
      interrupted ||= outcome.reason.type === 'interrupted';
      if (isStep) skipped.push({step: task.id, reason: reasonOf(task, outcome.reason, byId, phases)});
    }
  }
  const outcome = interrupted ? 'interrupted' : failed.size > 0 ? 'failed' : 'succeeded';
  return {
    outcome,
    exitCode: {succeeded: 0, failed: 1, interrupted: 130}[outcome] as RunReport['exitCode'],
    seconds,
    succeeded,
    failed: [...failed].map(([id, error]) => ({id, error})),
    skipped,
  };
}

/** The text of a skip's reason. */
export function reasonOf(
  task: RunTask,
  reason: Extract<TaskOutcome, {status: 'skipped'}>['reason'],
  tasks: ReadonlyMap<string, RunTask>,
  phases: string[],
): string {
  return skipText(task, reason, reason.type === 'interrupted' ? undefined : tasks.get(reason.id), phases);
}
