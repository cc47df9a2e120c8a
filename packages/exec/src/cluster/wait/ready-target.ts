import type {WorkloadProgress} from '../../engine/event.js';
import type {ApiResource, KubeObject, ObjectReference} from '../../ports/cluster-reader.js';
import {Suspicions} from '../failure/suspicions.js';
import {workloadName} from '../read/object-key.js';
import {readinessOf} from '../readiness/readiness-of.js';
import {progressing, type Related, type Verdict} from '../readiness/verdict.js';
import {WatchedTarget} from './watched-target.js';

/**
 * One object that is to become ready. Ready once is ready: what comes after (a Job that is cleaned up, a pod that a node loses) is not the
 * rollout's affair any more.
 */
export class ReadyTarget extends WatchedTarget {
  readonly suspicions: Suspicions;
  verdict: Verdict = progressing('does not exist');

  /**
   * @param grace seconds
   * @param relatedTo what is known by now of the objects that a verdict depends on
   */
  constructor(
    reference: ObjectReference,
    resource: ApiResource,
    grace: number,
    private readonly relatedTo: (object: KubeObject) => Related,
  ) {
    super(reference, resource);
    this.suspicions = new Suspicions(grace);
  }

  /** Judges anew, as related objects may have changed. */
  judge(): void {
    if (this.done) return;
    const {object} = this;
    this.verdict = object === undefined ? progressing('does not exist') : readinessOf(object, this.relatedTo(object));
    if (this.verdict.state === 'ready') this.done = true;
  }

  get progress(): WorkloadProgress {
    const {state, ready, total, message} = this.verdict;
    const {namespace} = this.reference;
    return {
      workload: workloadName(this.reference),
      ...(namespace === undefined ? {} : {namespace}),
      // A failed status may be the leftover of an earlier run: what fails is the wait, and it says so by its error.
      state: state === 'failed' ? 'progressing' : state,
      ready,
      total,
      message,
    };
  }

  protected override changed(): void {
    this.judge();
  }
}
