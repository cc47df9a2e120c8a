import {stepEnds} from './observed-run.js';
import type {ObservedRun} from './observed-run.js';

/** 0 only if everything of the plan was done and nothing failed, 1 only with something that failed, 130 only when interrupted. */
export function exitCodeIsTrue(run: ObservedRun): string[] {
  const {plan, events, exitCode} = run;
  const finished = events.at(-1);
  if (finished?.type !== 'run.finished') return ['no run.finished'];
  const wrong: string[] = [];
  if (finished.exitCode !== exitCode)
    wrong.push(`run.finished says exit ${finished.exitCode}, the process ${exitCode}`);
  const expected = {succeeded: 0, failed: 1, interrupted: 130}[finished.outcome];
  if (exitCode !== expected) wrong.push(`${finished.outcome} with exit ${exitCode}`);
  const {succeeded, failed} = stepEnds(run);
  const bad = events.filter(({type}) => type === 'resource.failed').length + failed.size;
  if (exitCode === 0) {
    if (bad > 0) wrong.push(`exit 0 with ${bad} failures`);
    if (finished.failed.length + finished.skipped.length > 0) wrong.push('exit 0 with failed or skipped steps');
    if (plan.operation === 'restart') return wrong;
    for (const {steps} of plan.phases) {
      for (const {id} of steps) if (!succeeded.has(id)) wrong.push(`exit 0, and ${id} was not done`);
    }
  }
  if (exitCode === 1 && finished.failed.length === 0) wrong.push('exit 1 without anything that failed');
  for (const id of failed.keys()) {
    if (!finished.failed.some((each) => each.id === id)) wrong.push(`${id} failed, and run.finished does not say so`);
  }
  return wrong;
}
