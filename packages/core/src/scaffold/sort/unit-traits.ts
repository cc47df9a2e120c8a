import {dirName} from '../../source/files/path.js';
import type {Scopes} from '../objects/cluster-scoped.js';
import {isBuiltIn} from '../objects/cluster-scoped.js';
import {texts} from '../objects/field.js';
import {isWorkload, podOf} from '../objects/pod-spec.js';
import type {ScaffoldObject, ScaffoldUnit} from '../unit.js';

/**
 * What sort of unit it is:
 * - `namespaces`, `crds`, `cluster-wide`: only cluster-scoped objects, of use to everybody;
 * - `hooks`: only webhook configurations and API services, which break calls until what they call is up;
 * - `edge`: only ways into the cluster;
 * - `support`: namespaced objects that serve others: ConfigMaps, Secrets, Services, roles, claims ...;
 * - `app`: anything with a workload or a custom object;
 * - `package`: a kustomization or a chart.
 */
export type Lane = 'namespaces' | 'crds' | 'cluster-wide' | 'hooks' | 'edge' | 'support' | 'app' | 'package';

/** What sorting goes by. */
export interface UnitTraits {
  lane: Lane;
  /** Namespaces that its objects are in, sorted; none when all are cluster-scoped. */
  namespaces: string[];
  /** The application that its labels name, when they agree. */
  label?: string;
  /** Absolute directory that it lies in. */
  dir: string;
}

const hookKinds = new Set(['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration', 'APIService']);
const edgeKinds = new Set([
  'networking.k8s.io/Ingress',
  'extensions/Ingress',
  'networking.istio.io/Gateway',
  'networking.istio.io/VirtualService',
  'traefik.io/IngressRoute',
  'traefik.io/IngressRouteTCP',
  'traefik.io/IngressRouteUDP',
  'projectcontour.io/HTTPProxy',
  'route.openshift.io/Route',
]);

/** The labels that name an application, the most particular first; see "Recommended Labels" of Kubernetes' documentation. */
const labelKeys = [
  'app.kubernetes.io/instance',
  'app.kubernetes.io/name',
  'app',
  'k8s-app',
  'app.kubernetes.io/part-of',
];

/** The traits of a unit. `namespace` is where objects go that name none. */
export function traitsOf(unit: ScaffoldUnit, scopes: Scopes, namespace: string): UnitTraits {
  const label = labelOf(unit);
  return {
    lane: laneOf(unit, scopes),
    namespaces: namespacesOf(unit, scopes, namespace),
    ...(label === undefined ? {} : {label}),
    dir: dirName(unit.path),
  };
}

function laneOf(unit: ScaffoldUnit, scopes: Scopes): Lane {
  if (unit.type !== 'manifest') return 'package';
  const {objects} = unit;
  if (objects.every(({kind, group}) => hookKinds.has(kind) && isBuiltIn(group))) return 'hooks';
  if (objects.every((object) => isBuiltIn(object.group) && scopes.of(object) === 'cluster') && !objects.some(isHook)) {
    if (objects.some(({kind}) => kind === 'Namespace')) return 'namespaces';
    return objects.some(({kind}) => kind === 'CustomResourceDefinition') ? 'crds' : 'cluster-wide';
  }
  if (objects.every(isEdge)) return 'edge';
  return objects.some((object) => isWorkload(object) || isHook(object) || !isBuiltIn(object.group)) ? 'app' : 'support';
}

/** Whether an object is a way into the cluster. */
export function isEdge({group, kind}: ScaffoldObject): boolean {
  return edgeKinds.has(`${group}/${kind}`) || (group === 'gateway.networking.k8s.io' && kind !== 'GatewayClass');
}

/** Whether an object makes the API server call something that runs in the cluster. */
export function isHook({kind, group}: ScaffoldObject): boolean {
  return hookKinds.has(kind) && isBuiltIn(group);
}

function namespacesOf(unit: ScaffoldUnit, scopes: Scopes, namespace: string): string[] {
  if (unit.type === 'chart') return [namespace];
  if (unit.type === 'kustomization' && unit.namespace !== undefined) return [unit.namespace];
  const placed = unit.objects.filter((object) => scopes.of(object) !== 'cluster');
  const named = new Set(placed.flatMap((object) => object.namespace ?? []));
  if (named.size > 0) return [...named].sort();
  const unknown = unit.type === 'kustomization' && (unit.objects.length === 0 || !unit.literal);
  return placed.length > 0 || unknown ? [namespace] : [];
}

function labelOf(unit: ScaffoldUnit): string | undefined {
  if (unit.type !== 'manifest') return undefined;
  const found = new Set(unit.objects.flatMap((object) => appOf(object) ?? []));
  return found.size === 1 ? [...found][0] : undefined;
}

/** The application that an object's labels name; of a workload without such labels those of its pods. */
export function appOf(object: ScaffoldObject): string | undefined {
  const pod = texts(podOf(object), 'metadata', 'labels');
  const name = (labels: {[key: string]: string}) => labelKeys.map((key) => labels[key]).find((each) => each);
  return name(object.labels) ?? name(pod);
}
