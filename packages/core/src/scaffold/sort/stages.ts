import {isWorkload, podOf} from '../objects/pod-spec.js';
import {items, field} from '../objects/field.js';
import type {ScaffoldUnit} from '../unit.js';
import type {GroupNeed} from './depend.js';
import {operatorsAmong} from './operators.js';
import {isEdge, isHook} from './unit-traits.js';
import type {UnitTraits} from './unit-traits.js';

/** The phases that are proposed, in order; those that stay empty are left out. */
export const stages = [
  {name: 'cluster', description: 'what everything shares: namespaces, definitions, classes, roles'},
  {name: 'operators', description: 'controllers, webhooks and API services that others rely on'},
  {name: 'data', description: 'what keeps data: databases, queues, volumes'},
  {name: 'apps', description: 'what runs on top'},
  {name: 'edge', description: 'ways in: ingresses, gateways, routes'},
] as const;

const [cluster, operators, data, apps, edge] = [0, 1, 2, 3, 4];

/**
 * The stage (an index of {@link stages}) of each group: by what is in it, never before a group that it needs, and after the one that
 * defines its kinds where there is a later stage. What only serves others is as early as the first that needs it.
 */
export function stagesOf(
  groups: readonly (readonly number[])[],
  units: readonly ScaffoldUnit[],
  traits: readonly UnitTraits[],
  needs: readonly GroupNeed[][],
): number[] {
  const called = new Set(needs.flatMap((list) => list.filter(({call}) => call).map(({group}) => group)));
  const controllers = operatorsAmong(units, traits);
  const known = groups.map((group, index) => {
    if (group.some((unit) => controllers.has(unit))) return operators;
    const own = ownStage(group.map((unit) => [units[unit]!, traits[unit]!]));
    return called.has(index) ? Math.min(own ?? operators, operators) : own;
  });
  const first = known.map(
    (stage, group) => stage ?? earliestUser(group, known, needs) ?? fallback(groups[group]!, units),
  );
  const raised = new Map<number, number>();
  return first.map((_, group) => raise(group, first, needs, raised));
}

/** What has to be in a namespace before pods are, to count for them. */
const guarding = new Set(['LimitRange', 'ResourceQuota', 'NetworkPolicy']);

function ownStage(units: [ScaffoldUnit, UnitTraits][]): number | undefined {
  const lanes = new Set(units.map(([, {lane}]) => lane));
  if (['namespaces', 'crds', 'cluster-wide'].some((lane) => lanes.has(lane as UnitTraits['lane']))) return cluster;
  const objects = units.flatMap(([unit]) => unit.objects);
  const kinds = new Set([
    ...objects.map(({kind}) => kind),
    ...units.flatMap(([unit]) => (unit.type === 'chart' ? unit.kinds : [])),
  ]);
  const defines = kinds.has('CustomResourceDefinition');
  const runs = objects.some(isWorkload) || units.some(([{type}]) => type === 'chart');
  if (objects.some(isHook) || (defines && runs)) return operators;
  if (
    ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration', 'APIService'].some((kind) => kinds.has(kind))
  ) {
    return operators;
  }
  if (kinds.has('StatefulSet') || objects.some(mountsClaim)) return data;
  if (runs) return apps;
  if (lanes.has('package')) return defines ? cluster : apps;
  if (objects.some(isEdge)) return edge;
  if (lanes.has('support')) {
    const guards = objects.every(({kind}) => guarding.has(kind));
    return lanes.size > 1 ? apps : guards ? cluster : undefined;
  }
  return defines ? cluster : apps;
}

function mountsClaim(object: Parameters<typeof podOf>[0]): boolean {
  return items(podOf(object), 'spec', 'volumes').some((volume) => field(volume, 'persistentVolumeClaim') !== undefined);
}

/** The first stage of those that need a group, through others like it. */
function earliestUser(
  group: number,
  known: readonly (number | undefined)[],
  needs: readonly GroupNeed[][],
  seen = new Set<number>(),
): number | undefined {
  seen.add(group);
  const users = needs.flatMap((list, user) =>
    list.some((need) => need.group === group) && !seen.has(user) ? [user] : [],
  );
  const found = users
    .map((user) => known[user] ?? earliestUser(user, known, needs, seen))
    .filter((each) => each !== undefined);
  return found.length === 0 ? undefined : Math.min(...found);
}

function fallback(group: readonly number[], units: readonly ScaffoldUnit[]): number {
  const objects = group.flatMap((index) => units[index]!.objects);
  return objects.some(({kind}) => kind === 'PersistentVolumeClaim') ? data : apps;
}

function raise(
  group: number,
  first: readonly number[],
  needs: readonly GroupNeed[][],
  known: Map<number, number>,
): number {
  const before = known.get(group);
  if (before !== undefined) return before;
  const own = needs[group]!.map((need) => {
    const other = raise(need.group, first, needs, known);
    return need.definition ? Math.min(other + 1, edge) : other;
  });
  const stage = Math.max(first[group]!, ...own);
  known.set(group, stage);
  return stage;
}
