import {KflowError} from '../errors/kflow-error.js';
import {ReadyQueue} from './ready-queue.js';
import {ShareGate} from './share-gate.js';
import {taskGraph} from './task-graph.js';
import type {TaskGraph, TaskNode} from './task-graph.js';
import type {Bunch, ScheduleObserver, ScheduleOptions, SkipReason, Task, TaskOutcome} from './task.js';

/**
 * Runs tasks: phase after phase, and inside a phase each as soon as everything in its `after` has succeeded. Of the ready tasks
 * that need a slot the one with the longest remaining path starts first, then the one declared first, and with it in the same slot others
 * that share it; tasks without a slot start at once. Without `keepGoing` the first failure stops all new tasks; running ones end.
 *
 * @param tasks in declared order
 * @returns one outcome for each task, by id, in declared order; a task's failure is an outcome and never rejects
 * @throws KflowError `KF901` (bug), before anything runs, when the tasks are no acyclic graph or `concurrency` is no positive integer;
 *   what an observer threw, after everything that ran has ended
 */
export async function schedule(
  tasks: readonly Task[],
  options: ScheduleOptions = {},
): Promise<Map<string, TaskOutcome>> {
  const concurrency = options.concurrency ?? 8;
  if (!Number.isInteger(concurrency) || concurrency < 1) {
    throw new KflowError('bug', 'KF901', `concurrency is ${concurrency}, but has to be a whole number of at least 1`);
  }
  return await new Scheduler(taskGraph(tasks), concurrency, options).run();
}

class Scheduler {
  private readonly outcomes = new Map<TaskNode, TaskOutcome>();
  private readonly running = new Map<TaskNode, AbortController>();
  /** How many of those that began in a slot still run, by each of them. */
  private readonly slots = new Map<TaskNode, {running: number}>();
  private readonly queue = new ReadyQueue();
  private readonly gate: ShareGate | undefined;
  /** Why nothing new starts any more. */
  private halted?: SkipReason;
  private firstFailure?: TaskNode;
  private fault?: {error: unknown};
  private phase: readonly TaskNode[] = [];
  /** Tasks of the current phase without an outcome. */
  private left = 0;
  private phaseOver: () => void = () => {};

  constructor(
    private readonly graph: TaskGraph,
    private free: number,
    private readonly options: ScheduleOptions,
  ) {
    const {pause, spread = free} = options;
    this.gate =
      pause &&
      new ShareGate(
        spread,
        (milliseconds) => pause(milliseconds),
        () => this.fillSlots(),
      );
  }

  async run(): Promise<Map<string, TaskOutcome>> {
    const {signal, kill} = this.options;
    const onAbort = (): void => this.halt({type: 'interrupted'});
    const onKill = (): void => this.kill();
    signal?.addEventListener('abort', onAbort);
    kill?.addEventListener('abort', onKill);
    if (signal?.aborted || kill?.aborted) onAbort();
    try {
      for (const {index, nodes} of this.graph.phases) {
        if (this.halted) break;
        await this.runPhase(index, nodes);
        if (this.firstFailure) this.halted ??= {type: 'stopped', id: this.firstFailure.task.id};
      }
      this.skipLaterPhases();
    } finally {
      signal?.removeEventListener('abort', onAbort);
      kill?.removeEventListener('abort', onKill);
    }
    if (this.fault) throw this.fault.error;
    return new Map(this.graph.nodes.map((node) => [node.task.id, this.outcomes.get(node)!]));
  }

  private async runPhase(index: number, nodes: readonly TaskNode[]): Promise<void> {
    this.tell((observer) => observer.phaseStarted?.(index));
    this.phase = nodes;
    this.left = nodes.length;
    const over = new Promise<void>((resolve) => (this.phaseOver = resolve));
    if (this.halted) this.skipRest(nodes);
    for (const node of nodes) if (node.pending === 0) this.ready(node);
    this.fillSlots();
    await over;
    this.phase = [];
    const failed = nodes.some((node) => this.outcomes.get(node)?.status !== 'succeeded');
    this.tell((observer) => observer.phaseFinished?.(index, failed));
  }

  private ready(node: TaskNode): void {
    if (this.halted) return;
    if (node.task.slot) this.queue.push(node);
    else this.start(node, {ids: [node.task.id]});
  }

  private fillSlots(): void {
    while (!this.halted && this.free > 0) {
      const slots = Math.min(this.free, this.options.spread ?? this.free);
      const nodes = this.queue.take(slots, (share) => this.gate?.isOpen(share) ?? true);
      const [first] = nodes;
      if (!first) return;
      this.free -= 1;
      const slot = {running: nodes.length};
      if (first.task.share !== undefined) this.gate?.began(first.task.share, slot);
      const bunch = {ids: nodes.map(({task}) => task.id)};
      // All of them have begun before the first of them can end.
      for (const node of nodes) this.running.set(node, new AbortController());
      for (const node of nodes) {
        this.slots.set(node, slot);
        this.start(node, bunch);
      }
    }
  }

  private start(node: TaskNode, bunch: Bunch): void {
    const controller = this.running.get(node) ?? new AbortController();
    this.running.set(node, controller);
    this.tell((observer) => observer.taskStarted?.(node.task.id));
    // An executor that throws rejects, so that a `run` that throws before it returns a promise is a failure like any other.
    new Promise<void>((resolve) => resolve(node.task.run(controller.signal, bunch))).then(
      () => this.ended(node, {status: 'succeeded'}),
      (error: unknown) => this.ended(node, {status: 'failed', error}),
    );
  }

  private ended(node: TaskNode, outcome: TaskOutcome): void {
    if (!this.running.delete(node)) return;
    const slot = this.slots.get(node);
    if (slot) this.queue.ended(node);
    if (slot && --slot.running === 0) {
      this.free += 1;
      if (node.task.share !== undefined) this.gate?.ended(node.task.share, slot);
    }
    this.record(node, outcome);
    if (outcome.status === 'failed') {
      this.firstFailure ??= node;
      this.skipDependents(node);
      if (!this.options.keepGoing) this.halt({type: 'stopped', id: node.task.id});
    } else {
      for (const dependent of node.dependents) {
        if (dependent.task.phase !== node.task.phase) continue;
        dependent.pending -= 1;
        if (dependent.pending === 0 && !this.outcomes.has(dependent)) this.ready(dependent);
      }
    }
    this.fillSlots();
  }

  private halt(reason: SkipReason): void {
    if (this.halted) return;
    this.halted = reason;
    this.queue.clear();
    this.skipRest(this.phase);
  }

  private kill(): void {
    this.halt({type: 'interrupted'});
    const reason: unknown = this.options.kill?.reason;
    for (const controller of [...this.running.values()]) controller.abort(reason);
    const giveUp = (): void => {
      for (const node of [...this.running.keys()]) this.ended(node, {status: 'failed', error: reason});
    };
    const grace = this.options.grace ?? ((): Promise<void> => new Promise((resolve) => setImmediate(resolve)));
    new Promise<void>((resolve) => resolve(grace())).then(giveUp, giveUp);
  }

  /** Skips everything in the phase that waits for a failed task. */
  private skipDependents(failed: TaskNode): void {
    const reached = [failed];
    for (let node = reached.pop(); node; node = reached.pop()) {
      for (const dependent of node.dependents) {
        if (this.outcomes.has(dependent) || dependent.task.phase !== failed.task.phase) continue;
        this.record(dependent, {status: 'skipped', reason: {type: 'dependency', id: failed.task.id}});
        reached.push(dependent);
      }
    }
  }

  /** What never got its turn because of a failure names what it depends on, where that is what failed. */
  private skipLaterPhases(): void {
    const halted = this.halted;
    if (!halted) return;
    const culprits = new Map<TaskNode, string>();
    for (const node of this.graph.order) {
      if (!this.outcomes.has(node)) {
        const id = halted.type === 'stopped' ? culprits.get(node) : undefined;
        this.record(node, {status: 'skipped', reason: id === undefined ? halted : {type: 'dependency', id}});
      }
      const culprit = blames(node, this.outcomes.get(node)!);
      if (culprit === undefined) continue;
      for (const dependent of node.dependents) if (!culprits.has(dependent)) culprits.set(dependent, culprit);
    }
  }

  private skipRest(nodes: readonly TaskNode[]): void {
    const reason = this.halted;
    if (!reason) return;
    for (const node of nodes) {
      if (!this.outcomes.has(node) && !this.running.has(node)) this.record(node, {status: 'skipped', reason});
    }
  }

  private record(node: TaskNode, outcome: TaskOutcome): void {
    this.outcomes.set(node, outcome);
    if (this.phase[0]?.task.phase === node.task.phase) {
      this.left -= 1;
      if (this.left === 0) this.phaseOver();
    }
    this.tell((observer) => observer.taskFinished?.(node.task.id, outcome));
  }

  /** An observer that throws is a bug; what runs has to end all the same before it is reported. */
  private tell(call: (observer: ScheduleObserver) => void): void {
    if (!this.options.observer) return;
    try {
      call(this.options.observer);
    } catch (error) {
      this.fault ??= {error};
      this.halt({type: 'interrupted'});
    }
  }
}

/** The failed task because of which a dependent of this one cannot run. */
function blames(node: TaskNode, outcome: TaskOutcome): string | undefined {
  if (outcome.status === 'failed') return node.task.id;
  if (outcome.status === 'skipped' && outcome.reason.type === 'dependency') return outcome.reason.id;
  return undefined;
}
