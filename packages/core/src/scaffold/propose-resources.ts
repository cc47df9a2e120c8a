import {byCodePoint} from '../source/by-code-point.js';
import {isSystemNamespace} from '../manifests/system-namespace.js';
import {Scopes} from './objects/cluster-scoped.js';
import {isWorkload} from './objects/pod-spec.js';
import {dependOn} from './sort/depend.js';
import {groupUnits} from './sort/group-units.js';
import {linksOf} from './sort/links.js';
import {nameGroups} from './sort/name-groups.js';
import {orderFiles} from './sort/order-files.js';
import {stages, stagesOf} from './sort/stages.js';
import {traitsOf} from './sort/unit-traits.js';
import type {ManifestScan, ManifestUnit, ScaffoldUnit} from './unit.js';

/** A resource as it is proposed; paths are absolute. */
export interface ProposedResource {
  name: string;
  /** Name of a phase of the {@link ProjectProposal}. */
  phase: string;
  /** Absent when nothing of it lives in a namespace. */
  namespace?: string;
  /** False when it declares its namespace itself, before anything that lives there. */
  autoCreateNamespace?: false;
  /** Other resources, each with what proves that they have to be there first. */
  dependsOn: {resource: string; because: string[]}[];
  /** `deployment/web`, of its namespace. */
  workloads: string[];
  content: ProposedContent;
}

/** What a resource is made of. */
export type ProposedContent =
  /**
   * `files` in the order in which kubectl is to have them. `scope` is `namespace` when kubectl may be called with the resource's
   * namespace, `cluster` when nothing lives in one, `mixed` when the objects say themselves where they live; `create` are the
   * namespaces, besides the resource's, that nothing else makes.
   */
  | {type: 'manifests'; files: string[]; scope: 'namespace' | 'cluster' | 'mixed'; create: string[]}
  | {type: 'kustomize'; path: string; scope: 'namespace' | 'cluster'; create: string[]}
  | {type: 'helm'; path: string};

/** Phases and resources for what a directory holds. */
export interface ProjectProposal {
  /** In order; only phases that have something. */
  phases: {name: string; description: string}[];
  /** By phase, then name. Every unit of the scan is in exactly one. */
  resources: ProposedResource[];
}

/**
 * Sorts what a directory holds into resources and phases. Pure: the same scan gives the same proposal.
 *
 * @param options.namespace where objects go that name none, and charts
 */
export function proposeResources(scan: ManifestScan, options: {namespace: string}): ProjectProposal {
  const {dir, units} = scan;
  const {namespace} = options;
  const scopes = new Scopes(units.flatMap(({objects}) => objects));
  const traits = units.map((unit) => traitsOf(unit, scopes, namespace));
  const links = linksOf(units, traits, scopes, namespace);
  const groups = groupUnits(traits, links, dir);
  const needs = dependOn(groups, links);
  const stageOf = stagesOf(groups, units, traits, needs);
  const names = nameGroups(groups, units, traits, dir);
  const declared = new Set(
    units.flatMap(({objects}) => objects.filter(({kind}) => kind === 'Namespace').map(({name}) => name)),
  );
  const resources = groups.map((group, index): ProposedResource & {stage: number} => {
    const own = group.map((unit) => units[unit]!);
    const spaces = [...new Set(group.flatMap((unit) => traits[unit]!.namespaces))].sort(byCodePoint);
    const home = homeOf(own, spaces);
    const content = contentOf(own, spaces);
    // Of a resource with a namespace of its own kflow makes that one; of the others nobody would.
    const made = content.type === 'manifests' && content.scope === 'mixed' ? [] : [home];
    if (content.type !== 'helm') {
      content.create = spaces.filter((name) => !made.includes(name) && !declared.has(name) && !isSystemNamespace(name));
    }
    return {
      name: names[index]!,
      phase: stages[stageOf[index]!]!.name,
      stage: stageOf[index]!,
      ...(home === undefined ? {} : {namespace: home}),
      ...(home !== undefined && declaresFirst(own, home, scopes) ? {autoCreateNamespace: false as const} : {}),
      dependsOn: needs[index]!.map(({group: other, because}) => ({resource: names[other]!, because})),
      workloads: home === undefined ? [] : workloadsOf(own, home, spaces.length === 1),
      content,
    };
  });
  resources.sort((a, b) => a.stage - b.stage || byCodePoint(a.name, b.name));
  return {
    phases: stages.filter((_, index) => stageOf.includes(index)).map((phase) => ({...phase})),
    resources: resources.map(({stage: _, ...resource}) => resource),
  };
}

/** The namespace in which most of it runs. */
function homeOf(units: readonly ScaffoldUnit[], spaces: readonly string[]): string | undefined {
  const running = units.flatMap(({objects}) => objects.filter(isWorkload));
  const count = (name: string) => running.filter(({namespace}) => namespace === name).length;
  return [...spaces].sort((a, b) => count(b) - count(a) || byCodePoint(a, b))[0];
}

function contentOf(units: readonly ScaffoldUnit[], spaces: readonly string[]): ProposedContent {
  const [unit] = units as [ScaffoldUnit];
  const create: string[] = [];
  if (unit.type === 'chart') return {type: 'helm', path: unit.path};
  if (unit.type === 'kustomization') {
    return {type: 'kustomize', path: unit.path, scope: spaces.length === 0 ? 'cluster' : 'namespace', create};
  }
  const files = orderFiles(units as ManifestUnit[]).map(({path}) => path);
  const scope = spaces.length === 0 ? 'cluster' : spaces.length === 1 ? 'namespace' : 'mixed';
  return {type: 'manifests', files, scope, create};
}

const restartable = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

/** What restart, logs and status are to act on, as far as it is certain to be there. */
function workloadsOf(units: readonly ScaffoldUnit[], namespace: string, only: boolean): string[] {
  const names = units
    .filter((unit) => unit.type !== 'kustomization' || unit.literal)
    .flatMap(({objects}) => objects)
    .filter(({group, kind}) => group === 'apps' && restartable.has(kind))
    .filter((object) => object.namespace === namespace || (only && object.namespace === undefined))
    .map(({kind, name}) => `${kind.toLowerCase()}/${name}`);
  return [...new Set(names)];
}

/** Whether the objects of a resource begin with the Namespace that they live in. */
function declaresFirst(units: readonly ScaffoldUnit[], namespace: string, scopes: Scopes): boolean {
  if (units.some(({type}) => type !== 'manifest')) return false;
  const objects = orderFiles(units as ManifestUnit[]).flatMap((unit) => unit.objects);
  const declared = objects.findIndex(({kind, name}) => kind === 'Namespace' && name === namespace);
  const lives = objects.findIndex((object) => scopes.of(object) !== 'cluster');
  return declared >= 0 && declared < lives;
}
