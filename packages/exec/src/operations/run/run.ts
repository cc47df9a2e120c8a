import type {Plan, PlanStep, Project, Resource, Step} from '@kflow/core';
import type {Bunch} from '../../engine/task.js';
import {shareKey} from '../../steps/shared/share-key.js';
import {SharedProcess} from '../../steps/shared/shared-process.js';
import type {Seat} from '../../steps/shared/shared-process.js';
import {restartId, type RunTask} from './run-task.js';
import {expectedSteps} from './expected-steps.js';
import {errorReport} from '../../engine/error-report.js';
import type {EventBody} from '../../engine/event.js';
import {KflowError} from '../../errors/kflow-error.js';
import type {ObjectReference} from '../../ports/cluster-reader.js';
import type {RunnerRegistry} from '../../runners/registry.js';
import type {ClusterState} from '../../state/state-file.js';
import {Redactor} from '../../tools/report/redact.js';
import {Standby, type ExpectedSteps} from '../../tools/kubectl/standby/standby.js';
import {noStepKinds, type StepKindRegistry} from '../../plugins/registry.js';
import {handlerOf} from '../../steps/index.js';
import type {StepContext, StepHandler, StepResult} from '../../steps/step-handler.js';
import type {ExecuteOptions} from '../execute-request.js';
import {failureReport} from './failure-report.js';
import type {RunRecord} from './run-record.js';
import type {Session} from '../session/session.js';
import {stepContext} from './step-context.js';

/** The most kubectl processes that stand by: more gain nothing (measured with 2, 4, 6 and 8). There are never more than slots. */
const mostStanding = 6;

/** What a run is made of. */
export interface RunParts {
  project: Project;
  plan: Plan;
  session: Session;
  runners: RunnerRegistry;
  stepKinds?: StepKindRegistry;
  options: ExecuteOptions;
  /** Secret values that are known before any step has run. */
  secrets: readonly string[];
  /** Absent in a dry run. */
  record?: RunRecord;
  /** What the state file said of the cluster when the run began. */
  state: ClusterState;
  /** The run's own signal: waits end when it aborts, steps do not. */
  signal?: AbortSignal;
  emit(event: EventBody): void;
}

/** Work of one step: what its verb does with its handler. */
export type StepAction = (handler: StepHandler, context: StepContext) => Promise<StepResult>;

/** One execution of a plan: what its tasks share. */
export class Run {
  readonly project: Project;
  readonly plan: Plan;
  readonly session: Session;
  readonly options: ExecuteOptions;
  readonly record?: RunRecord;
  readonly signal?: AbortSignal;
  readonly emit: (event: EventBody) => void;
  /** What each step touched, by id, as far as it ran. */
  private readonly touched = new Map<string, ObjectReference[]>();
  private readonly resources: Map<string, Resource>;
  private readonly secrets = new Set<string>();
  private readonly bunches = new WeakMap<Bunch, SharedProcess>();
  /** What may be done by a kubectl that was started ahead, by step. */
  private expected: ReadonlyMap<string, ExpectedSteps> = new Map();
  private standby?: Standby;
  /** What the plan calls things. */
  private readonly names: ReadonlySet<string>;

  constructor(private readonly parts: RunParts) {
    this.project = parts.project;
    this.plan = parts.plan;
    this.session = parts.session;
    this.options = parts.options;
    this.record = parts.record;
    this.signal = parts.signal;
    this.emit = (event) => parts.emit(event);
    this.names = namesIn(parts.plan);
    this.keepSecrets(parts.secrets);
    this.resources = new Map(parts.project.resources.map((resource) => [resource.name, resource]));
  }

  get runners(): RunnerRegistry {
    return this.parts.runners;
  }

  /** What carries out steps of a kind, as YAML calls it; undefined when nothing does. */
  handlerOf(kind: string): StepHandler | undefined {
    return handlerOf(kind, this.parts.stepKinds ?? noStepKinds);
  }

  get dryRun(): boolean {
    return this.session.dryRun;
  }

  /** Whether waits happen: not in a dry run, and not with `--no-wait`. */
  get waits(): boolean {
    return !this.dryRun && this.options.wait !== false;
  }

  /** Seconds for which a sign of failure is borne; undefined for the waits' own default. */
  get grace(): number | undefined {
    return this.options.grace;
  }

  /** Seconds that bound each resource's wait. */
  get timeout(): number {
    return this.options.timeout ?? 300;
  }

  /** A resource of the plan. */
  resource(name: string): Resource {
    const resource = this.resources.get(name);
    if (!resource) throw new KflowError('bug', 'KF901', `the plan has a resource that the project lacks: ${name}`);
    return resource;
  }

  /** What the steps of a resource, and its restart, have touched so far, each object once. */
  touchedBy(resource: Resource): ObjectReference[] {
    const ids = [...resource.steps.map(({id}) => id), restartId(resource.name)];
    const all = ids.flatMap((id) => this.touched.get(id) ?? []);
    return [...new Map(all.map((reference) => [JSON.stringify(keyOf(reference)), reference])).values()];
  }

  /** Keeps what the restart of a resource restarts, so that it is waited for however it was found. */
  keepRestarted(resource: Resource, workloads: readonly ObjectReference[]): void {
    this.touched.set(restartId(resource.name), [...workloads]);
  }

  /** Keeps what a step touched that an earlier run did. */
  keepTouched(step: string, touched: readonly ObjectReference[]): void {
    this.touched.set(step, [...touched]);
  }

  /** What one step has touched. */
  touchedByStep(id: string): readonly ObjectReference[] {
    return this.touched.get(id) ?? [];
  }

  /**
   * Takes note of what is going to run, so that its processes can be started ahead.
   *
   * @param spread over how many processes steps are spread that are ready together
   */
  foresee(tasks: readonly RunTask[], spread: number): void {
    const {commands, clock} = this.session;
    // It needs files that its processes see, and symbolic links.
    if (!commands.isLocal || process.platform === 'win32') return;
    this.expected = expectedSteps(tasks);
    const steps = [...new Set(this.expected.values())];
    this.standby = new Standby(commands, clock, steps, spread, Math.min(mostStanding, this.options.concurrency ?? 8));
  }

  /** For when nothing runs any more: ends what was started ahead. */
  async close(): Promise<void> {
    await this.standby?.close();
  }

  /** Runs one step: events around it, and what became of it in the state. Rejects with what the step failed of. */
  async step(planned: PlanStep, signal: AbortSignal, bunch: Bunch, action: StepAction): Promise<void> {
    const {clock} = this.session;
    const started = clock.monotonic();
    const resource = this.resource(planned.resource);
    const step = stepOf(resource, planned.id);
    const seconds = (): number => (clock.monotonic() - started) / 1000;
    const {id, kind, namespace, summary} = planned;
    this.emit({type: 'step.started', step: id, resource: resource.name, kind, namespace, summary});
    const seat = this.seatIn(bunch);
    const expected = this.expected.get(id);
    if (expected) expected.left -= 1;
    try {
      await this.record?.resourceBegan(resource);
      const handler = this.handlerOf(kind);
      if (!handler) throw new KflowError('bug', 'KF901', `no handler for steps of kind ${kind}`);
      // As it is before it is applied: what is edited meanwhile shows as changed.
      const content = await this.record?.contentOf(step);
      const result = await action(handler, {...this.contextOf(resource, step, signal), shared: seat});
      this.touched.set(id, result.touched);
      await this.record?.stepSucceeded(resource, step, result, content);
      this.emit({
        type: 'step.succeeded',
        step: id,
        resource: resource.name,
        seconds: seconds(),
        changes: result.changes,
      });
    } catch (error) {
      const report = failureReport(error, [signal], this.mask);
      await this.recorded(resource, () => this.record?.stepFailed(resource, step, report));
      this.emit({type: 'step.failed', step: id, resource: resource.name, seconds: seconds(), error: report});
      throw error;
    } finally {
      seat?.leave();
    }
  }

  /**
   * What a step has in common with those that may share its process. Nothing where there is to be one process at a time, nor in a dry run,
   * which tells each step's command.
   */
  shareOf(planned: PlanStep): string | undefined {
    if (this.dryRun || this.options.concurrency === 1) return undefined;
    return shareKey(stepOf(this.resource(planned.resource), planned.id));
  }

  /** Of a step among those that began with it; undefined when it began alone. */
  private seatIn(bunch: Bunch): Seat | undefined {
    const {length} = bunch.ids;
    if (length < 2) return undefined;
    let shared = this.bunches.get(bunch);
    if (!shared) this.bunches.set(bunch, (shared = new SharedProcess(length)));
    return shared.seat();
  }

  /** Masks the secret values that the project declares, and those that the steps have handled so far. */
  readonly mask = (text: string): string => new Redactor([...this.secrets]).text(text);

  /** A value that is also a name in the plan (a user `postgres` of the resource `postgres`) is no secret: to mask it would hide the names. */
  private keepSecrets(values: readonly string[]): void {
    for (const value of values) if (!this.names.has(value)) this.secrets.add(value);
  }

  private contextOf(resource: Resource, step: Step, signal: AbortSignal): StepContext {
    const secrets = (): string[] => [...this.secrets];
    const context = stepContext({...this.parts, operation: this.plan.operation, secrets}, resource, step, signal);
    const keepSecret = (values: readonly string[]): void => this.keepSecrets(values);
    return {...context, keepSecret, mask: this.mask, timeout: this.timeout, grace: this.grace, standby: this.standby};
  }

  /** Writes down a failure. That this fails as well must not hide it. */
  async recorded(resource: Resource, write: () => Promise<void> | undefined): Promise<void> {
    try {
      await write();
    } catch (error) {
      const {message, hint} = errorReport(error);
      this.emit({type: 'warning', message, hint, resource: resource.name});
    }
  }
}

function stepOf(resource: Resource, id: string): Step {
  const step = resource.steps.find((candidate) => candidate.id === id);
  if (!step) throw new KflowError('bug', 'KF901', `the plan has a step that the project lacks: ${id}`);
  return step;
}

function keyOf({group, kind, namespace, name}: ObjectReference): (string | undefined)[] {
  return [group, kind, namespace, name];
}

function namesIn({resources, phases}: Plan): ReadonlySet<string> {
  return new Set([
    ...resources.flatMap(({name, namespace}) => [name, namespace]),
    ...phases.flatMap(({name, steps}) => [name, ...steps.flatMap(({step, kind}) => [step, kind])]),
  ]);
}
