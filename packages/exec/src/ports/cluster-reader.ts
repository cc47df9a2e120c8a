/** A Kubernetes object, as the API server gives it. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  spec?: any;
  status?: any;
  [key: string]: any;
}

/** The parts of an object's metadata that kflow reads. */
export interface ObjectMeta {
  name: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string;
  /** Who wrote what, and when. */
  managedFields?: {manager?: string; subresource?: string; time?: string}[];
  deletionTimestamp?: string;
  finalizers?: string[];
  labels?: {[key: string]: string};
  annotations?: {[key: string]: string};
  ownerReferences?: {apiVersion: string; kind: string; name: string; uid: string; controller?: boolean}[];
  [key: string]: any;
}

/** Names one object. `group` is '' for the core group; `version` is optional, discovery fills it in. */
export interface ObjectReference {
  group: string;
  version?: string;
  /** E.g. `Deployment`. */
  kind: string;
  /** Absent for cluster-scoped objects. */
  namespace?: string;
  name: string;
}

/** A kind of object that the API server serves, from discovery. */
export interface ApiResource {
  group: string;
  version: string;
  kind: string;
  /** Plural, as in the URL: `deployments`. */
  plural: string;
  namespaced: boolean;
}

/** A kind as discovery tells of it. */
export interface ServedKind extends ApiResource {
  /** What can be done with its objects: get, list, delete, ... */
  verbs: readonly string[];
}

/** Everything that the API server serves. */
export interface ServedKinds {
  /** Each kind once, in the version that the server prefers. */
  kinds: readonly ServedKind[];
  /** `metrics.k8s.io/v1beta1`: what an aggregated API server should serve that does not answer. Its kinds may be missing above. */
  unavailable: readonly string[];
}

/** Which objects. */
export interface ObjectQuery {
  resource: ApiResource;
  /** All namespaces (or cluster scope) when absent. */
  namespace?: string;
  labelSelector?: string;
  fieldSelector?: string;
}

/** A live collection: listed once, then kept up to date by a watch that is re-established by itself. */
export interface Observation {
  /** The objects now, by name order of arrival. Empty until `listed` resolves. */
  objects(): readonly KubeObject[];
  /** One of them, by `namespace/name`, or by `/name` where the kind has no namespaces. */
  object(key: string): KubeObject | undefined;
  /** Resolves when the first list has come in; rejects when it cannot be had. */
  listed: Promise<void>;
  /** Calls `listener` after every change. Returns what takes it off again. */
  onChange(listener: () => void): () => void;
  /** Why the objects are not up to date now (the connection is lost, say), while it is being tried again; undefined when they are. */
  trouble?(): ReadFailure | undefined;
  /** Stops the watch when nobody else observes the same query. */
  close(): void;
}

/** How the API server tells that a thing cannot be read. */
export interface ReadFailure {
  /** HTTP status, or 0 when the server could not be reached. */
  status: number;
  /** The API's reason, e.g. `Forbidden`. */
  reason: string;
  message: string;
}

/**
 * The one read channel of a run. Everything that asks the cluster something goes through it: a list takes milliseconds, a
 * watch is shared by all who observe the same query, and no process is started per question.
 */
export interface ClusterReader {
  /** The served kind of a reference, a `kind` in any case, singular, plural or short (`deploy`), or with its group (`deployment.apps`); undefined when not served. Asks discovery again once before it says undefined. */
  resolve(kind: string, group?: string): Promise<ApiResource | undefined>;
  /** One object, or undefined when it (or its kind) does not exist. */
  get(reference: ObjectReference): Promise<KubeObject | undefined>;
  list(query: ObjectQuery): Promise<KubeObject[]>;
  /** The same without anything but metadata: contents, a Secret's above all, are not read. */
  listMetadata(query: ObjectQuery): Promise<KubeObject[]>;
  /** Everything that is served now: discovery is asked anew. */
  kinds(): Promise<ServedKinds>;
  observe(query: ObjectQuery): Observation;
  /** The UID of the namespace kube-system: what the cluster is, whatever its context is called. Undefined when it may not be read. */
  identity(): Promise<string | undefined>;
  /** A GET of any path of the API, as text, e.g. a pod's log. */
  raw(path: string): Promise<string>;
  /** The same line by line, for an answer that is long or does not end, such as a log that is followed. Resolves when the server ends it. */
  lines(path: string, onLine: (line: string) => void, signal?: AbortSignal): Promise<void>;
  /** Server's `gitVersion`, e.g. `v1.37.2`. */
  serverVersion(): Promise<string>;
  close(): Promise<void>;
}
