import type {CreateNamespaceSpec, Project, StepSpec} from '@kflow/core';
import {isSystemNamespace} from '@kflow/core';
import {isKflowError} from '../../errors/kflow-error.js';
import {findNamespace} from '../../steps/namespace/find-namespace.js';
import {namespaceManifest} from '../../steps/namespace/namespace-manifest.js';
import {retried} from '../../tools/retried.js';
import {untilNamespaceGone} from '../../steps/namespace/until-namespace-gone.js';
import type {StepContext} from '../../steps/step-handler.js';

/** Kinds that have nothing without a namespace: their handlers take the resource's when the step has none. */
const needsNamespace: ReadonlySet<StepSpec['kind']> = new Set(['helm', 'secret', 'configmap', 'exec']);

/** Makes the namespaces that steps act in, each once in a run. */
export class Namespaces {
  private readonly ensured = new Map<string, Promise<void>>();

  /** @param timeout seconds to wait for a namespace of the same name that is still being deleted */
  constructor(private readonly timeout: number) {}

  /**
   * Runs a step that needs its namespace, or is itself one that makes a namespace: then others that need it wait.
   *
   * @throws what `ensure` and the step throw
   */
  async around<Result>(context: StepContext, act: () => Promise<Result>): Promise<Result> {
    const {spec} = context.step;
    if (spec.kind !== 'createNamespace') {
      await this.ensure(context);
      return await act();
    }
    // Two that make the same namespace at once would get in each other's way.
    const before = this.ensured.get(spec.name) ?? Promise.resolve();
    const acting = before.catch(() => undefined).then(act);
    this.remember(
      spec.name,
      acting.then(() => undefined),
    );
    return await acting;
  }

  /**
   * Makes sure of the namespace of a step before it runs. Leaves alone: steps without one, resources with
   * `autoCreateNamespace: false`, and namespaces that are part of every cluster. Under a dry run the command is
   * reported when the namespace is known to be missing, or when there is no cluster to ask.
   *
   * @throws KflowError `KF731` (external) when the namespace is still being deleted and does not go away in time, or
   *   what `kubectl create` failed of
   */
  async ensure(context: StepContext): Promise<void> {
    const {resource, step} = context;
    const name = step.namespace ?? (needsNamespace.has(step.spec.kind) ? resource.namespace : undefined);
    if (name === undefined || !resource.autoCreateNamespace || isSystemNamespace(name)) return;
    const ensuring = this.ensured.get(name) ?? this.make(context, name);
    this.remember(name, ensuring);
    await ensuring;
  }

  private remember(name: string, making: Promise<void>): void {
    if (this.ensured.get(name) === making) return;
    this.ensured.set(name, making);
    // A step that comes later tries again, rather than to fail of somebody else's error.
    making.catch(() => this.ensured.get(name) === making && this.ensured.delete(name));
  }

  private async make(context: StepContext, name: string): Promise<void> {
    const existing = await findNamespace(context, name);
    // Whoever may not read it could not create it either; whether it is there is left to the step to find out.
    if (existing === 'unknown') return;
    if (existing && !existing.metadata.deletionTimestamp) return;
    if (existing && !context.dryRun) await untilNamespaceGone(context, name, this.timeout);
    const {kubectl} = context;
    const declared = declaredNamespace(context.project, name);
    try {
      if (declared === undefined)
        await retried(kubectl, () => kubectl.call(['create', 'namespace', name], {mutating: true}));
      else {
        const args = ['create', '--save-config', '-f', '-'];
        const stdin = namespaceManifest(declared);
        await retried(kubectl, () => kubectl.call(args, {mutating: true, stdin}));
      }
    } catch (error) {
      // Somebody else was faster.
      if (!isKflowError(error) || !error.command?.output.includes('AlreadyExists')) throw error;
    }
  }
}

/**
 * The `createNamespace` step of a namespace. When another step needs the namespace first, it is made as that step
 * would make it: with `ifNotExists` it would leave a bare one as it is, without the labels.
 */
function declaredNamespace(project: Project, name: string): CreateNamespaceSpec | undefined {
  return project.resources
    .flatMap(({steps}) => steps)
    .flatMap(({spec}) => (spec.kind === 'createNamespace' && spec.name === name ? [spec] : []))[0];
}
