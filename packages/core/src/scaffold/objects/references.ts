import type {ScaffoldObject} from '../unit.js';
import {field, isMap, items, text, texts} from './field.js';
import {podOf} from './pod-spec.js';

/** A reference of one object to another, as its manifest proves it. */
export interface ObjectNeed {
  group: string;
  kind: string;
  name: string;
  /** Of the other object; absent: the one's own, or none for cluster-scoped kinds. */
  namespace?: string;
  /** What it does with it, before the kind: `uses`, `routes to`, `binds`. */
  verb: string;
  /** Only says that the two belong together: neither has to be there first. */
  loose?: boolean;
}

const rbac = 'rbac.authorization.k8s.io';
const gatewayApi = 'gateway.networking.k8s.io';

/** What an object refers to by name, of Kubernetes' own kinds and the Gateway API. Never guessed from values or host names. */
export function needsOf(object: ScaffoldObject): ObjectNeed[] {
  const {kind, body} = object;
  const pod = podOf(object);
  const needs = pod ? podNeeds(pod.spec) : [];
  switch (kind) {
    case 'StatefulSet':
      needs.push(...named('', 'Service', [text(body, 'spec', 'serviceName')], 'uses', true));
      for (const claim of items(body, 'spec', 'volumeClaimTemplates')) needs.push(...storageNeeds(claim));
      break;
    case 'PersistentVolumeClaim':
      needs.push(...storageNeeds(body));
      break;
    case 'ServiceAccount':
      needs.push(...named('', 'Secret', names(body, 'imagePullSecrets'), 'uses'));
      needs.push(...named('', 'Secret', names(body, 'secrets'), 'uses'));
      break;
    case 'Ingress':
      needs.push(...ingressNeeds(body));
      break;
    case 'HorizontalPodAutoscaler':
      needs.push(...targetNeed(field(body, 'spec', 'scaleTargetRef')));
      break;
    case 'RoleBinding':
    case 'ClusterRoleBinding':
      needs.push(...bindingNeeds(body));
      break;
    case 'ValidatingWebhookConfiguration':
    case 'MutatingWebhookConfiguration':
      for (const hook of items(body, 'webhooks')) needs.push(...serviceNeed(field(hook, 'clientConfig', 'service')));
      break;
    case 'APIService':
      needs.push(...serviceNeed(field(body, 'spec', 'service')));
      break;
    case 'Gateway':
    case 'HTTPRoute':
    case 'GRPCRoute':
    case 'TLSRoute':
    case 'TCPRoute':
    case 'UDPRoute':
      if (object.group === gatewayApi) needs.push(...gatewayNeeds(body));
      break;
  }
  return needs;
}

function podNeeds(spec: unknown): ObjectNeed[] {
  const containers = ['initContainers', 'containers'].flatMap((key) => items(spec, key));
  const sources = containers.flatMap((container) => items(container, 'envFrom'));
  const keys = containers.flatMap((container) => items(container, 'env').map((each) => field(each, 'valueFrom')));
  const volumes = items(spec, 'volumes');
  const projected = volumes.flatMap((volume) => items(volume, 'projected', 'sources'));
  const configMaps = [
    ...sources.map((each) => text(each, 'configMapRef', 'name')),
    ...keys.map((each) => text(each, 'configMapKeyRef', 'name')),
    ...[...volumes, ...projected].map((each) => text(each, 'configMap', 'name')),
  ];
  const secrets = [
    ...sources.map((each) => text(each, 'secretRef', 'name')),
    ...keys.map((each) => text(each, 'secretKeyRef', 'name')),
    ...volumes.map((each) => text(each, 'secret', 'secretName')),
    ...projected.map((each) => text(each, 'secret', 'name')),
    ...names(spec, 'imagePullSecrets'),
  ];
  const claims = volumes.map((each) => text(each, 'persistentVolumeClaim', 'claimName'));
  return [
    ...named('', 'ConfigMap', configMaps, 'uses'),
    ...named('', 'Secret', secrets, 'uses'),
    ...named('', 'PersistentVolumeClaim', claims, 'mounts'),
    ...named('', 'ServiceAccount', [text(spec, 'serviceAccountName') ?? text(spec, 'serviceAccount')], 'runs as'),
    ...named('scheduling.k8s.io', 'PriorityClass', [text(spec, 'priorityClassName')], 'uses'),
    ...named('node.k8s.io', 'RuntimeClass', [text(spec, 'runtimeClassName')], 'uses'),
  ];
}

function storageNeeds(claim: unknown): ObjectNeed[] {
  return [
    ...named('storage.k8s.io', 'StorageClass', [text(claim, 'spec', 'storageClassName')], 'uses'),
    ...named('', 'PersistentVolume', [text(claim, 'spec', 'volumeName')], 'binds'),
  ];
}

function ingressNeeds(ingress: unknown): ObjectNeed[] {
  const paths = items(ingress, 'spec', 'rules').flatMap((rule) => items(rule, 'http', 'paths'));
  const services = [
    text(ingress, 'spec', 'defaultBackend', 'service', 'name'),
    ...paths.map((path) => text(path, 'backend', 'service', 'name')),
  ];
  const secrets = items(ingress, 'spec', 'tls').map((each) => text(each, 'secretName'));
  return [
    ...named('', 'Service', services, 'routes to'),
    ...named('', 'Secret', secrets, 'uses'),
    ...named('networking.k8s.io', 'IngressClass', [text(ingress, 'spec', 'ingressClassName')], 'uses'),
  ];
}

function gatewayNeeds(body: unknown): ObjectNeed[] {
  const references = (list: unknown[], group: string, kind: string, verb: string) =>
    list.flatMap((each): ObjectNeed[] => {
      const name = text(each, 'name');
      const namespace = text(each, 'namespace');
      if (name === undefined || (text(each, 'kind') ?? kind) !== kind) return [];
      return [{group, kind, name, verb, ...(namespace === undefined ? {} : {namespace})}];
    });
  const backends = items(body, 'spec', 'rules').flatMap((rule) => items(rule, 'backendRefs'));
  const certificates = items(body, 'spec', 'listeners').flatMap((each) => items(each, 'tls', 'certificateRefs'));
  return [
    ...references(backends, '', 'Service', 'routes to'),
    ...references(items(body, 'spec', 'parentRefs'), gatewayApi, 'Gateway', 'attaches to'),
    ...references(certificates, '', 'Secret', 'uses'),
    ...named(gatewayApi, 'GatewayClass', [text(body, 'spec', 'gatewayClassName')], 'uses'),
  ];
}

function bindingNeeds(binding: unknown): ObjectNeed[] {
  const role = text(binding, 'roleRef', 'kind');
  const roles =
    role === 'Role' || role === 'ClusterRole' ? named(rbac, role, [text(binding, 'roleRef', 'name')], 'binds') : [];
  const subjects = items(binding, 'subjects').flatMap((subject): ObjectNeed[] => {
    const name = text(subject, 'name');
    const namespace = text(subject, 'namespace');
    if (text(subject, 'kind') !== 'ServiceAccount' || name === undefined) return [];
    const where = namespace === undefined ? {} : {namespace};
    return [{group: '', kind: 'ServiceAccount', name, ...where, verb: 'binds', loose: true}];
  });
  return [...roles, ...subjects];
}

function targetNeed(target: unknown): ObjectNeed[] {
  const kind = text(target, 'kind');
  const version = text(target, 'apiVersion') ?? '';
  if (kind === undefined) return [];
  return named(
    version.includes('/') ? version.slice(0, version.indexOf('/')) : '',
    kind,
    [text(target, 'name')],
    'scales',
  );
}

function serviceNeed(service: unknown): ObjectNeed[] {
  const namespace = text(service, 'namespace');
  return named('', 'Service', [text(service, 'name')], 'calls').map((need) =>
    namespace === undefined ? need : {...need, namespace},
  );
}

function names(value: unknown, key: string): (string | undefined)[] {
  return items(value, key).map((each) => text(each, 'name'));
}

function named(
  group: string,
  kind: string,
  all: readonly (string | undefined)[],
  verb: string,
  loose = false,
): ObjectNeed[] {
  const known = new Set(all.filter((name) => name !== undefined));
  return [...known].map((name) => ({group, kind, name, verb, ...(loose ? {loose} : {})}));
}

const selectors: {[kind: string]: string[]} = {
  '/Service': ['spec', 'selector'],
  'policy/PodDisruptionBudget': ['spec', 'selector', 'matchLabels'],
  'networking.k8s.io/NetworkPolicy': ['spec', 'podSelector', 'matchLabels'],
};

/** The labels of pods that an object acts on: a Service, a PodDisruptionBudget, a NetworkPolicy. Undefined when it selects none, or all. */
export function selectedPods({group, kind, body}: ScaffoldObject): {[label: string]: string} | undefined {
  const path = Object.hasOwn(selectors, `${group}/${kind}`) ? selectors[`${group}/${kind}`] : undefined;
  const labels = path && texts(body, ...path);
  return labels && Object.keys(labels).length > 0 ? labels : undefined;
}

/** Whether the pods of a workload carry labels. */
export function runsPodsWith(workload: ScaffoldObject, labels: {[label: string]: string}): boolean {
  const pod = podOf(workload);
  const own = texts(pod, 'metadata', 'labels');
  return isMap(pod) && Object.entries(labels).every(([key, value]) => own[key] === value);
}
