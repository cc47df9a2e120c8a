import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {Random} from '@kflow/faults';

/** A project that is only planned. */
export interface PlanShape {
  steps: number;
  stepsPerResource: number;
  /** Of each step, on earlier steps of other resources of its phase. */
  dependencies: number;
}

/** Writes one of 4 phases, a file a resource; every step applies the same manifest. kflow and kflow-py read the same. */
export function writePlanProject(dir: string, {steps, stepsPerResource, dependencies}: PlanShape): void {
  const random = new Random(steps + dependencies);
  const resources = steps / stepsPerResource;
  const perPhase = Math.ceil(resources / 4);
  for (const each of ['resources', 'manifests']) mkdirSync(join(dir, each), {recursive: true});
  writeFileSync(join(dir, 'manifests/app.yaml'), 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: app}\n');
  writeFileSync(
    join(dir, 'kflow.yaml'),
    `kflow: {version: v1, kind: Config}
state: {dir: state}
phases: [one, two, three, four]
resources: [resources]
`,
  );
  for (let index = 0; index < resources; index++) {
    const phase = Math.floor(index / perPhase);
    const first = phase * perPhase;
    const step = (number: number): string => {
      const references = new Set<string>();
      while (references.size < Math.min(dependencies, (index - first) * stepsPerResource)) {
        references.add(`r${random.int(first, index - 1)}.s${random.int(1, stepsPerResource)}`);
      }
      return `  - name: s${number}
    dependsOn: [${[...references].join(', ')}]
    manifests: [../manifests/app.yaml]`;
    };
    writeFileSync(
      join(dir, 'resources', `r${String(index).padStart(6, '0')}.yaml`),
      `kflow: {version: v1, kind: ResourceDefinition}
name: r${index}
namespace: apps
phase: ${['one', 'two', 'three', 'four'][phase]}
steps:
${Array.from({length: stepsPerResource}, (_, number) => step(number + 1)).join('\n')}
`,
    );
  }
}
