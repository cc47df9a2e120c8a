import type {Scopes} from '../objects/cluster-scoped.js';
import {text} from '../objects/field.js';
import {isWorkload} from '../objects/pod-spec.js';
import {needsOf, runsPodsWith, selectedPods} from '../objects/references.js';
import type {ScaffoldObject, ScaffoldUnit} from '../unit.js';
import {isHook} from './unit-traits.js';
import type {UnitTraits} from './unit-traits.js';

/** One unit refers to another. */
export interface Link {
  /** Indexes of the units. */
  from: number;
  to: number;
  /**
   * - `reference`: by name, and the other has to be there first;
   * - `call`: the same, and the API server calls it on the one's behalf;
   * - `loose`: the two belong together, in no order (a Service and the pods that it selects);
   * - `definition`: it holds objects of a kind that the other defines;
   * - `namespace`: it lives in a Namespace that the other declares.
   */
  type: 'reference' | 'call' | 'loose' | 'definition' | 'namespace';
  /** `uses secret db-creds`. */
  why: string;
}

/** All links between units, each once. */
export function linksOf(
  units: readonly ScaffoldUnit[],
  traits: readonly UnitTraits[],
  scopes: Scopes,
  namespace: string,
): Link[] {
  const index = new ObjectIndex(units, traits, scopes, namespace);
  const links = new Map<string, Link>();
  const add = (link: Link) => {
    const key = JSON.stringify(link);
    if (link.from !== link.to && !links.has(key)) links.set(key, link);
  };
  units.forEach((unit, from) => {
    for (const name of traits[from]!.namespaces) {
      const to = index.find('', 'Namespace', '', name);
      if (to !== undefined) add({from, to, type: 'namespace', why: `lives in namespace ${name}`});
    }
    for (const object of unit.objects) {
      const own = index.namespaceOf(object, from);
      const definition = index.definitionOf(object);
      if (definition !== undefined) {
        add({from, to: definition, type: 'definition', why: `needs the definition of ${object.kind}`});
      }
      for (const need of needsOf(object)) {
        const {group, kind, name} = need;
        const to = index.find(group, kind, need.namespace ?? own, name) ?? index.find(group, kind, '', name);
        const why = `${need.verb} ${kind.toLowerCase()} ${name}`;
        const type = need.loose ? 'loose' : isHook(object) ? 'call' : 'reference';
        if (to !== undefined) add({from, to, type, why});
      }
      const labels = selectedPods(object);
      for (const to of labels ? index.running(own, labels) : []) {
        add({from, to, type: 'loose', why: `selects the pods of what it goes with`});
      }
    }
  });
  return [...links.values()];
}

/** Where each object is declared. */
class ObjectIndex {
  private readonly objects = new Map<string, number>();
  private readonly definitions = new Map<string, number>();
  private readonly workloads = new Map<string, {object: ScaffoldObject; unit: number}[]>();

  constructor(
    units: readonly ScaffoldUnit[],
    private readonly traits: readonly UnitTraits[],
    private readonly scopes: Scopes,
    private readonly namespace: string,
  ) {
    units.forEach((unit, at) => {
      for (const object of unit.objects) {
        const {group, kind, name, body} = object;
        const namespace = this.namespaceOf(object, at);
        const key = keyOf(group, kind, namespace, name);
        if (!this.objects.has(key)) this.objects.set(key, at);
        if (kind === 'CustomResourceDefinition') {
          const defined = `${text(body, 'spec', 'group')}/${text(body, 'spec', 'names', 'kind')}`;
          if (!this.definitions.has(defined)) this.definitions.set(defined, at);
        }
        if (isWorkload(object)) {
          const there = this.workloads.get(namespace);
          if (there) there.push({object, unit: at});
          else this.workloads.set(namespace, [{object, unit: at}]);
        }
      }
    });
  }

  /** The namespace that an object of a unit ends in; '' for a cluster-scoped one. */
  namespaceOf(object: ScaffoldObject, unit: number): string {
    if (this.scopes.of(object) === 'cluster') return '';
    const {namespaces} = this.traits[unit]!;
    return object.namespace ?? (namespaces.length === 1 ? namespaces[0]! : this.namespace);
  }

  find(group: string, kind: string, namespace: string, name: string): number | undefined {
    return this.objects.get(keyOf(group, kind, namespace, name));
  }

  definitionOf({group, kind}: ScaffoldObject): number | undefined {
    return this.definitions.get(`${group}/${kind}`);
  }

  running(namespace: string, labels: {[label: string]: string}): number[] {
    return (this.workloads.get(namespace) ?? [])
      .filter(({object}) => runsPodsWith(object, labels))
      .map(({unit}) => unit);
  }
}

function keyOf(...parts: string[]): string {
  return parts.join('\n');
}
