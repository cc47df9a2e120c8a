import type {Random} from '../random.js';
import {operatorFinalizer, orphanedFinalizer} from '../cluster/deletion.js';
import {behaviourAnnotation, podBehaviours, recovers} from '../cluster/pod-life.js';
import type {PodBehaviour} from '../cluster/pod-life.js';

/** A project of a simulated run. */
export interface RandomProject {
  /** By path, relative to the project. */
  files: {[path: string]: string};
  /** Whether every workload in it becomes ready in the end, and everything in it can be deleted. */
  isSound: boolean;
}

/** What may be in a project. */
export interface ProjectLimits {
  resources: number;
  /** Whether there may be workloads that never become ready, scripts that fail, and finalizers that nobody takes off. */
  mayBeUnsound: boolean;
}

const namespaces = ['default', 'one', 'two'];

/** Makes a project: phases, resources with their dependencies, and steps of every kind that a simulated cluster can carry out. */
export function randomProject(random: Random, {resources, mayBeUnsound}: ProjectLimits): RandomProject {
  const maker = new ProjectMaker(random, mayBeUnsound);
  const phases = Array.from({length: random.int(1, 4)}, (_, index) => `phase${index}`);
  const count = random.int(1, resources);
  for (let index = 0; index < count; index += 1) maker.resource(index, phases);
  const names = Array.from({length: count}, (_, index) => `r${index}.yaml`);
  maker.files['kflow.yaml'] =
    `kflow: {version: v1, kind: Config}\nstate: {dir: state}\nphases: [${phases.join(', ')}]\nresources: [${names.join(', ')}]\n`;
  return {files: maker.files, isSound: maker.isSound};
}

class ProjectMaker {
  readonly files: {[path: string]: string} = {};
  isSound = true;
  private kinds = 0;

  constructor(
    private readonly random: Random,
    private readonly mayBeUnsound: boolean,
  ) {}

  resource(index: number, phases: readonly string[]): void {
    const {random} = this;
    const name = `r${index}`;
    const namespace = random.pick(namespaces);
    const dependsOn = Array.from({length: index}, (_, other) => `r${other}`).filter(() =>
      random.chance(1.2 / Math.max(1, index)),
    );
    const steps = Array.from({length: random.int(1, 3)}, (_, step) => this.step(name, step));
    this.files[`${name}.yaml`] = [
      'kflow: {version: v1, kind: ResourceDefinition}',
      `name: ${name}`,
      `namespace: ${namespace}`,
      `phase: ${random.pick(phases)}`,
      `dependsOn: [${dependsOn.join(', ')}]`,
      'steps:',
      ...steps.map((step) => `  - ${step}`),
      '',
    ].join('\n');
  }

  private step(resource: string, index: number): string {
    const {random} = this;
    const name = `s${index}`;
    const own = `${resource}-${name}`;
    switch (
      random.pick([
        'manifests',
        'manifests',
        'manifests',
        'helm',
        'configmap',
        'script',
        'rolloutWait',
        'custom',
      ] as const)
    ) {
      case 'manifests': {
        this.files[`${own}.yaml`] = this.objects(own);
        return `{name: ${name}, manifests: [${own}.yaml]}`;
      }
      case 'helm': {
        this.files[`${own}/Chart.yaml`] = `apiVersion: v2\nname: ${own}\nversion: 1.0.0\n`;
        this.files[`${own}/templates/all.yaml`] = this.objects(own);
        return `{name: ${name}, helm: {release: ${own}, chart: ./${own}}}`;
      }
      case 'configmap':
        return `{name: ${name}, configmap: {name: ${own}, literals: {a: b}}}`;
      case 'script': {
        const fails = this.mayBeUnsound && random.chance(0.1);
        if (fails) this.isSound = false;
        return `{name: ${name}, script: {run: "${own} ${random.int(1, 5000)} ${fails ? 1 : 0}"}}`;
      }
      case 'rolloutWait':
        return `{name: ${name}, rolloutWait: {selector: "app=${resource}-s${Math.max(0, index - 1)}"}}`;
      case 'custom': {
        this.kinds += 1;
        const kind = `Kind${this.kinds}`;
        const group = 'example.com';
        const definition =
          `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: ${kind.toLowerCase()}s.${group}}\n` +
          `spec: {group: ${group}, scope: Namespaced, names: {kind: ${kind}, plural: ${kind.toLowerCase()}s}, versions: [{name: v1, served: true, storage: true}]}\n`;
        const custom = `apiVersion: ${group}/v1\nkind: ${kind}\nmetadata: {name: ${own}}\nspec: {size: 1}\n`;
        this.files[`${own}.yaml`] = `${definition}---\n${custom}`;
        return `{name: ${name}, manifests: [${own}.yaml]}`;
      }
    }
  }

  private objects(name: string): string {
    const {random} = this;
    const kinds = Array.from({length: random.int(1, 3)}, () =>
      random.pick(['ConfigMap', 'Deployment', 'StatefulSet', 'Job'] as const),
    );
    return [...new Set(kinds)]
      .map((kind) => (kind === 'ConfigMap' ? this.configMap(name) : this.workload(kind, name)))
      .join('---\n');
  }

  private configMap(name: string): string {
    const {random} = this;
    let finalizer = '';
    if (random.chance(0.15)) finalizer = `, finalizers: [${operatorFinalizer}]`;
    else if (this.mayBeUnsound && random.chance(0.05)) {
      finalizer = `, finalizers: [${orphanedFinalizer}]`;
      this.isSound = false;
    }
    return `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}${finalizer}}\ndata: {a: "${random.int(1, 9)}"}\n`;
  }

  private workload(kind: 'Deployment' | 'StatefulSet' | 'Job', name: string): string {
    const {random} = this;
    const behaviour = this.behaviour();
    const template =
      `  template:\n    metadata: {labels: {app: ${name}}, annotations: {${behaviourAnnotation}: ${behaviour}}}\n` +
      '    spec: {containers: [{name: app, image: "example.com/app:1"}]}\n';
    if (kind === 'Job')
      return `apiVersion: batch/v1\nkind: Job\nmetadata: {name: ${name}}\nspec:\n  completions: 1\n${template}`;
    return (
      `apiVersion: apps/v1\nkind: ${kind}\nmetadata: {name: ${name}, labels: {app: ${name}}}\nspec:\n  replicas: ${random.int(1, 3)}\n` +
      `  selector: {matchLabels: {app: ${name}}}\n${template}`
    );
  }

  private behaviour(): PodBehaviour {
    const {random} = this;
    const behaviour = random.chance(0.6)
      ? 'ready'
      : random.pick(podBehaviours.filter((each) => recovers(each) || (this.mayBeUnsound && random.chance(0.3))));
    if (!recovers(behaviour)) this.isSound = false;
    return behaviour;
  }
}
