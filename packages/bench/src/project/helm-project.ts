import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Unit} from './units.js';

/** A project of helm releases on disk, as kflow, kflow-py, helmfile and a loop read it: one chart, one namespace. */
export interface HelmProject {
  dir: string;
  units: readonly Unit[];
  namespaces: readonly [string];
  deployments: number;
}

/** Writes a project of one phase; every unit becomes a release of the same chart. */
export function writeHelmProject(dir: string, units: readonly Unit[], prefix: string): HelmProject {
  const namespace = `${prefix}-helm`;
  for (const each of ['resources', 'chart/templates']) mkdirSync(join(dir, each), {recursive: true});
  const files: {[path: string]: string} = {
    'kflow.yaml': `kflow: {version: v1, kind: Config}
state: {dir: state}
autoCreateNamespace: true
phases: [all]
resources: [resources]
`,
    'chart/Chart.yaml': 'apiVersion: v2\nname: app\nversion: 1.0.0\n',
    'chart/values.yaml': 'logLevel: info\n',
    'chart/templates/app.yaml': template,
    'helmfile.yaml': helmfile(units, namespace),
  };
  for (const {name, dependsOn} of units) {
    files[`resources/${name}.yaml`] = `kflow: {version: v1, kind: ResourceDefinition}
name: ${name}
namespace: ${namespace}
phase: all
dependsOn: [${dependsOn.join(', ')}]
steps:
  - name: release
    helm: {release: ${name}, chart: ../chart, namespace: ${namespace}}
`;
  }
  for (const [path, text] of Object.entries(files)) writeFileSync(join(dir, path), text);
  return {dir, units, namespaces: [namespace], deployments: units.length};
}

/** It waits for what depends on a release, as kflow does. */
function helmfile(units: readonly Unit[], namespace: string): string {
  const releases = units.map(({name, dependsOn}) => {
    const needs = dependsOn.map((each) => `${namespace}/${each}`);
    return `  - {name: ${name}, namespace: ${namespace}, chart: ./chart, needs: [${needs.join(', ')}]}`;
  });
  return `helmDefaults: {wait: true, createNamespace: true, timeout: 600}\nreleases:\n${releases.join('\n')}\n`;
}

const template = `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}
  labels: {app.kubernetes.io/instance: {{ .Release.Name }}, of: bench}
data: {LOG_LEVEL: {{ .Values.logLevel | quote }}}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ .Release.Name }}
  labels: {app.kubernetes.io/instance: {{ .Release.Name }}, of: bench}
spec:
  selector: {app.kubernetes.io/instance: {{ .Release.Name }}}
  ports: [{name: http, port: 80}]
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
  labels: {app.kubernetes.io/instance: {{ .Release.Name }}, of: bench}
spec:
  selector: {matchLabels: {app.kubernetes.io/instance: {{ .Release.Name }}}}
  template:
    metadata: {labels: {app.kubernetes.io/instance: {{ .Release.Name }}}}
    spec:
      terminationGracePeriodSeconds: 1
      containers:
        - name: app
          image: registry.example.com/app:1
          envFrom: [{configMapRef: {name: {{ .Release.Name }}}}]
`;
