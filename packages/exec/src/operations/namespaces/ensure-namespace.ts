import {isKflowError, KflowError} from '../../errors/kflow-error.js';
import {readFailureOf} from '../../cluster/read/read-error.js';
import type {KubeObject} from '../../ports/cluster-reader.js';
import type {StepContext} from '../../steps/step-handler.js';
import {isSystemNamespace} from './namespaces-to-delete.js';

/** Makes the namespaces that steps act in, each once in a run. */
export class Namespaces {
  private readonly ensured = new Map<string, Promise<void>>();

  /** @param timeout seconds to wait for a namespace of the same name that is still being deleted */
  constructor(private readonly timeout: number) {}

  /**
   * Makes sure of the namespace of a step before it runs. Leaves alone: steps without one, resources with
   * `autoCreateNamespace: false`, and namespaces that are part of every cluster. Under a dry run the command is
   * reported when the namespace is known to be missing, or when there is no cluster to ask.
   *
   * @throws KflowError `KF731` (external) when the namespace is still being deleted and does not go away in time, or
   *   what `kubectl create namespace` failed of
   */
  async ensure(context: StepContext): Promise<void> {
    const {resource, step} = context;
    // helm has no calls without a namespace; its handler takes the resource's.
    const name = step.namespace ?? (step.spec.kind === 'helm' ? resource.namespace : undefined);
    if (name === undefined || !resource.autoCreateNamespace || isSystemNamespace(name)) return;
    let ensuring = this.ensured.get(name);
    if (!ensuring) {
      ensuring = this.make(context, name);
      this.ensured.set(name, ensuring);
      // A step that comes later tries again, rather than to fail of somebody else's error.
      ensuring.catch(() => this.ensured.delete(name));
    }
    await ensuring;
  }

  private async make(context: StepContext, name: string): Promise<void> {
    const existing = await find(context, name);
    if (existing === 'unknown') return;
    if (existing && !existing.metadata.deletionTimestamp) return;
    if (existing && !context.dryRun) await this.untilGone(context, name);
    try {
      await context.kubectl.call(['create', 'namespace', name], {mutating: true});
    } catch (error) {
      // Somebody else was faster.
      if (!isKflowError(error) || !error.command?.output.includes('AlreadyExists')) throw error;
    }
  }

  /**
   * Nothing can be created in a namespace that is being deleted, so a destroy that was not waited for has to end first.
   */
  private async untilGone(context: StepContext, name: string): Promise<void> {
    const {cluster, clock, signal, step} = context;
    const started = clock.monotonic();
    for (;;) {
      const seconds = (clock.monotonic() - started) / 1000;
      context.emit({type: 'step.waiting', step: step.id, message: `namespace ${name} is still being deleted`, seconds});
      await clock.sleep(Math.min(1000, 100 + seconds * 100), signal);
      const namespace = await cluster?.get({group: '', kind: 'Namespace', name});
      if (!namespace?.metadata.deletionTimestamp) return;
      if (seconds < this.timeout) continue;
      throw new KflowError('external', 'KF731', `namespace ${name} is still being deleted after ${this.timeout} s`, {
        hint: `see what holds it with \`kubectl get namespace ${name} -o yaml\` (status.conditions)`,
      });
    }
  }
}

/**
 * The namespace; undefined when it is missing or there is no cluster to ask. `unknown` when it may not be read:
 * somebody with rights in one namespace only. Then it is left to the step to find out, since such a user could not
 * create it either.
 */
async function find(context: StepContext, name: string): Promise<KubeObject | undefined | 'unknown'> {
  try {
    return await context.cluster?.get({group: '', kind: 'Namespace', name});
  } catch (error) {
    if (readFailureOf(error)?.status === 403) return 'unknown';
    throw error;
  }
}
