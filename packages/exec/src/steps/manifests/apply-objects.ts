import type {ManifestObjectInfo} from '@kflow/core';
import type {ObjectChange} from '../../engine/event.js';
import {applyFlags, kubectlApply} from '../../tools/kubectl/kubectl-apply.js';
import type {ObjectSources} from '../../tools/kubectl/kubectl-objects.js';
import type {ToolCall} from '../../tools/cluster-tool.js';
import {retryUntilServed} from '../retry-until-served.js';
import {joinShared} from '../shared/join-shared.js';
import {declaredObjects} from './locate-objects.js';
import {untilApplied} from './until-applied.js';
import type {StepContext} from '../step-handler.js';

/** Objects of a step, and what kubectl is to read them from. */
export interface StepObjects {
  from: Pick<ObjectSources, 'files' | 'kustomize'>;
  /** Named in the call; kubectl refuses objects that name another. */
  namespace?: string;
  objects: readonly ManifestObjectInfo[];
  /** Whether these are all that is in the sources. Default false. */
  isWhole?: boolean;
  /** The values of the Secrets among them. */
  secrets: readonly string[];
}

/** What kubectl made of objects. */
export interface AppliedObjects {
  /** What became of each object that it named. */
  changes: ObjectChange[];
  /** Its last process, which said that all is well, named none. */
  isMute: boolean;
}

/**
 * Applies all objects in one kubectl process, which other steps may share, and again while a custom resource's definition is not served yet, or when some of them were still
 * being deleted.
 */
export async function applyObjects(
  context: StepContext,
  {from, namespace, objects, secrets, isWhole = false}: StepObjects,
): Promise<AppliedObjects> {
  const {step, shared, standby} = context;
  const kubectl = standby ? context.kubectl.with({commands: standby.runner(objects)}) : context.kubectl;
  const how = {serverSide: step.serverSide, ...(isWhole && {objects})};
  const part = {from, namespace, objects, secrets, isWhole};
  const together = await joinShared(context, [['apply'], applyFlags(how)], part);
  if (together?.isWhole) return {changes: together.changes, isMute: false};
  const changes = new Map<string, ObjectChange>();
  const defined = objects.flatMap(({defines}) => (defines ? [defines] : []));
  const once = (onOutput: NonNullable<ToolCall['onOutput']>) =>
    kubectlApply(kubectl, {
      ...from,
      namespace,
      ...how,
      secrets,
      done: together?.changes,
      // What the first process did to an object counts: to those after it, the object is unchanged.
      onChange: (change) => changes.has(change.object) || changes.set(change.object, change),
      onOutput,
    });
  const apply: typeof once = (onOutput) => (together && shared ? shared.alone(() => once(onOutput)) : once(onOutput));
  const {isMute} = await untilApplied(
    context,
    (names) =>
      declaredObjects(
        context,
        objects.filter(({name}) => names.has(name)),
        namespace,
      ),
    (hear) =>
      retryUntilServed(context, defined, (onOutput) =>
        apply((stream, text) => {
          onOutput(stream, text);
          hear(stream, text);
        }),
      ),
  );
  return {changes: [...changes.values()], isMute};
}
