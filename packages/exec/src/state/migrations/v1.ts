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

/**
 * Takes kflow-py's state (its state.py) over. Every cluster section keeps its name, `default` included, which there meant
 * "whatever context was active". Manifest hashes were the first 16 hex digits of the SHA-256: they become `sha256-16:<hex>`,
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

function resource(entry: Fields, fallbackTime: string): ResourceState {
  const namespace = text(entry.namespace) ?? 'default';
  const lastApplied = text(entry.last_applied);
  const operation = text(entry.last_operation);
  const times = [lastApplied, operation === undefined ? undefined : text(entry[`last_${operation}`])].filter(
    (time) => time !== undefined,
  );
  return {
    phase: text(entry.phase) ?? 'default',
    namespace,
    // An entry without a status was restarted or reloaded only, so the thing was there.
    status: entry.status === 'destroyed' ? 'destroyed' : 'applied',
    lastOperation: operation !== undefined && operations.includes(operation) ? (operation as Operation) : 'apply',
    lastOperationAt: times.sort().at(-1) ?? fallbackTime,
    ...(lastApplied === undefined ? {} : {lastApplied}),
    steps: mapValues((entry.steps ?? {}) as {[step: string]: Fields}, (value) =>
      step(value, namespace, lastApplied ?? fallbackTime),
    ),
  };
}

function step(entry: Fields, namespace: string, at: string): StepState {
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
