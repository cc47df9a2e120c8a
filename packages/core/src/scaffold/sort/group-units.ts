import type {Link} from './links.js';
import {DisjointSets} from './disjoint-sets.js';
import type {UnitTraits} from './unit-traits.js';

const shared = new Set(['namespaces', 'crds', 'cluster-wide']);

/**
 * Which units make one resource, by their indexes, each unit in exactly one group. The rules, in this order, all but the first only
 * for units of the same namespaces:
 *
 * 1. all that the whole cluster shares, by what it is: Namespaces, definitions, classes and roles;
 * 2. the same application by its labels, ways into the cluster apart;
 * 3. workloads without such labels, ways in alike, of the same subdirectory;
 * 4. what serves exactly one group, by reference or selector, joins it; what serves the same several groups stays together;
 * 5. what serves nobody joins the only group of its subdirectory, else its like there.
 *
 * @param root absolute; files right in it have no directory in common
 */
export function groupUnits(traits: readonly UnitTraits[], links: readonly Link[], root: string): number[][] {
  const sets = new DisjointSets(traits.length);
  const first = new Map<string, number>();
  const together = (key: string | undefined, index: number) => {
    if (key === undefined) return;
    const before = first.get(key);
    if (before === undefined) first.set(key, index);
    else sets.unite(before, index);
  };
  traits.forEach(({lane, label, namespaces, dir}, index) => {
    if (lane === 'package' || lane === 'hooks') return;
    const side = lane === 'edge' ? 'edge' : 'app';
    if (shared.has(lane)) together(`lane ${lane}`, index);
    else if (label !== undefined) together(JSON.stringify([side, namespaces, label]), index);
    else if (lane !== 'support' && dir !== root) together(JSON.stringify([side, namespaces, 'in', dir]), index);
  });
  joinWhatIsServed(sets, traits, links);
  joinDirectories(sets, traits, links, root);
  const groups = new Map<number, number[]>();
  traits.forEach((_, index) => groups.set(sets.of(index), [...(groups.get(sets.of(index)) ?? []), index]));
  return [...groups.values()];
}

/** Groups of support units only, by their set. */
function supportSets(sets: DisjointSets, traits: readonly UnitTraits[]): Set<number> {
  const found = new Set(traits.map((_, index) => sets.of(index)));
  traits.forEach(({lane}, index) => lane !== 'support' && found.delete(sets.of(index)));
  return found;
}

/** The groups that each group is linked with. */
function neighbours(
  sets: DisjointSets,
  traits: readonly UnitTraits[],
  links: readonly Link[],
): Map<number, Set<number>> {
  const found = new Map<number, Set<number>>();
  for (const {from, to, type} of links) {
    if (type === 'namespace' || type === 'definition') continue;
    const [a, b] = [sets.of(from), sets.of(to)];
    if (a === b || shared.has(traits[a]!.lane) || shared.has(traits[b]!.lane)) continue;
    found.set(a, (found.get(a) ?? new Set()).add(b));
    found.set(b, (found.get(b) ?? new Set()).add(a));
  }
  return found;
}

function joinWhatIsServed(sets: DisjointSets, traits: readonly UnitTraits[], links: readonly Link[]): void {
  for (let changed = true; changed;) {
    changed = false;
    for (const set of supportSets(sets, traits)) {
      const own = sets.of(set);
      const all = [...(neighbours(sets, traits, links).get(own) ?? [])];
      // Whoever lets others in, or calls, comes after what it leads to.
      const outer = new Set(
        traits.flatMap(({lane}, index) => (lane === 'edge' || lane === 'hooks' ? [sets.of(index)] : [])),
      );
      const inner = all.filter((each) => !outer.has(each));
      const candidates = inner.length > 0 ? inner : all;
      if (candidates.length === 1 && canJoin(traits[own]!, traits[candidates[0]!]!)) {
        changed = sets.unite(own, candidates[0]!) || changed;
      }
    }
  }
  const byNeighbours = new Map<string, number>();
  const around = neighbours(sets, traits, links);
  for (const set of supportSets(sets, traits)) {
    const served = [...(around.get(set) ?? [])].sort((a, b) => a - b);
    if (served.length === 0) continue;
    const key = JSON.stringify([traits[set]!.namespaces, served]);
    const before = byNeighbours.get(key);
    if (before === undefined) byNeighbours.set(key, set);
    else sets.unite(before, set);
  }
}

function canJoin(one: UnitTraits, other: UnitTraits): boolean {
  return ['app', 'support', 'edge'].includes(other.lane) && sameNamespaces(one, other);
}

function sameNamespaces(one: UnitTraits, other: UnitTraits): boolean {
  return one.namespaces.join() === other.namespaces.join();
}

function joinDirectories(
  sets: DisjointSets,
  traits: readonly UnitTraits[],
  links: readonly Link[],
  root: string,
): void {
  const around = neighbours(sets, traits, links);
  const support = supportSets(sets, traits);
  for (const set of support) {
    const own = traits[set]!;
    if (around.has(set) || own.dir === root || own.label !== undefined) continue;
    const beside = new Set(
      traits.flatMap((other, index) =>
        ['app', 'support'].includes(other.lane) && other.dir === own.dir && sameNamespaces(own, other)
          ? [sets.of(index)]
          : [],
      ),
    );
    const apps = [...beside].filter((each) => !support.has(each));
    if (apps.length === 1) sets.unite(set, apps[0]!);
    else for (const each of beside) if (support.has(each) && !around.has(each)) sets.unite(set, each);
  }
}
