import {pods, replicaSets} from '../../cluster/pod-resources.js';
import type {Resource} from '@kflow/core';
import {findFailures, subjectOf} from '../../cluster/failure/find-failures.js';
import {objectKey, referenceKey, workloadName} from '../../cluster/read/object-key.js';
import {Snapshot} from '../../cluster/read/snapshot.js';
import type {ObjectFinder} from '../../cluster/read/snapshot.js';
import {readinessOf} from '../../cluster/readiness/readiness-of.js';
import type {Verdict} from '../../cluster/readiness/verdict.js';
import {findWorkloads, workloadsOf} from '../../cluster/workloads-of.js';
import type {WorkloadProgress} from '../../engine/event.js';
import type {ApiResource, KubeObject, ObjectReference} from '../../ports/cluster-reader.js';
import {renderedObjects} from '../../steps/kustomize/rendered-objects.js';
import {locateObjects} from '../../steps/manifests/locate-objects.js';
import type {Kubectl} from '../../tools/kubectl.js';
import {DeclaredManifests, manifestPaths} from './declared-manifests.js';
import {hasPods} from './pod-kinds.js';
import {workloadSources} from './workload-sources.js';

/** How one workload is now. */
export interface LiveWorkload {
  progress: WorkloadProgress;
  exists: boolean;
  /** Why it is not ready, where its pods say so: `CrashLoopBackOff`. */
  reason?: string;
}

/** Reads how workloads are, with one list for each kind in each namespace, whatever the number of resources. */
export class LiveWorkloads {
  private readonly lists = new Map<string, Promise<Map<string, KubeObject>>>();
  private readonly reader: Snapshot;

  /**
   * @param kubectl renders kustomizations
   * @param defaultNamespace where the context puts objects that name none
   * @param manifests which may have been read already
   */
  constructor(
    reader: ObjectFinder,
    private readonly kubectl: Kubectl,
    private readonly defaultNamespace = 'default',
    private readonly manifests = new DeclaredManifests(),
  ) {
    this.reader = new Snapshot(reader);
  }

  /**
   * Asks for the lists that the selectors of resources look in, for the cluster to answer while something else is done. What fails of it is told of by
   * `of`, which reads the same lists.
   */
  readAhead(resources: readonly Resource[]): void {
    const selectors = resources.flatMap((resource) => workloadSources(resource, []).selectors ?? []);
    for (const selector of new Map(selectors.map((each) => [each.namespace, each])).values()) {
      findWorkloads(this.reader, selector).catch(() => undefined);
    }
  }

  /**
   * The workloads of a resource: those that it names, those that its selector or its releases' label finds, and those
   * in its manifest files and kustomizations. Needs no state. Rejects with a ReadError when the cluster does not let itself be read.
   */
  async of(resource: Resource): Promise<LiveWorkload[]> {
    const named = await workloadsOf(this.reader, workloadSources(resource, []));
    const known = new Set(named.map(referenceKey));
    const declared = (await this.declaredBy(resource)).filter((reference) => !known.has(referenceKey(reference)));
    const found = await Promise.all([...named, ...declared].map((reference) => this.read(reference)));
    // A Job that is over may have been cleaned up by its time to live; that is no loss.
    return found.filter(
      ({exists, progress}) => exists || !progress.workload.startsWith('job/') || isNamed(resource, progress),
    );
  }

  /** The objects with pods in a resource's manifest files and kustomizations, as they are written. */
  async declaredBy(resource: Resource): Promise<ObjectReference[]> {
    const steps = resource.steps.map(async (step) => {
      const {spec, namespace} = step;
      if (spec.kind === 'kustomize') {
        // One that cannot be rendered any more is for the next apply to complain about.
        const rendered = await renderedObjects({kubectl: this.kubectl, step}, spec.path).catch(() => undefined);
        const place = {cluster: this.reader, namespace: rendered?.namespace ?? this.defaultNamespace};
        return await locateObjects(rendered?.objects ?? [], place);
      }
      // A file that cannot be read any more is for the drift to tell.
      const files = await Promise.all(manifestPaths([step]).map((path) => this.manifests.file(path)));
      const objects = files.flatMap((file) => file?.objects ?? []);
      return await locateObjects(objects, {cluster: this.reader, namespace: namespace ?? this.defaultNamespace});
    });
    return (await Promise.all(steps)).flat().filter(hasPods);
  }

  private async read(reference: ObjectReference): Promise<LiveWorkload> {
    const {namespace} = reference;
    const base = {workload: workloadName(reference), ...(namespace === undefined ? {} : {namespace})};
    const resource = await this.reader.resolve(
      reference.kind,
      reference.version === undefined ? undefined : reference.group,
    );
    const object = resource && (await this.list(resource, namespace)).get(objectKey({namespace, name: reference.name}));
    if (!object) {
      return {progress: {...base, state: 'progressing', ready: 0, total: 1, message: 'does not exist'}, exists: false};
    }
    const verdict = readinessOf(object);
    const {state, ready, total, message} = verdict;
    const workload: LiveWorkload = {progress: {...base, state, ready, total, message}, exists: true};
    const reason = state === 'ready' ? undefined : await this.reasonOf(object, verdict);
    return reason === undefined ? workload : {...workload, reason};
  }

  /** What an object's newest pods say; undefined where they say nothing, or may not be read. */
  private async reasonOf(object: KubeObject, verdict: Verdict): Promise<string | undefined> {
    const {namespace} = object.metadata;
    if (namespace === undefined) return undefined;
    try {
      const [ownPods, ownSets] = await Promise.all([this.list(pods, namespace), this.list(replicaSets, namespace)]);
      const owned = {pods: [...ownPods.values()], replicaSets: [...ownSets.values()]};
      return findFailures(subjectOf(object, verdict, owned))[0]?.reason;
    } catch {
      return undefined;
    }
  }

  private list(resource: ApiResource, namespace: string | undefined): Promise<Map<string, KubeObject>> {
    const key = `${resource.group}/${resource.plural}/${namespace ?? ''}`;
    let list = this.lists.get(key);
    if (!list) {
      list = this.reader
        .list({resource, namespace})
        .then((objects) => new Map(objects.map((object) => [objectKey(object.metadata), object])));
      this.lists.set(key, list);
    }
    return list;
  }
}

function isNamed(resource: Resource, {workload}: WorkloadProgress): boolean {
  return resource.workloads.some(({kind, name}) => `${kind}/${name}` === workload);
}
