import type {Operation, Resource, Step} from '@kflow/core';
import type {ErrorReport} from '../../engine/event.js';
import type {ClusterState, ResourceState} from '../../state/state-file.js';
import type {StateStore} from '../../state/state-store.js';
import type {StepResult} from '../../steps/step-handler.js';

/**
 * What a run writes into the state file while it goes on. A resource is `applying` (`destroying`) from its first step
 * on, and becomes `applied` (`destroyed`) when its wait is over, or `failed` when one of its own steps or its wait
 * failed. What another failure or an interruption kept from ending stays as it is: it is neither. A restart applies
 * nothing: a resource keeps the status that it had, unless the restart fails.
 */
export class RunRecord {
  private readonly begun = new Set<string>();
  private readonly failed = new Set<string>();

  constructor(
    private readonly store: StateStore,
    private readonly context: string,
    private readonly operation: Operation,
    /** What the state file said when the run began. */
    private readonly before: ClusterState = {resources: {}},
  ) {}

  /** A step of the resource is about to run. */
  async resourceBegan(resource: Resource): Promise<void> {
    if (this.begun.has(resource.name)) return;
    this.begun.add(resource.name);
    if (this.operation === 'restart') return;
    await this.resource(resource, this.operation === 'destroy' ? 'destroying' : 'applying');
  }

  /** All of the resource's steps and waits went through. */
  async resourceEnded(resource: Resource): Promise<void> {
    if (this.failed.has(resource.name)) return;
    await this.resource(resource, this.statusAfter(resource));
  }

  private statusAfter({name}: Resource): ResourceState['status'] {
    if (this.operation === 'destroy') return 'destroyed';
    const {resources} = this.before;
    const before = Object.hasOwn(resources, name) ? resources[name] : undefined;
    // What failed to restart, and now does, is as well as it was before. Whatever else failed of was not mended by it.
    const isMended = before?.status === 'failed' && before.lastOperation === 'restart';
    return this.operation === 'restart' && before && !isMended ? before.status : 'applied';
  }

  /** One of the resource's steps or waits failed. */
  async resourceFailed(resource: Resource): Promise<void> {
    this.failed.add(resource.name);
    await this.resource(resource, 'failed');
  }

  async stepSucceeded(resource: Resource, step: Step, result: StepResult): Promise<void> {
    await this.step(resource, step, {outcome: 'succeeded', ...result.state});
  }

  async stepFailed(resource: Resource, step: Step, error: ErrorReport): Promise<void> {
    await this.step(resource, step, {outcome: 'failed', error: error.message});
    await this.resourceFailed(resource);
  }

  private step(
    resource: Resource,
    step: Step,
    state: {outcome: 'succeeded' | 'failed'; error?: string} & StepResult['state'],
  ): Promise<void> {
    const {operation, context} = this;
    return this.store.recordStep(context, {
      resource,
      step: step.name,
      operation,
      state: {kind: step.spec.kind, ...state},
    });
  }

  private resource(resource: Resource, status: ResourceState['status']): Promise<void> {
    return this.store.recordResource(this.context, {resource, operation: this.operation, status});
  }
}
