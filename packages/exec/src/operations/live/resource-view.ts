import type {Resource, Step} from '@kflow/core';
import {Emitter} from '../../engine/emitter.js';
import {errorReport} from '../../engine/error-report.js';
import {openStateStore} from '../../state/open-state-store.js';
import {readSection} from '../../state/carry-over.js';
import type {CarryOverNote} from '../../state/carry-over.js';
import type {ClusterState} from '../../state/state-file.js';
import type {StepContext} from '../../steps/step-handler.js';
import {knownSecrets} from '../../values/known-secrets.js';
import {helmList} from '../../tools/helm/helm-release.js';
import type {Release} from '../../tools/helm/helm-release.js';
import {DeclaredManifests} from './declared-manifests.js';
import {LiveWorkloads} from './live-workloads.js';
import type {LiveWorkload} from './live-workloads.js';
import {aboutAnotherCluster, changeBetween} from '../session/cluster-change.js';
import type {StatusRequest} from './status-request.js';
import {stepContext} from '../run/step-context.js';
import {releasesOf} from './workload-sources.js';

/** A release as it is now; `missing` when there is none, `unknown` when helm cannot be asked. */
export interface ResourceRelease {
  release: string;
  namespace: string;
  status: string;
  revision?: number;
  /** Why the status is `unknown`. */
  problem?: string;
}

/** Where what is said of resources comes from, beside the state. */
interface Evidence {
  manifests: DeclaredManifests;
  /** Undefined without a cluster. */
  live: LiveWorkloads | undefined;
}

/** Begins to ask the cluster: it answers while the state is read. */
function gather(request: StatusRequest): Evidence {
  const {cluster, kubectl, namespace} = request.session;
  const manifests = request.manifests ?? new DeclaredManifests();
  const bound = kubectl.with({signal: request.signal});
  const live = cluster && new LiveWorkloads(cluster, bound, namespace, manifests);
  live?.readAhead(plannedResources(request));
  return {manifests, live};
}

/** The resources of a plan, in its order. */
function plannedResources({project, plan}: StatusRequest): Resource[] {
  const byName = new Map(project.resources.map((resource) => [resource.name, resource]));
  return plan.resources.flatMap(({name}) => byName.get(name) ?? []);
}

/** What status and health have in common: the same evidence, read once. */
export class ResourceView {
  private readonly releases = new Map<string, Promise<Map<string, Release>>>();
  private readonly emitter: Emitter;
  private readonly signal: AbortSignal;
  /** What the hooks must not show. */
  private secrets: Promise<string[]> | undefined;

  private constructor(
    private readonly request: StatusRequest,
    private readonly evidence: Evidence,
    readonly state: ClusterState,
    /** What the user should know of the state. */
    readonly notes: readonly CarryOverNote[] = [],
  ) {
    this.emitter = new Emitter(request.session.clock, request.onEvent);
    this.signal = request.signal ?? new AbortController().signal;
  }

  /** Reads the state; the cluster is asked resource by resource. */
  static async open(request: StatusRequest): Promise<ResourceView> {
    return await ResourceView.withState(request, gather(request));
  }

  /** Reads the state if it can: for what is about live truth alone, an unreadable state file is no obstacle. */
  static async openLive(request: StatusRequest): Promise<ResourceView> {
    const evidence = gather(request);
    return await ResourceView.withState(request, evidence).catch(
      () => new ResourceView(request, evidence, {resources: {}}),
    );
  }

  private static async withState(request: StatusRequest, evidence: Evidence): Promise<ResourceView> {
    const {project, session} = request;
    const store = request.state ?? openStateStore({dir: project.stateDir, clock: session.clock, readOnly: true});
    const {section, note} = await readSection(store, session);
    const change = changeBetween(session, section);
    const notes = [note, change && aboutAnotherCluster(change)].filter((each) => each !== undefined);
    return new ResourceView(request, evidence, section, notes);
  }

  /** Whether there is a cluster to ask; without one, nothing is known. */
  get isLive(): boolean {
    return this.evidence.live !== undefined;
  }

  /** The resources of the plan, in its order. */
  get resources(): Resource[] {
    return plannedResources(this.request);
  }

  /** The hash of a manifest file, undefined when it cannot be read. */
  async hashOf(path: string): Promise<string | undefined> {
    return (await this.evidence.manifests.file(path))?.hash;
  }

  /** None without a cluster. */
  async workloads(resource: Resource): Promise<LiveWorkload[]> {
    return (await this.evidence.live?.of(resource)) ?? [];
  }

  /** The resource's releases; one `helm list` for each namespace, whatever the number of resources. */
  async releasesOf(resource: Resource): Promise<ResourceRelease[]> {
    if (!this.request.session.cluster) return [];
    return await Promise.all(
      releasesOf(resource).map(async ({name: release, namespace}): Promise<ResourceRelease> => {
        try {
          const found = (await this.list(namespace)).get(release);
          if (!found || found.status === 'uninstalled') return {release, namespace, status: 'missing'};
          return {release, namespace, status: found.status, revision: found.revision};
        } catch (error) {
          return {release, namespace, status: 'unknown', problem: errorReport(error).message};
        }
      }),
    );
  }

  /** Calls a hook of each of the resource's runner steps, one after the other. */
  async eachRunner<Result>(
    resource: Resource,
    operation: 'status' | 'health',
    call: (context: StepContext) => Promise<Result>,
  ): Promise<{step: Step; result: Result}[]> {
    const steps = resource.steps.filter(({spec}) => spec.kind === 'runner');
    if (steps.length === 0) return [];
    const {project, session, runners} = this.request;
    const known = await (this.secrets ??= knownSecrets(project, this.request.plan, runners, session.env));
    const secrets = (): string[] => known;
    const parts = {project, session, runners, operation, state: this.state, secrets, emit: this.emitter.emit};
    const results: {step: Step; result: Result}[] = [];
    for (const step of steps) {
      results.push({step, result: await call(stepContext(parts, resource, step, this.signal))});
    }
    return results;
  }

  private list(namespace: string): Promise<Map<string, Release>> {
    let list = this.releases.get(namespace);
    if (!list) {
      const {session, signal} = this.request;
      list = helmList(session.helm, {namespace, signal}).then((rows) => new Map(rows.map((row) => [row.name, row])));
      this.releases.set(namespace, list);
    }
    return list;
  }
}
