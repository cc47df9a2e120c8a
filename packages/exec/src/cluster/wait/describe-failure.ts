import type {Diagnosis} from '../../engine/event.js';
import type {ObjectReference} from '../../ports/cluster-reader.js';
import {workloadName} from '../read/object-key.js';
import type {ReadyTarget} from './ready-target.js';

/** Objects that a message names; of more, it gives the number. */
const most = 5;

/** E.g. `deployment/web in namespace shop will not become ready: pod web-7d9-x, container app: ImagePullBackOff: Back-off pulling image "nope"`. */
export function describeFinding(reference: ObjectReference, diagnosis: Diagnosis): string {
  const pod = diagnosis.pod === undefined || reference.kind === 'Pod' ? undefined : `pod ${diagnosis.pod}`;
  const container = diagnosis.container === undefined ? undefined : `container ${diagnosis.container}`;
  const where = [pod, container].filter((part) => part !== undefined).join(', ');
  const exit = diagnosis.exitCode === undefined || diagnosis.exitCode === 0 ? '' : ` (exit code ${diagnosis.exitCode})`;
  const parts = [where, `${diagnosis.reason}${exit}`, diagnosis.message].filter(
    (part) => part !== undefined && part !== '',
  );
  return `${nameOf(reference)} will not become ready: ${parts.join(': ')}`;
}

/** E.g. `deployment/web in namespace shop: 1/3 ready; job/migrate in namespace shop: 0/1 completed`. */
export function describeUnready(targets: readonly ReadyTarget[]): string {
  const texts = targets.slice(0, most).map((target) => `${nameOf(target.reference)}: ${target.verdict.message}`);
  const more = targets.length - texts.length;
  return texts.join('; ') + (more > 0 ? `; and ${more} more` : '');
}

/** E.g. `deployment/web in namespace shop`. */
export function nameOf(reference: ObjectReference): string {
  return workloadName(reference) + (reference.namespace === undefined ? '' : ` in namespace ${reference.namespace}`);
}
