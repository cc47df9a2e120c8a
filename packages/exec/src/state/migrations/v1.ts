import type {Operation} from '@kflow/core';
import type {ClusterState, ResourceState, StateFile, StepState} from '../state-file.js';

type Fields = {[key: string]: unknown};

/** kflow-py's names of step kinds that are spelled otherwise here. */
const kinds: {[kind: string]: string} = {
  manifest: 'manifests',
  'rollout-wait': 'rolloutWait',
  'docker-build': 'dockerBuild',
};
const operations: readonly string[] = ['apply', 'destroy', 'restart', 'reload', 'helm'] satisfies Operation[];

/** kflow-py's own are `applied` and `destroyed`; the others it has found in a file of version 2. */
const statuses: readonly ResourceState['status'][] = ['applying', 'applied', 'failed', 'destroying', 'destroyed'];
/** kflow-py's name of the phase of resources that name none. */
const implicitPhase = '__default__';

/**
 * Takes kflow-py's state (its state.py) over. Every cluster section keeps its name, `default` included: see
 * default-section.ts. Manifest hashes were the first 16 hex digits of the SHA-256: they become `sha256-16:<hex>`,
 * which drift checks understand. kflow-py wrote no failures and no outcomes, so every step that it recorded had succeeded.
 *
 * @param data shape-checked by parseState
 * @param fallbackTime ISO 8601: for entries without any time
 */
export function migrateV1(data: Fields, fallbackTime: string): StateFile {
  const clusters = mapValues(data.clusters as {[context: string]: Fields}, (cluster): ClusterState => ({
    resources: mapValues(cluster.resources as {[name: string]: Fields}, (entry) => resource(entry, fallbackTime)),
  }));
  return {version: 2, clusters};
}

/**
 * Takes over what kflow-py has written into a file of version 2: it does not look at a file's version, and adds its own
 * fields to entries that are there. Its fields are newer than ours then, because our writes leave none of them.
 *
 * @param data shape-checked by parseState; changed in place
 * @param fallbackTime ISO 8601: for entries without any time
 */
export function takeOverAdditions(data: Fields, fallbackTime: string): void {
  for (const {resources} of Object.values(
    data.clusters as {[context: string]: {resources: {[name: string]: Fields}}},
  )) {
    for (const [name, entry] of Object.entries(resources)) {
      if (!Object.hasOwn(entry, 'last_operation')) continue;
      const value = resource(entry, fallbackTime);
      Object.defineProperty(resources, name, {value, enumerable: true, writable: true, configurable: true});
    }
  }
}

function resource(entry: Fields, fallbackTime: string): ResourceState {
  const namespace = text(entry.namespace) ?? 'default';
  const lastApplied = text(entry.last_applied) ?? text(entry.lastApplied);
  const operation = text(entry.last_operation);
  const phase = text(entry.phase);
  const times = [lastApplied, operation === undefined ? undefined : text(entry[`last_${operation}`])].filter(
    (time) => time !== undefined,
  );
  return {
    phase: phase === undefined || phase === implicitPhase ? 'default' : phase,
    namespace,
    // An entry without a status was restarted or reloaded only, so the thing was there.
    status: statuses.find((status) => status === entry.status) ?? 'applied',
    lastOperation: operation !== undefined && operations.includes(operation) ? (operation as Operation) : 'apply',
    lastOperationAt: times.sort().at(-1) ?? fallbackTime,
    ...(lastApplied === undefined ? {} : {lastApplied}),
    steps: mapValues((entry.steps ?? {}) as {[step: string]: Fields}, (value) =>
      step(value, namespace, lastApplied ?? fallbackTime),
    ),
  };
}

function step(entry: Fields, namespace: string, at: string): StepState {
  // Of version 2 already: kflow-py has left it as it was.
  if (typeof entry.outcome === 'string') return entry as unknown as StepState;
  const kind = text(entry.kind) ?? 'unknown';
  const state: StepState = {kind: kinds[kind] ?? kind, outcome: 'succeeded', at};
  if (kind === 'manifest' && typeof entry.manifests === 'object' && entry.manifests !== null) {
    // URLs and files that could not be read had null for a hash.
    const hashes = Object.entries(entry.manifests).filter(([, hash]) => typeof hash === 'string');
    state.manifests = Object.fromEntries(hashes.map(([path, hash]) => [path, `sha256-16:${hash as string}`]));
  }
  const release = text(entry.release);
  if (kind === 'helm' && release !== undefined) state.release = {name: release, namespace};
  const className = text(entry.class);
  if (kind === 'runner' && className !== undefined) state.class = className;
  return state;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function mapValues<From, To>(object: {[key: string]: From}, map: (value: From) => To): {[key: string]: To} {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
}
