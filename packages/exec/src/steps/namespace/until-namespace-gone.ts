import {KflowError} from '../../errors/kflow-error.js';
import type {StepContext} from '../step-handler.js';

/**
 * Waits until a namespace that is being deleted is gone. Nothing can be created in it before, so a destroy that was not
 * waited for has to end first.
 *
 * @param timeout seconds
 * @throws KflowError `KF731` (external) when it does not go away in time
 */
export async function untilNamespaceGone(context: StepContext, name: string, timeout: number): Promise<void> {
  const {cluster, clock, signal, step} = context;
  const started = clock.monotonic();
  for (;;) {
    const seconds = (clock.monotonic() - started) / 1000;
    context.emit({type: 'step.waiting', step: step.id, message: `namespace ${name} is still being deleted`, seconds});
    await clock.sleep(Math.min(1000, 100 + seconds * 100), signal);
    const namespace = await cluster?.get({group: '', kind: 'Namespace', name});
    if (!namespace?.metadata.deletionTimestamp) return;
    if (seconds < timeout) continue;
    throw new KflowError('external', 'KF731', `namespace ${name} is still being deleted after ${timeout} s`, {
      hint: `see what holds it with \`kubectl get namespace ${name} -o yaml\` (status.conditions)`,
    });
  }
}
