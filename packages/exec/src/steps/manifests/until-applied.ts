import {awaitGone} from '../../cluster/await-gone.js';
import {workloadName} from '../../cluster/read/object-key.js';
import type {ObjectReference} from '../../ports/cluster-reader.js';
import type {ToolCall} from '../../tools/cluster-tool.js';
import type {StepContext} from '../step-handler.js';

/**
 * What kubectl says when it applied something to an object that is on its way out: it will be gone all the same.
 * Source: k8s.io/kubectl/pkg/cmd/apply/apply.go, WarnIfDeleting.
 */
const warning = /^Warning: Detected changes to resource (\S+) which is currently being deleted/gm;

/** The names of objects that kubectl applied something to while they were being deleted, as it says on stderr. */
export function beingDeleted(stderr: string): Set<string> {
  return new Set([...stderr.matchAll(warning)].map(([, name = '']) => name));
}

/**
 * Applies objects, and when some of them were still being deleted (by a destroy that was not waited for, say), waits until those are gone and
 * applies again: otherwise kflow would say that all is well of what is about to vanish.
 *
 * @param locate the objects of a name; kubectl says no more of them
 * @param attempt one apply, which is to hand on what kubectl prints on stderr
 * @throws RolloutError `KF812` that names what holds them, when they are not gone in time
 */
export async function untilApplied<Result>(
  context: StepContext,
  locate: (names: ReadonlySet<string>) => Promise<readonly ObjectReference[]>,
  attempt: (onOutput: NonNullable<ToolCall['onOutput']>) => Promise<Result>,
): Promise<Result> {
  for (;;) {
    let stderr = '';
    const result = await attempt((stream, text) => void (stderr += stream === 'stderr' ? text : ''));
    const names = beingDeleted(stderr);
    if (names.size === 0 || !context.cluster) return result;
    await untilGone(context, await locate(names));
  }
}

/**
 * Waits until those of the objects that are being deleted are gone.
 *
 * @returns whether there was any
 * @throws RolloutError `KF812` that names what holds them, when they are not gone in time
 */
export async function untilGone(context: StepContext, references: readonly ObjectReference[]): Promise<boolean> {
  const {cluster, clock, signal, step, timeout = 300} = context;
  const going = await leaving(context, references);
  if (!cluster || going.length === 0) return false;
  const message = `waiting until ${going.map(workloadName).join(', ')} is gone, to apply it anew`;
  context.emit({type: 'step.waiting', step: step.id, message, seconds: 0});
  await awaitGone({reader: cluster, clock, references: going, timeout, signal});
  return true;
}

/** Those of the objects that are being deleted, with their uids. */
async function leaving(
  {cluster}: StepContext,
  references: readonly ObjectReference[],
): Promise<(ObjectReference & {uid?: string})[]> {
  const found = await Promise.all(references.map((reference) => cluster?.get(reference)));
  return references.flatMap((reference, index) => {
    const {deletionTimestamp, uid} = found[index]?.metadata ?? {};
    return deletionTimestamp === undefined ? [] : [{...reference, uid}];
  });
}
