import {isKflowError} from '../../errors/kflow-error.js';
import {recogniseFailure} from '../failure/failure-hints.js';
import type {Helm} from '../helm.js';
import {retried} from '../retried.js';

/** A release, as helm has it. */
export interface Release {
  name: string;
  namespace: string;
  /** helm's word: deployed, failed, pending-upgrade, uninstalling, uninstalled ... */
  status: string;
  revision: number;
  /** Name and version, e.g. `web-1.2.3`. Only of {@link helmList}. */
  chart?: string;
}

/** Which release. */
export interface ReleaseQuery {
  release: string;
  namespace?: string;
  signal?: AbortSignal;
}

/** Every status but superseded, which only old revisions have. Named one by one, because helm 4 has no `--all`, and helm 3 leaves out some without. */
const anyStatus = ['--deployed', '--failed', '--pending', '--uninstalling', '--uninstalled'];

/** helm's own limit is 256, and 0 does not mean all. */
const noLimit = ['--max', '100000'];

/** What helm says of a release; undefined when there is none. */
export async function helmStatus(helm: Helm, query: ReleaseQuery): Promise<Release | undefined> {
  const {release, namespace, signal} = query;
  const text = await ifFound(
    retried(helm, () => helm.call(['status', release, '-o', 'json'], {mutating: false, namespace, signal})),
  );
  if (text === undefined) return undefined;
  const {name, namespace: where, version, info} = JSON.parse(text.stdout) as HelmRelease;
  return {name, namespace: where ?? namespace ?? '', status: info?.status ?? 'unknown', revision: version ?? 0};
}

/** The manifest of a release's last revision, as YAML documents; undefined when there is no such release. */
export async function helmGetManifest(helm: Helm, query: ReleaseQuery): Promise<string | undefined> {
  const {release, namespace, signal} = query;
  const call = () => helm.call(['get', 'manifest', release], {mutating: false, namespace, signal});
  return (await ifFound(retried(helm, call)))?.stdout;
}

/** Every release of a namespace, or of all namespaces when none is given, in one call. */
export async function helmList(helm: Helm, query: {namespace?: string; signal?: AbortSignal} = {}): Promise<Release[]> {
  const {namespace, signal} = query;
  const where = namespace === undefined ? ['--all-namespaces'] : [];
  const {stdout} = await helm.call(['list', ...where, ...anyStatus, ...noLimit, '-o', 'json'], {
    mutating: false,
    namespace,
    signal,
  });
  const rows = (stdout.trim() === '' ? [] : JSON.parse(stdout)) as HelmListRow[] | null;
  return (rows ?? []).map(({name, namespace, status, revision, chart}) => ({
    name,
    namespace,
    status,
    revision: Number(revision),
    chart,
  }));
}

/** What an uninstall came to. */
export interface UninstallResult {
  /** False when there was no such release, or a dry run skipped it. */
  removed: boolean;
  /** Objects that helm leaves because the chart says so (`helm.sh/resource-policy: keep`), e.g. `[CustomResourceDefinition] widgets.example.com`. */
  kept: string[];
}

/** Objects stay until what they own is gone, pods included. An old helm that does not know the flag did nothing when it says so. */
const inForeground = ['--cascade', 'foreground'];

/** `helm uninstall`; that there is no such release is no error. (`--ignore-not-found` says the same, but only since helm 3.12.) */
export async function helmUninstall(helm: Helm, query: ReleaseQuery & {timeout?: number}): Promise<UninstallResult> {
  const {release, namespace, signal, timeout} = query;
  const call = (flags: readonly string[]) => () =>
    helm.call(['uninstall', release, ...flags], {mutating: true, namespace, signal, timeout});
  const result = await ifFound(
    retried(helm, call(inForeground)).catch((error: unknown) => {
      if (!isKflowError(error) || !/unknown flag: --cascade/.test(error.command?.output ?? '')) throw error;
      return retried(helm, call([]));
    }),
  );
  const kept = /were kept due to the resource policy:\n((?:\[.*\n?)+)/.exec(result?.stdout ?? '')?.[1] ?? '';
  return {
    removed: result !== undefined && !result.skipped,
    kept: kept.split('\n').filter((line) => line !== ''),
  };
}

/** undefined instead of the error that there is no such release. */
async function ifFound<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    const failed = isKflowError(error) && error.code === 'KF703' ? error.command?.output : undefined;
    if (failed !== undefined && recogniseFailure('helm', failed)?.id === 'release-not-found') return undefined;
    throw error;
  }
}

/** The part of `helm status -o json` that is read. */
interface HelmRelease {
  name: string;
  namespace?: string;
  version?: number;
  info?: {status?: string};
}

/** A row of `helm list -o json`. */
interface HelmListRow {
  name: string;
  namespace: string;
  /** Digits. */
  revision: string;
  status: string;
  chart: string;
}
