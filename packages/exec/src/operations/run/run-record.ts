import {kindOf} from '@kflow/core';
import type {Operation, Project, Resource, Step} from '@kflow/core';
import type {ErrorReport} from '../../engine/event.js';
import type {Journal} from '../../journal/journal.js';
import {stepContent} from '../../journal/step-content.js';
import type {StepContent} from '../../journal/step-content.js';
import type {Clock} from '../../ports/clock.js';
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
    /** What an apply can be resumed from. */
    private readonly journal?: {file: Journal; project: Project; clock: Clock},
  ) {}

  /** What a step is made of, to be asked for before it runs; undefined where nothing is resumed from it. */
  async contentOf(step: Step): Promise<StepContent | undefined> {
    return this.journal && (await stepContent(this.journal.project, step));
  }

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

  /** @param content from `contentOf` */
  async stepSucceeded(resource: Resource, step: Step, result: StepResult, content?: StepContent): Promise<void> {
    await this.step(resource, step, {outcome: 'succeeded', ...result.state});
    // After the state: a step that the state does not have is never taken for done.
    if (!this.journal) return;
    const {file, clock} = this.journal;
    const at = new Date(clock.now()).toISOString();
    await file.add({type: 'step', step: step.id, at, ...(content && {content}), touched: result.touched});
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
      state: {kind: kindOf(step.spec), ...state},
    });
  }

  private resource(resource: Resource, status: ResourceState['status']): Promise<void> {
    return this.store.recordResource(this.context, {resource, operation: this.operation, status});
  }
}
