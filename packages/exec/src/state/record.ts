import type {ClusterState, ResourceState, StateFile, StepState} from './state-file.js';
import type {ResourceRecord, StepRecord} from './state-store.js';

/** Changes a state file in memory. `at` is ISO 8601. */
export function recordStep(state: StateFile, context: string, record: StepRecord, at: string): void {
  const resource = entry(state, context, record, at, record.operation === 'destroy' ? 'destroying' : 'applying');
  const {kind, outcome, manifests, release, class: className, error} = record.state;
  // Field by field, so that nothing but what the state file is documented to hold ever gets into it.
  const step: StepState = {kind, outcome, at};
  if (manifests) step.manifests = {...manifests};
  if (release) step.release = {name: release.name, namespace: release.namespace};
  if (className !== undefined) step.class = className;
  if (error !== undefined) step.error = error;
  put(resource.steps, record.step, step);
}

/** Changes a state file in memory. `at` is ISO 8601. */
export function recordResource(state: StateFile, context: string, record: ResourceRecord, at: string): void {
  const resource = entry(state, context, record, at, record.status);
  resource.status = record.status;
  const applies = record.operation === 'apply' || record.operation === 'reload' || record.operation === 'helm';
  if (record.status === 'applied' && applies) resource.lastApplied = at;
}

/** Changes a state file in memory. */
export function recordIdentity(state: StateFile, context: string, identity: string): void {
  section(state, context).identity = identity;
}

/** Changes a state file in memory: takes out a cluster's section, or some of its entries. Tells whether there was anything. */
export function clear(state: StateFile, context: string, resources?: readonly string[]): boolean {
  const cluster = own(state.clusters, context);
  if (!cluster) return false;
  if (resources === undefined) {
    delete state.clusters[context];
    return true;
  }
  const known = resources.filter((name) => Object.hasOwn(cluster.resources, name));
  for (const name of known) delete cluster.resources[name];
  return known.length > 0;
}

function section(state: StateFile, context: string): ClusterState {
  return own(state.clusters, context) ?? put(state.clusters, context, {resources: {}});
}

function entry(
  state: StateFile,
  context: string,
  {resource, operation}: Pick<ResourceRecord, 'resource' | 'operation'>,
  at: string,
  status: ResourceState['status'],
): ResourceState {
  const {resources} = section(state, context);
  const {name, phase, namespace} = resource;
  const found =
    own(resources, name) ??
    put(resources, name, {phase, namespace, status, lastOperation: operation, lastOperationAt: at, steps: {}});
  return Object.assign(found, {phase, namespace, lastOperation: operation, lastOperationAt: at});
}

function own<Value>(object: {[key: string]: Value}, key: string): Value | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** A resource may be called `__proto__`; plain assignment would not make a property of it. */
function put<Value>(object: {[key: string]: Value}, key: string, value: Value): Value {
  Object.defineProperty(object, key, {value, enumerable: true, writable: true, configurable: true});
  return value;
}
