import type {PlanStep} from './plan.js';
import type {WaitRelation} from './wait-relation.js';

/** What waits in a plan: a step, or the readiness of a resource without steps. */
export interface Waiting {
  /** The id of the step, or the key of the readiness. */
  key: string;
  resource: string;
}

/**
 * What each step of a plan has to wait for. Steps that are not planned are looked through: what they wait for counts instead, so
 * that leaving out steps never changes the order of the rest.
 *
 * Only what is needed is named: of several steps of one resource the last, since the steps of a resource run one after the other;
 * none where the readiness of the whole resource is waited for; and nothing that an earlier step of the same resource has waited
 * for already. So a dependency of a resource stands at its first step alone.
 * @param waiting in the order of execution
 * @param ready the resources whose readiness can be waited for, in order; for others it stands for what it waits for itself
 */
export function computeAfter(
  relation: WaitRelation,
  waiting: Waiting[],
  ready: readonly string[],
): Map<string, PlanStep['after']> {
  const {nodes, nodeOf} = nodesOf(relation, waiting, ready);
  const after = new Map<string, PlanStep['after']>();
  for (const node of nodes) after.set(node.key, neededBy(node, relation, nodeOf));
  return after;
}

/**
 * A resource. What is looked up for every dependency stands in such objects and is compared by number: there are tens of thousands, and
 * strings in Maps and Sets took twice as long.
 */
interface Owner {
  name: string;
  /** Its place among those whose readiness can be waited for; -1: it is not. */
  ready: number;
  /** Its readiness, once something waits for it. */
  readiness?: Node;
  /** What its steps, which run one after the other, have waited for: numbers of nodes. Holds for the next step. */
  seen?: Set<number>;
  /** The last of its steps that `askedBy` waits for: scratch, so that a step needs no Map of its own. */
  last?: Node;
  askedBy?: Node;
}

/** Something that is waited for. */
interface Node {
  key: string;
  number: number;
  /** Whose step or readiness is planned here; undefined for what is looked through. Its number is then the order of execution. */
  owner?: Owner;
  /** Whose readiness it is. */
  readinessOf?: Owner;
}

function neededBy(start: Node, {waits}: WaitRelation, nodeOf: (key: string) => Node): PlanStep['after'] {
  const owners: Owner[] = [];
  const ready: Owner[] = [];
  const seen = (start.owner!.seen ??= new Set());
  const queue = [start];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    const whole = node.readinessOf && node.readinessOf.ready >= 0 ? node.readinessOf : undefined;
    const targets = waits.get(node.key) ?? [];
    // By index: a loop over the array itself makes an object for each turn until V8 optimizes it.
    for (let index = 0; index < targets.length; index++) {
      const target = nodeOf(targets[index]!);
      const {owner, readinessOf} = target;
      // The planned steps of a resource are part of its readiness, which is waited for already.
      if ((owner !== undefined && owner === whole) || seen.has(target.number)) continue;
      seen.add(target.number);
      if (readinessOf && readinessOf.ready >= 0) ready.push(readinessOf);
      if (!owner) {
        queue.push(target);
      } else if (!readinessOf) {
        if (owner.askedBy !== start) {
          owner.askedBy = start;
          owner.last = target;
          owners.push(owner);
        } else if (owner.last!.number < target.number) {
          owner.last = target;
        }
      }
    }
  }
  const steps: Node[] = [];
  for (const {ready, readiness, last} of owners) {
    if (!(ready >= 0 && readiness && seen.has(readiness.number))) steps.push(last!);
  }
  if (steps.length > 1) steps.sort((a, b) => a.number - b.number);
  if (ready.length > 1) ready.sort((a, b) => a.ready - b.ready);
  return {steps: steps.map(({key}) => key), ready: ready.map(({name}) => name)};
}

/** The nodes of what waits, in order, and what finds any by its key. */
function nodesOf({resources}: WaitRelation, waiting: Waiting[], ready: readonly string[]) {
  const owners = new Map<string, Owner>();
  ready.forEach((name, index) => owners.set(name, {name, ready: index}));
  const ownerOf = (name: string): Owner => {
    let owner = owners.get(name);
    if (!owner) owners.set(name, (owner = {name, ready: -1}));
    return owner;
  };
  const known = new Map<string, Node>();
  const add = (key: string, owner?: Owner): Node => {
    const name = resources.get(key);
    const readinessOf = name === undefined ? undefined : ownerOf(name);
    const node: Node = {key, number: known.size, owner, readinessOf};
    if (readinessOf) readinessOf.readiness = node;
    known.set(key, node);
    return node;
  };
  const nodes = waiting.map(({key, resource}) => add(key, ownerOf(resource)));
  return {nodes, nodeOf: (key: string) => known.get(key) ?? add(key)};
}
