import type {WorkloadProgress} from '../../engine/event.js';
import type {ApiResource, KubeObject, ObjectReference} from '../../ports/cluster-reader.js';
import {describeTrouble} from '../failure/describe-trouble.js';
import type {Finding} from '../failure/finding.js';
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
  verdict: Verdict = progressing('could not be read yet');
  /** What speaks against it now, if anything. */
  suspect: Finding | undefined;
  /** The conditions that it had at first. */
  #found: string | undefined;

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
    const verdict = object === undefined ? progressing('does not exist') : readinessOf(object, this.relatedTo(object));
    this.verdict = object === undefined || verdict.state !== 'failed' ? verdict : this.#dated(object, verdict);
    if (this.verdict.state === 'ready') this.done = true;
  }

  /** A failure that the wait found is older than the wait until the object's conditions change. */
  #dated(object: KubeObject, verdict: Verdict): Verdict {
    const conditions = JSON.stringify(object.status?.conditions ?? []);
    return conditions === this.#found ? {...verdict, isLeftover: true} : verdict;
  }

  get progress(): WorkloadProgress {
    const {state, ready, total, message} = this.verdict;
    const {namespace} = this.reference;
    const trouble = state === 'ready' || this.suspect === undefined ? undefined : describeTrouble(this.suspect);
    return {
      workload: workloadName(this.reference),
      ...(namespace === undefined ? {} : {namespace}),
      // A failed status may be the leftover of an earlier run: what fails is the wait, and it says so by its error.
      state: state === 'failed' ? 'progressing' : state,
      ready,
      total,
      message: trouble === undefined ? message : `${message}; ${trouble}`,
    };
  }

  protected override changed(): void {
    this.#found ??= JSON.stringify(this.object?.status?.conditions ?? []);
    this.judge();
  }
}
