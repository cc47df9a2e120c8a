import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {levels} from './ideal.js';
import type {Unit} from './units.js';

/** A project on disk, as kflow and kflow-py read it: the same YAML for both. */
export interface ManifestProject {
  dir: string;
  units: readonly Unit[];
  /** One for each phase. */
  namespaces: readonly string[];
}

/** Where the manifests of a phase lie, from the project's directory: one file a unit. */
export const manifestDir = (phase: number): string => `manifests/phase-${phase + 1}`;

/** Writes a project; `prefix` begins the names of its namespaces. */
export function writeManifestProject(dir: string, units: readonly Unit[], prefix: string): ManifestProject {
  const phases = levels(units);
  const namespaces = phases.map((_, phase) => `${prefix}-${phase + 1}`);
  mkdirSync(join(dir, 'resources'), {recursive: true});
  const names = phases.map((_, phase) => `phase-${phase + 1}`);
  // Without `autoCreateNamespace`, kflow-py creates none.
  writeFileSync(
    join(dir, 'kflow.yaml'),
    `kflow: {version: v1, kind: Config}
state: {dir: state}
autoCreateNamespace: true
phases: [${names.join(', ')}]
resources: [resources]
`,
  );
  phases.forEach((byLevel, phase) => {
    mkdirSync(join(dir, manifestDir(phase)), {recursive: true});
    byLevel.forEach((level, depth) => {
      for (const unit of level) {
        writeFileSync(join(dir, manifestDir(phase), `${unit.name}.yaml`), manifest(unit, depth));
        writeFileSync(join(dir, 'resources', `${unit.name}.yaml`), resource(unit, namespaces[phase]!));
      }
    });
  });
  return {dir, units, namespaces};
}

function resource({name, phase, dependsOn}: Unit, namespace: string): string {
  return `kflow: {version: v1, kind: ResourceDefinition}
name: ${name}
namespace: ${namespace}
phase: phase-${phase + 1}
selector: app=${name}
dependsOn: [${dependsOn.join(', ')}]
steps:
  - name: objects
    manifests: [../${manifestDir(phase)}/${name}.yaml]
`;
}

function manifest({name, readyAfterMs}: Unit, depth: number): string {
  const labels = `{app: ${name}, level: level-${depth}, of: bench}`;
  const annotations = readyAfterMs > 0 ? `\n      annotations: {sandbox.kflow.dev/ready-after: ${readyAfterMs}ms}` : '';
  return `apiVersion: v1
kind: ConfigMap
metadata: {name: ${name}, labels: ${labels}}
data:
  LOG_LEVEL: info
  settings.conf: |
    listen = 8080
    name = ${name}
---
apiVersion: v1
kind: Service
metadata: {name: ${name}, labels: ${labels}}
spec:
  selector: {app: ${name}}
  ports: [{name: http, port: 80, targetPort: http}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, labels: ${labels}}
spec:
  replicas: 1
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata:
      labels: {app: ${name}}${annotations}
    spec:
      terminationGracePeriodSeconds: 1
      containers:
        - name: app
          image: registry.example.com/app:1
          ports: [{name: http, containerPort: 8080}]
          envFrom: [{configMapRef: {name: ${name}}}]
          resources:
            requests: {cpu: 10m, memory: 16Mi}
`;
}
