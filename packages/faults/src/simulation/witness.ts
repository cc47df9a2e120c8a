import type {Plan, Project, Resource, Step} from '@kflow/core';
import {isKflowError} from '@kflow/exec';
import type {KflowEvent, KubeObject} from '@kflow/exec';
import {keyOf} from './cluster/kinds.js';
import type {SimulatedCluster} from './cluster/simulated-cluster.js';
import type {Random} from './random.js';
import type {ScenarioRun} from './scenario.js';
import type {VirtualTime} from './time/virtual-time.js';
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {objectsIn} from './tools/manifest-text.js';

/** Milliseconds by which what a workload says of itself may be behind its pods. */
const controllersLag = 250;

const workloads = new Set(['Deployment', 'StatefulSet', 'Job']);

/** Sees what a run says, and holds it against what the cluster knows: the only judge of whether an exit code of 0 is true. */
export class Witness {
  /** Objects that a stranger deleted. */
  private readonly taken = new Set<string>();
  private readonly wrong: string[] = [];
  /** When each resource's wait began, and for what, as `kind/name`. */
  private readonly waiting = new Map<string, {at: number; workloads: readonly string[]}>();
  private readonly asked: Map<string, KubeObject[]>;
  private readonly resources: Map<string, Resource>;

  constructor(
    private readonly cluster: SimulatedCluster,
    private readonly time: VirtualTime,
    plan: Plan,
    project: Project,
  ) {
    this.resources = new Map(project.resources.map((resource) => [resource.name, resource]));
    const planned = new Set(plan.phases.flatMap(({steps}) => steps.map(({id}) => id)));
    this.asked = new Map(
      project.resources.flatMap((resource) =>
        resource.steps.filter(({id}) => planned.has(id)).map((step) => [step.id, objectsOf(step, resource)] as const),
      ),
    );
  }

  /** A stranger deletes something that the project applied. */
  stranger(random: Random): void {
    const all = [...this.asked.values()]
      .flat()
      .map(keyOf)
      .filter((key) => this.cluster.store.get(key));
    if (all.length === 0) return;
    const key = random.pick(all);
    this.taken.add(key);
    this.cluster.deletion.delete(key);
  }

  /** Hears of an event at the moment it is told. */
  event(event: KflowEvent): void {
    if (event.type === 'resource.waiting') {
      this.waiting.set(event.resource, {at: this.time.passed, workloads: event.workloads});
    }
    if (event.type !== 'resource.ready' || event.for !== 'ready') return;
    const began = this.waiting.get(event.resource);
    if (began === undefined) return;
    for (const object of this.objectsOfResource(event.resource)) {
      const name = `${object.kind.toLowerCase()}/${object.metadata.name}`;
      if (!workloads.has(object.kind) || !began.workloads.includes(name) || this.taken.has(keyOf(object))) continue;
      const text = this.notReady(object, began.at);
      if (text) this.wrong.push(`falseReady: ${event.resource} is said to be ready, and ${text}`);
    }
  }

  /** What is wrong with a run that came to its end. */
  judge(exitCode: number, {operation, options}: ScenarioRun): string[] {
    if (exitCode !== 0) return this.wrong;
    const objects = [...this.asked.values()].flat();
    for (const object of objects) {
      const key = keyOf(object);
      if (this.taken.has(key)) continue;
      const now = this.cluster.store.get(key);
      if (operation === 'destroy') {
        const isGone = options.wait === false ? now?.metadata.deletionTimestamp !== undefined || !now : !now;
        if (!isGone) this.wrong.push(`falseSuccess: destroy exits 0, and ${key} is there`);
        continue;
      }
      if (operation === 'restart') continue;
      if (!now) this.wrong.push(`falseSuccess: exits 0, and ${key} is not there`);
      else if (!isAsAsked(now, object)) this.wrong.push(`falseSuccess: exits 0, and ${key} is not as asked`);
      else if (workloads.has(object.kind) && options.wait !== false) {
        const text = this.notReady(object, 0);
        if (text) this.wrong.push(`falseSuccess: exits 0, and ${text}`);
      }
    }
    return this.wrong;
  }

  /** Whether a run was refused for a reason. */
  refusal(error: unknown, {readFaults, away}: ScenarioRun): string[] {
    const cluster = readFaults.status + readFaults.unreachable + readFaults.truncated > 0 || away !== undefined;
    if (isKflowError(error) && error.family !== 'bug' && cluster && error.code.startsWith('KF80')) return [];
    const text = error instanceof Error ? `${error.message}\n${error.stack}` : String(error);
    return [`refused: the run did not even begin: ${isKflowError(error) ? error.code : ''} ${text}`];
  }

  private objectsOfResource(name: string): KubeObject[] {
    return (this.resources.get(name)?.steps ?? []).flatMap(({id}) => this.asked.get(id) ?? []);
  }

  /** Why a workload was not ready since a moment; undefined when it was. */
  private notReady(object: KubeObject, since: number): string | undefined {
    const key = keyOf(object);
    const now = this.cluster.store.get(key);
    if (!now) return `${key} is not there`;
    if (this.cluster.isReady(now)) return undefined;
    const seen = this.cluster.lastReady.get(key);
    if (seen && seen.at >= since - controllersLag && seen.generation === now.metadata.generation) return undefined;
    return `${key} was not ready at any moment of the wait`;
  }
}

/** What a step asks the cluster for. */
function objectsOf({spec, namespace}: Step, resource: Resource): KubeObject[] {
  const placed = (objects: readonly KubeObject[]): KubeObject[] =>
    objects.map((object) => {
      const isCluster = object.kind === 'CustomResourceDefinition' || object.kind === 'Namespace';
      if (isCluster) return object;
      const own = object.metadata.namespace ?? namespace ?? resource.namespace;
      return {...object, metadata: {...object.metadata, namespace: own}};
    });
  if (spec.kind === 'manifests') {
    return placed(spec.sources.flatMap(({location}) => objectsIn(readFileSync(location, 'utf8'))));
  }
  if (spec.kind === 'helm') {
    const templates = join(spec.chart, 'templates');
    return placed(readdirSync(templates).flatMap((file) => objectsIn(readFileSync(join(templates, file), 'utf8'))));
  }
  if (spec.kind === 'configmap') {
    return placed([{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: spec.name}, data: {a: 'b'}}]);
  }
  return [];
}

function isAsAsked(now: KubeObject, asked: KubeObject): boolean {
  const same = (left: unknown, right: unknown): boolean => {
    if (typeof right !== 'object' || right === null) return left === right;
    if (typeof left !== 'object' || left === null) return false;
    return Object.entries(right).every(([key, value]) => same((left as {[key: string]: unknown})[key], value));
  };
  const {metadata, ...content} = asked;
  return same(now, content) && same(now.metadata.labels ?? {}, metadata.labels ?? {});
}
