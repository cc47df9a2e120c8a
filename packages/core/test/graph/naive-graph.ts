import type {Project} from '../../src/index.js';

/** A second account of what the specification says about order, by brute force, for projects of `arbitraryProject` only. */
export interface NaiveGraph {
  /** `waiter <- target` of each same-phase dependency that is dropped to break a cycle. */
  dropped: Set<string>;
  /** Step ids in order. */
  order: string[];
}

type Edge = {from: string; to: string};

/** Orders a project the slow way. */
export function naiveGraph(project: Project): NaiveGraph {
  const phaseNames = project.phases.map(({name}) => name);
  const phaseOf = new Map(project.resources.map(({name, phase}) => [name, phaseNames.indexOf(phase)]));
  const rank = new Map<string, number>();
  const explicit: Edge[] = [];
  const structure: Edge[] = [];
  for (const {name, dependsOn, steps} of project.resources) {
    const waiters =
      steps.length > 0
        ? steps.map(({id, dependsOn: own}) => ({key: id, references: [...own, ...dependsOn]}))
        : [{key: `${name}/ready`, references: dependsOn}];
    for (const {key, references} of waiters) {
      rank.set(key, rank.size);
      for (const {text} of references) {
        const [first = '', step] = text.split('.');
        const resource = first.startsWith('s') ? name : first;
        if (phaseOf.get(resource) !== phaseOf.get(name)) continue;
        const from = first.startsWith('s') ? `${name}.${first}` : step === undefined ? `${first}/ready` : text;
        if (!explicit.some((edge) => edge.from === from && edge.to === key)) explicit.push({from, to: key});
      }
    }
    for (const {id} of steps) structure.push({from: id, to: `${name}/ready`});
  }

  // A dependency is dropped if its dependent leads back to it by way of nodes that are declared no earlier than the dependent.
  const dropped = explicit.filter(({from, to}) => {
    const allowed = (key: string) => (rank.get(key) ?? Infinity) >= rank.get(to)!;
    return allowed(from) && reach(to, [...explicit, ...structure], allowed).has(from);
  });
  const edges = [...explicit.filter((edge) => !dropped.includes(edge)), ...structure];

  // Each step behind every earlier-declared step of its resource, unless that would close a cycle.
  for (const {steps} of project.resources) {
    steps.forEach(({id}, index) => {
      for (const {id: earlier} of steps.slice(0, index))
        if (!reach(id, edges).has(earlier)) edges.push({from: earlier, to: id});
    });
  }

  const phaseOfKey = (key: string) => phaseOf.get(key.split(/[./]/)[0]!)!;
  const stepsByRank = [...rank.keys()].filter((key) => !key.endsWith('/ready'));
  const order: string[] = [];
  const before = new Map(
    stepsByRank.map((id) => [id, stepsByRank.filter((other) => other !== id && reach(other, edges).has(id))]),
  );
  for (const phase of phaseNames.keys()) {
    const left = new Set(stepsByRank.filter((id) => phaseOfKey(id) === phase));
    while (left.size > 0) {
      const next = [...left].find((id) => before.get(id)!.every((other) => !left.has(other)));
      if (next === undefined) throw new Error('still a cycle');
      left.delete(next);
      order.push(next);
    }
  }
  return {dropped: new Set(dropped.map(({from, to}) => `${to} <- ${from}`)), order};
}

function reach(start: string, edges: Edge[], allowed: (key: string) => boolean = () => true): Set<string> {
  const seen = new Set<string>();
  const queue = [start];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    for (const {from, to} of edges) {
      if (from !== node || seen.has(to) || !allowed(to)) continue;
      seen.add(to);
      queue.push(to);
    }
  }
  return seen;
}
