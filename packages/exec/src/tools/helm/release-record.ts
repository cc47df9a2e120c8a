import {gunzipSync, gzipSync} from 'node:zlib';
import type {KubeObject} from '../../ports/cluster-reader.js';

/** The status of a release whose helm is at work, or was killed at it. Source: `IsPending` of helm's pkg/release. */
export type PendingStatus = 'pending-install' | 'pending-upgrade' | 'pending-rollback';

/** One revision of a release, as helm's record in the cluster says. */
export interface ReleaseRecord {
  status: string;
  revision: number;
  /** ISO 8601: when helm began with the revision. */
  lastDeployed: string;
  /** YAML documents; undefined when the record has none. */
  manifest?: string;
}

/** The name of the Secret (or ConfigMap) that holds a revision. Source: `makeKey` of helm's pkg/storage. */
export function recordName(release: string, revision: number): string {
  return `sh.helm.release.v1.${release}.v${revision}`;
}

/** The release that a record of that name is of; undefined when it is none's. The other way round than {@link recordName}. */
export function releaseOfRecord(name: string): string | undefined {
  return /^sh\.helm\.release\.v1\.(.+)\.v\d+$/.exec(name)?.[1];
}

/** The parts of a record that are read. Source: `Release` of helm's pkg/release. */
interface RecordFile {
  version?: number;
  info?: {status?: string; last_deployed?: string};
  manifest?: string;
}

/** What a revision's Secret says; undefined when it is none of helm's. */
export function readRecord(secret: KubeObject): ReleaseRecord | undefined {
  const file = recordFile(secret);
  if (file === undefined) return undefined;
  const {version, info, manifest} = file;
  return {
    status: info?.status ?? 'unknown',
    revision: version ?? 0,
    lastDeployed: info?.last_deployed ?? '',
    ...(manifest === undefined ? {} : {manifest}),
  };
}

/**
 * The Secret of a pending revision, with the status `failed` in its place. All else in the record stays as helm wrote it, to the byte: it is changed as text, since
 * JSON.parse would round the long integers of a chart's values. The status stands in `info`, the second field of the record (the order of the fields in helm's
 * Go struct).
 *
 * @returns undefined when the record does not look as helm 3 and 4 write it
 */
export function failedRecord(secret: KubeObject, status: PendingStatus): KubeObject | undefined {
  const text = recordText(secret);
  const before = /^\{"name":"[^"]*","info":\{(?:"[a-z_]+":(?:"(?:[^"\\]|\\.)*"|\d+),)*"status":"/.exec(text ?? '')?.[0];
  if (text === undefined || before === undefined || !text.startsWith(`${status}"`, before.length)) return undefined;
  const changed = `${before}failed${text.slice(before.length + status.length)}`;
  const release = Buffer.from(gzipSync(changed).toString('base64')).toString('base64');
  const {labels, managedFields: _, ...metadata} = secret.metadata;
  return {
    ...secret,
    metadata: {...metadata, labels: {...labels, status: 'failed'}},
    data: {...secret['data'], release},
  };
}

function recordFile(secret: KubeObject): RecordFile | undefined {
  try {
    const file: unknown = JSON.parse(recordText(secret) ?? '');
    return typeof file === 'object' && file !== null ? file : undefined;
  } catch {
    return undefined;
  }
}

/** The record's JSON: base64 of helm's base64 of gzip. Source: `encodeRelease` of helm's pkg/storage/driver/util.go. */
function recordText(secret: KubeObject): string | undefined {
  const data: unknown = secret['data']?.release;
  if (typeof data !== 'string') return undefined;
  const packed = Buffer.from(Buffer.from(data, 'base64').toString(), 'base64');
  return packed[0] === 0x1f ? gunzipSync(packed).toString() : packed.toString();
}
