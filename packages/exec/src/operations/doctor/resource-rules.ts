import type {NeededAccess} from './needed-access.js';

/** A rule as SelfSubjectRulesReview and Roles have it. */
export interface ResourceRule {
  verbs: string[];
  apiGroups?: string[];
  resources?: string[];
  resourceNames?: string[];
}

/** Whether rules grant a need, as RBAC reads them: `*` for all, `pods/log` apart from `pods`, `*``/log` for any (rbac/v1 PolicyRule). */
export function isGranted(need: NeededAccess, rules: readonly ResourceRule[]): boolean {
  const matching = rules.filter(
    ({verbs, apiGroups = [], resources = []}) =>
      has(verbs, need.verb) && has(apiGroups, need.group) && resources.some((each) => covers(each, need.resource)),
  );
  const names = new Set(matching.flatMap(({resourceNames = []}) => resourceNames));
  const forAll = matching.some(({resourceNames = []}) => resourceNames.length === 0);
  return forAll || (need.names !== undefined && need.names.every((name) => names.has(name)));
}

/** Rules that would grant what is missing, as few as there are different sets of verbs. */
export function rulesFor(missing: readonly NeededAccess[]): ResourceRule[] {
  const verbs = new Map<string, NeededAccess & {verbs: Set<string>}>();
  for (const need of missing) {
    const key = `${need.group}\0${need.resource}`;
    const known = verbs.get(key);
    if (known) known.verbs.add(need.verb);
    else verbs.set(key, {...need, verbs: new Set([need.verb])});
  }
  const rules = new Map<string, ResourceRule>();
  for (const {group, resource, verbs: needed} of verbs.values()) {
    const key = [group, ...[...needed].sort()].join(' ');
    const rule = rules.get(key) ?? {apiGroups: [group], resources: [], verbs: [...needed].sort(byUse)};
    rule.resources!.push(resource);
    rules.set(key, rule);
  }
  return [...rules.values()];
}

const usualOrder = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];

/** Verbs in the order in which roles usually have them. */
export function byUse(a: string, b: string): number {
  return usualOrder.indexOf(a) - usualOrder.indexOf(b);
}

function has(list: readonly string[], value: string): boolean {
  return list.includes('*') || list.includes(value);
}

function covers(rule: string, resource: string): boolean {
  if (rule === '*' || rule === resource) return true;
  const slash = resource.indexOf('/');
  return slash >= 0 && rule === `*${resource.slice(slash)}`;
}
