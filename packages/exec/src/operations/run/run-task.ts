import type {SkipReason, Task} from '../../engine/task.js';

/** What a task of a run is about, for reports. */
export type TaskSubject =
  | {type: 'step'; step: string; resource: string}
  /** A step that has nothing to do in this operation, and only keeps the order. */
  | {type: 'nothing'; step: string; resource: string}
  | {type: 'ready'; resource: string}
  | {type: 'gone'; step: string; resource: string}
  | {type: 'namespaces'; names: string[]};

/**
 * Id of the restart of a resource: no step can be called so, because of the space.
 *
 * @internal
 */
export function restartId(resource: string): string {
  return `restart ${resource}`;
}

/** A task that knows what it is about. */
export interface RunTask extends Task {
  subject: TaskSubject;
  /** Whether it turned out that there was nothing to do: then nobody is told of it. */
  isIdle?(): boolean;
}

/**
 * The id of a subject's task: a step's own id, else a word and a space before the name. No step's id looks like that,
 * because no resource's name has a space in it.
 */
export function taskId(subject: TaskSubject): string {
  switch (subject.type) {
    case 'step':
    case 'nothing':
      return subject.step;
    case 'ready':
      return `ready ${subject.resource}`;
    case 'gone':
      return `gone ${subject.step}`;
    case 'namespaces':
      return 'delete namespaces';
  }
}

/** How a subject is called in a report's `failed`: a wait goes by its resource. */
export function subjectName(subject: TaskSubject): string {
  switch (subject.type) {
    case 'step':
      return subject.step;
    case 'namespaces':
      return subject.names.map((name) => `namespace/${name}`).join(', ');
    default:
      return subject.resource;
  }
}

/**
 * Why a step did not run, for people.
 *
 * @param task the step's
 * @param culprit the task that the reason names, if it names one
 * @param phases names of the run's phases, by index
 */
export function skipText(task: RunTask, reason: SkipReason, culprit: RunTask | undefined, phases: string[]): string {
  if (reason.type === 'interrupted' || !culprit) return 'interrupted';
  if (reason.type === 'dependency') return failureText(culprit.subject);
  if (culprit.phase < task.phase) {
    return `phase ${phases[task.phase]} not started: phase ${phases[culprit.phase]} failed`;
  }
  return `stopped: ${failureText(culprit.subject)}`;
}

function failureText(subject: TaskSubject): string {
  switch (subject.type) {
    case 'step':
    case 'nothing':
      return `${subject.step} failed`;
    case 'ready':
      return `${subject.resource} did not become ready`;
    case 'gone':
      return `${subject.resource} is not gone`;
    case 'namespaces':
      return `the namespaces ${subject.names.join(', ')} are not gone`;
  }
}
