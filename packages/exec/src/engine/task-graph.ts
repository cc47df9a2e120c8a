import {KflowError} from '../errors/kflow-error.js';
import type {Task} from './task.js';

/** A task with what the scheduler has to know of its surroundings. */
export interface TaskNode {
  task: Task;
  /** Position in the array that was given: the last tie-breaker. */
  declared: number;
  /** How many tasks of its own phase it still waits for. */
  pending: number;
  /** Tasks of the same or a later phase that have it in `after`. */
  dependents: TaskNode[];
  /** Its own weight plus the longest sum of weights over its dependents in the same phase. */
  remaining: number;
}

/** Tasks as a graph, checked. */
export interface TaskGraph {
  /** In declared order. */
  nodes: TaskNode[];
  /** Topological: every node after all that it waits for; earlier phases first. */
  order: TaskNode[];
  /** By phase index, ascending; nodes in declared order. */
  phases: {index: number; nodes: TaskNode[]}[];
}

/**
 * Links tasks by their `after` and computes the remaining paths, in O(tasks + edges).
 *
 * @throws KflowError `KF901` (bug) for duplicate or unknown ids, for an `after` in a later phase, and for a cycle, which it names
 */
export function taskGraph(tasks: readonly Task[]): TaskGraph {
  const byId = new Map<string, TaskNode>();
  const nodes = tasks.map((task, declared): TaskNode => {
    if (byId.has(task.id)) throw wrong(`two tasks have the id \`${task.id}\``);
    const node = {task, declared, pending: 0, dependents: [], remaining: 0};
    byId.set(task.id, node);
    return node;
  });
  for (const node of nodes) {
    for (const id of node.task.after) {
      const dependency = byId.get(id);
      if (!dependency) throw wrong(`task \`${node.task.id}\` waits for \`${id}\`, which does not exist`);
      if (dependency.task.phase > node.task.phase) {
        throw wrong(`task \`${node.task.id}\` waits for \`${id}\`, which belongs to a later phase`);
      }
      dependency.dependents.push(node);
      if (dependency.task.phase === node.task.phase) node.pending += 1;
    }
  }
  const phases = byPhase(nodes);
  const order = phases.flatMap((phase) => topological(phase.nodes, byId));
  for (const node of order.toReversed()) {
    let longest = 0;
    for (const dependent of node.dependents) {
      if (dependent.task.phase === node.task.phase) longest = Math.max(longest, dependent.remaining);
    }
    node.remaining = longest + (node.task.weight ?? 1);
  }
  return {nodes, order, phases};
}

function byPhase(nodes: TaskNode[]): TaskGraph['phases'] {
  const phases = new Map<number, TaskNode[]>();
  for (const node of nodes) {
    const phase = phases.get(node.task.phase);
    if (phase) phase.push(node);
    else phases.set(node.task.phase, [node]);
  }
  return [...phases].sort(([a], [b]) => a - b).map(([index, members]) => ({index, nodes: members}));
}

/** Kahn's algorithm inside one phase. */
function topological(nodes: TaskNode[], byId: ReadonlyMap<string, TaskNode>): TaskNode[] {
  const left = new Map(nodes.map((node) => [node, node.pending]));
  const order = nodes.filter((node) => node.pending === 0);
  for (let at = 0; at < order.length; at += 1) {
    for (const dependent of order[at]!.dependents) {
      const pending = left.get(dependent);
      if (pending === undefined) continue;
      left.set(dependent, pending - 1);
      if (pending === 1) order.push(dependent);
    }
  }
  if (order.length < nodes.length) throw cycle(nodes, new Set(order), byId);
  return order;
}

/** Every node that is left over waits for another one that is left over, so walking along `after` must come round. */
function cycle(nodes: TaskNode[], done: Set<TaskNode>, byId: ReadonlyMap<string, TaskNode>): KflowError {
  const path: TaskNode[] = [];
  const seen = new Map<TaskNode, number>();
  let node = nodes.find((candidate) => !done.has(candidate))!;
  while (!seen.has(node)) {
    seen.set(node, path.length);
    path.push(node);
    const {phase} = node.task;
    node = node.task.after
      .map((id) => byId.get(id)!)
      .find((candidate) => candidate.task.phase === phase && !done.has(candidate))!;
  }
  const ids = [...path.slice(seen.get(node)), node].map((member) => `\`${member.task.id}\``);
  return wrong(`tasks wait for each other: ${ids.join(' waits for ')}`);
}

function wrong(message: string): KflowError {
  return new KflowError('bug', 'KF901', `the plan cannot be scheduled: ${message}`, {
    hint: 'this is an error in kflow; please report it together with the output of `kflow plan --json`',
  });
}
