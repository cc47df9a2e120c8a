import {checkScaffold, memoryFiles, scaffoldFromManifests} from '../../src/index.js';
import type {Scaffold} from '../../src/index.js';

/** A project made of these manifests, which lie in /p/manifests, and what the loader says to it. */
export async function propose(manifests: {[path: string]: string}, namespace?: string) {
  const texts = Object.fromEntries(Object.entries(manifests).map(([path, text]) => [`/p/manifests/${path}`, text]));
  const files = memoryFiles({'/p/manifests/': '', ...texts});
  const request = {config: '/p/kflow.yaml', from: '/p/manifests', ...(namespace === undefined ? {} : {namespace})};
  const scaffold = await scaffoldFromManifests(request, files);
  const diagnostics = scaffold.resources.length === 0 ? [] : (await checkScaffold(scaffold, files)).diagnostics;
  return {scaffold, diagnostics};
}

/** Which resource each unit became part of: path below /p/manifests -> the resource's name. */
export function places({resources}: Scaffold): {[path: string]: string} {
  return Object.fromEntries(
    resources.flatMap(({name, content}) =>
      (content.type === 'manifests' ? content.files : [content.path]).map((path) => [
        path.replace('/p/manifests/', ''),
        name,
      ]),
    ),
  );
}

/** The phase of each resource. */
export function phases({resources}: Scaffold): {[name: string]: string} {
  return Object.fromEntries(resources.map(({name, phase}) => [name, phase]));
}

/** What each resource depends on, with the reasons; those without are left out. */
export function dependencies({resources}: Scaffold): {[name: string]: {[other: string]: string}} {
  return Object.fromEntries(
    resources
      .filter(({dependsOn}) => dependsOn.length > 0)
      .map(({name, dependsOn}) => [
        name,
        Object.fromEntries(dependsOn.map(({resource, because}) => [resource, because.join('; ')])),
      ]),
  );
}

/** An object of any kind; `more` is YAML in flow style that follows `metadata`. */
export function object(kind: string, name: string, more = '', namespace = '', labels = ''): string {
  const apiVersion = apiVersions[kind] ?? 'v1';
  const metadata = [`name: ${name}`, namespace && `namespace: ${namespace}`, labels && `labels: {${labels}}`];
  return `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {${metadata.filter(Boolean).join(', ')}}${more && `, ${more}`}}\n`;
}

/** A workload whose pods carry `run: <name>`; `pod` is YAML in flow style inside of the pod's `spec`. */
export function workload(kind: string, name: string, pod = '', namespace = '', labels = ''): string {
  const spec = `template: {metadata: {labels: {run: ${name}}}, spec: {containers: [{name: c, image: i}]${pod && `, ${pod}`}}}`;
  return object(kind, name, `spec: {selector: {matchLabels: {run: ${name}}}, ${spec}}`, namespace, labels);
}

const apiVersions: {[kind: string]: string} = {
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  Job: 'batch/v1',
  Ingress: 'networking.k8s.io/v1',
  IngressClass: 'networking.k8s.io/v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  HorizontalPodAutoscaler: 'autoscaling/v2',
  PodDisruptionBudget: 'policy/v1',
  StorageClass: 'storage.k8s.io/v1',
  PriorityClass: 'scheduling.k8s.io/v1',
  CustomResourceDefinition: 'apiextensions.k8s.io/v1',
  ValidatingWebhookConfiguration: 'admissionregistration.k8s.io/v1',
  Role: 'rbac.authorization.k8s.io/v1',
  RoleBinding: 'rbac.authorization.k8s.io/v1',
  ClusterRole: 'rbac.authorization.k8s.io/v1',
  ClusterRoleBinding: 'rbac.authorization.k8s.io/v1',
  Widget: 'example.com/v1',
  HTTPRoute: 'gateway.networking.k8s.io/v1',
  Gateway: 'gateway.networking.k8s.io/v1',
};

/** The definition of the kind Widget. */
export const widgetDefinition = object(
  'CustomResourceDefinition',
  'widgets.example.com',
  'spec: {group: example.com, scope: Namespaced, names: {plural: widgets, kind: Widget}, versions: []}',
);
