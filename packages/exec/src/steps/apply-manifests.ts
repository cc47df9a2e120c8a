import type {ObjectChange} from '../engine/event.js';
import {isKflowError} from '../errors/kflow-error.js';
import {kubectlApply} from '../tools/kubectl-apply.js';
import type {ManifestFiles} from './manifest-files.js';
import {missingKinds} from './missing-kinds.js';
import type {MissingKind} from './missing-kinds.js';
import type {StepContext} from './step-handler.js';

/** Milliseconds that a CustomResourceDefinition may take until its kind is served. As a rule it takes well under a second. */
const patience = 30_000;

/**
 * Applies the sources of a manifests step in one kubectl process. kubectl looks kinds up when it starts, so an object whose
 * CustomResourceDefinition was applied a moment ago, by this step or by an earlier one, is unknown to it: then it is run
 * again when the kind is served. A kind that no definition in the step or in the cluster stands for fails at once.
 *
 * @param sources files and URLs, in order
 * @returns what happened to each object, in the order in which kubectl told
 */
export async function applyManifests(
  context: StepContext,
  sources: readonly string[],
  files: ManifestFiles,
): Promise<ObjectChange[]> {
  const {clock, step, kubectl, signal} = context;
  const changes = new Map<string, ObjectChange>();
  const began = clock.monotonic();
  for (let attempt = 0; ; attempt += 1) {
    let stderr = '';
    try {
      await kubectlApply(kubectl, {
        files: sources,
        namespace: step.namespace,
        serverSide: step.serverSide,
        secrets: files.secrets,
        onChange: (change) => merge(changes, change),
        onOutput: (stream, text) => void (stderr += stream === 'stderr' ? text : ''),
      });
      return [...changes.values()];
    } catch (error) {
      if (!isKflowError(error)) throw error;
      const {kinds} = missingKinds(stderr);
      const waited = clock.monotonic() - began;
      if (kinds.length === 0 || waited >= patience || !(await areDefined(context, files, kinds))) throw error;
      const names = kinds.map(({group, kind}) => `${kind}.${group}`).join(', ');
      const message = `waiting for ${names}: its CustomResourceDefinition is there, but not served yet`;
      context.emit({type: 'step.waiting', step: step.id, message, seconds: waited / 1000});
      await clock.sleep(Math.min(100 * 2 ** attempt, 2_000), signal);
    }
  }
}

/** What the first process did to an object counts: for those after it, the object is `unchanged`. */
function merge(changes: Map<string, ObjectChange>, change: ObjectChange): void {
  if (!changes.has(change.object)) changes.set(change.object, change);
}

/** Whether each kind has a CustomResourceDefinition, in the step's own files or in the cluster. */
async function areDefined(context: StepContext, files: ManifestFiles, kinds: readonly MissingKind[]): Promise<boolean> {
  const own = files.objects.flatMap(({defines}) => (defines ? [defines] : []));
  const open = kinds.filter(
    ({group, kind}) => !own.some((defined) => defined.group === group && defined.kind === kind),
  );
  if (open.length === 0) return true;
  const definitions = await context.cluster?.resolve('CustomResourceDefinition', 'apiextensions.k8s.io');
  if (!definitions) return false;
  const defined = (await context.cluster?.list({resource: definitions})) ?? [];
  return open.every(({group, kind}) => defined.some(({spec}) => spec?.group === group && spec?.names?.kind === kind));
}
