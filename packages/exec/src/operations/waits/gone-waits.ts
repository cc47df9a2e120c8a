import type {PlanStep} from '@kflow/core';
import {Controllers} from '../../cluster/finalizers/controllers.js';
import {explainHold} from '../../cluster/finalizers/explain-hold.js';
import {errorReport} from '../../engine/error-report.js';
import type {LeftObject} from '../../errors/not-gone-error.js';
import {forceGone} from '../force/force-gone.js';
import {awaitObjectsGone} from './await-objects-gone.js';
import type {Run} from '../run/run.js';
import {waitEnding} from './wait-ending.js';

/** How far the waits of one resource's steps are. */
interface ResourceWait {
  /** Steps that are not over yet. */
  left: number;
  /** `clock.monotonic()` when the first wait began, if one did. */
  began?: number;
  /** Milliseconds that its steps' waits took together. */
  waited: number;
  failed: boolean;
}

/** The waits for absence of a destroy: one for each step, reported as one for each resource. */
export class GoneWaits {
  private readonly resources = new Map<string, ResourceWait>();

  constructor(private readonly run: Run) {
    for (const {resource} of run.plan.phases.flatMap(({steps}) => steps)) {
      const wait = this.resources.get(resource) ?? {left: 0, waited: 0, failed: false};
      wait.left += 1;
      this.resources.set(resource, wait);
    }
  }

  /**
   * What a forced dry run can tell of a step: what would be done to those of its objects that are being deleted already, and that
   * something holds.
   */
  private async showForce({id, resource}: PlanStep, signal: AbortSignal): Promise<void> {
    const {cluster} = this.run.session;
    if (!cluster || !this.run.dryRun || this.run.options.force !== true) return;
    const left: LeftObject[] = [];
    for (const reference of this.run.touchedByStep(id)) {
      const object = await cluster.get(reference);
      if (object?.metadata.deletionTimestamp === undefined) continue;
      left.push({object, holds: await explainHold(cluster, object, new Controllers(cluster))});
    }
    await forceGone(this.run, left, resource, signal);
  }

  /** Waits until what a step deleted is gone, and closes the resource's account when that was its last step. */
  async awaitStep(planned: PlanStep, signal: AbortSignal): Promise<void> {
    const {run} = this;
    const {id, resource: name} = planned;
    const {clock} = run.session;
    const wait = this.resources.get(name)!;
    await this.showForce(planned, signal);
    const objects = run.waits ? run.touchedByStep(id) : [];
    const seconds = (): number => (clock.monotonic() - (wait.began ?? clock.monotonic())) / 1000;
    try {
      if (objects.length > 0) {
        const now = clock.monotonic();
        wait.began ??= now;
        // The timeout bounds the waits of all of the resource's steps together; the last still gets to look.
        await awaitObjectsGone(run, name, objects, Math.max(1, run.timeout - wait.waited / 1000), signal);
        wait.waited += clock.monotonic() - now;
      }
    } catch (error) {
      if (waitEnding(run, name, error)) throw error;
      // One resource is one wait to the outside, so it fails once.
      if (!wait.failed) {
        wait.failed = true;
        await run.recorded(run.resource(name), () => run.record?.resourceFailed(run.resource(name)));
        run.emit({type: 'resource.failed', resource: name, for: 'gone', seconds: seconds(), error: errorReport(error)});
      }
      throw error;
    }
    wait.left -= 1;
    if (wait.left > 0) return;
    await run.record?.resourceEnded(run.resource(name));
    if (wait.began !== undefined) run.emit({type: 'resource.ready', resource: name, for: 'gone', seconds: seconds()});
  }
}
