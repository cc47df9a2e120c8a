import {awaitObject} from '../../cluster/await-object.js';
import {RolloutError} from '../../errors/rollout-error.js';
import {isKflowError} from '../../errors/kflow-error.js';
import type {StepContext} from '../step-handler.js';
import {kubectlWait, liveCluster} from './wait-target.js';
import type {WaitTarget} from './wait-target.js';

/** Milliseconds between two tries when the object was gone again before kubectl looked. */
const pause = 250;

/**
 * Waits until a JSONPath expression has its value. Only kubectl knows its dialect of JSONPath, so `kubectl wait`
 * judges; it fails at once when the object is not there, so it starts when it is.
 *
 * @throws RolloutError `KF814` when the time is over; what kubectl failed of otherwise
 */
export async function awaitJsonpath(
  context: StepContext,
  {spec, kind, name, namespace}: WaitTarget,
  onProgress: (message: string, seconds: number) => void,
): Promise<void> {
  const {kubectl, clock, signal, mask} = context;
  const began = clock.monotonic();
  const left = (): number => spec.timeout - (clock.monotonic() - began) / 1000;
  for (;;) {
    await awaitObject({
      reader: liveCluster(context),
      clock,
      kind,
      name,
      namespace,
      unmet: () => undefined,
      timeout: left(),
      signal,
      mask,
      onProgress,
    });
    // 0 would ask for one look.
    const seconds = Math.max(1, Math.ceil(left()));
    const {jsonpath} = spec;
    onProgress(`${spec.for}: waiting for ${jsonpath}`, spec.timeout - left());
    try {
      await kubectl.call(kubectlWait(spec, seconds), {mutating: false, namespace, timeout: seconds + 30});
      return;
    } catch (error) {
      const output = isKflowError(error) ? (error.command?.output ?? '') : '';
      if (/timed out waiting/.test(output)) {
        throw new RolloutError('KF814', `timed out after ${spec.timeout} s: ${spec.for}: ${jsonpath} is not so`, {
          hint: "look at it with `kubectl get -o yaml`, or allow more time with the step's `timeout`",
          cause: error,
        });
      }
      if (!/\(NotFound\)/.test(output)) throw error;
      await clock.sleep(pause, signal);
    }
  }
}
