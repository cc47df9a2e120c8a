import {baseName, dirName, extension} from '../../source/files/path.js';
import {isWorkload} from '../objects/pod-spec.js';
import type {ScaffoldUnit} from '../unit.js';
import type {UnitTraits} from './unit-traits.js';

/** Names of files and directories that say what sort of thing is in them, and not whose. */
const generic =
  /^(base|overlays?|dev|development|test|staging|stage|qa|prod|production|live|default|local|all|main|manifests?|k8s|kubernetes|kube|deploy|deployments?|deployment|services?|svc|ingress(es)?|gateways?|routes?|config(s|map|maps)?|secrets?|statefulsets?|daemonsets?|jobs?|cronjobs?|rbac|roles?|sa|serviceaccounts?|pvc|pv|volumes?|storage|hpa|pdb|netpol|networkpolic(y|ies)|resources|yaml)$/;

/** A name for each group, each once: that of its labels, its chart, its only workload, its file or its directory. */
export function nameGroups(
  groups: readonly (readonly number[])[],
  units: readonly ScaffoldUnit[],
  traits: readonly UnitTraits[],
  root: string,
): string[] {
  const taken = new Set<string>();
  const names = new Map<number, string>();
  // What runs something is named first, so that it is the ingress that gives way.
  const order = groups.map((_, index) => index).sort((a, b) => weight(groups[a]!) - weight(groups[b]!) || a - b);
  for (const index of order) {
    const group = groups[index]!;
    const wanted = clean(
      wish(
        group.map((each) => units[each]!),
        group.map((each) => traits[each]!),
        root,
      ),
    );
    const {namespaces, lane} = traits[group[0]!]!;
    const kind = group.some((each) => traits[each]!.lane === 'edge')
      ? 'edge'
      : lane === 'support'
        ? 'config'
        : undefined;
    const others = [
      ...(kind === undefined ? [] : [`${wanted}-${kind}`]),
      ...namespaces.slice(0, 1).map((namespace) => `${wanted}-${namespace}`),
    ];
    let name = [wanted, ...others].find((each) => !taken.has(each));
    for (let count = 2; name === undefined; count++) name = [`${wanted}-${count}`].find((each) => !taken.has(each));
    taken.add(name);
    names.set(index, name);
  }
  return groups.map((_, index) => names.get(index)!);

  function weight(group: readonly number[]): number {
    const lanes = group.map((each) => traits[each]!.lane);
    return lanes.includes('edge') ? 3 : lanes.every((lane) => lane === 'support') ? 2 : lanes.includes('hooks') ? 1 : 0;
  }
}

function wish(units: readonly ScaffoldUnit[], traits: readonly UnitTraits[], root: string): string {
  const [unit] = units as [ScaffoldUnit];
  const [{lane, dir}] = traits as [UnitTraits];
  if (lane === 'namespaces' || lane === 'crds' || lane === 'cluster-wide') return lane;
  if (unit.type === 'chart') return unit.name;
  if (unit.type === 'kustomization') return placeName(unit.path, root);
  const label = common(traits.flatMap((each) => each.label ?? []));
  if (label !== undefined) return label;
  const workloads = units.flatMap(({objects}) => objects.filter(isWorkload));
  if (workloads.length === 1) return workloads[0]!.name;
  if (units.length === 1) return fileName(unit.path, root);
  if (dir !== root && traits.every((each) => each.dir === dir)) return placeName(dir, root);
  return workloads[0]?.name ?? (traits.every((each) => each.lane === 'support') ? 'shared' : fileName(unit.path, root));
}

function common(labels: readonly string[]): string | undefined {
  return new Set(labels).size === 1 ? labels[0] : undefined;
}

/** A file's name without extension and leading number; with its directory's where it says little. */
function fileName(path: string, root: string): string {
  const name = baseName(path);
  const stem = name.slice(0, name.length - extension(name).length).replace(/^\d+[-_.]?(?=.)/, '');
  if (!generic.test(stem.toLowerCase())) return stem;
  const dir = dirName(path);
  return dir === root ? stem : `${placeName(dir, root)}-${stem}`;
}

/** A directory's name; with those above it where it says little: `shop-prod` of `shop/overlays/prod`, `shop` of `shop/base`. */
function placeName(dir: string, root: string): string {
  const name = baseName(dir).replace(/^\d+[-_.]?(?=.)/, '');
  if (!generic.test(name.toLowerCase()) || dir === root || dirName(dir) === root || dirName(dir) === '/') return name;
  const above = placeName(dirName(dir), root);
  if (generic.test(above)) return name;
  const silent = /^(base|overlays?|manifests?|k8s|kubernetes|deploy|resources|yaml)$/;
  return silent.test(name.toLowerCase()) ? above : `${above}-${name}`;
}

/** As a resource's name may be. */
function clean(name: string): string {
  const found = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return found === '' ? 'resource' : found;
}
