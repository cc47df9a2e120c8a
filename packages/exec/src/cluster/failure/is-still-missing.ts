import type {Clock} from '../../ports/clock.js';
import type {ClusterReader} from '../../ports/cluster-reader.js';
import {boundedRead} from '../read/bounded-read.js';
import type {MissingObject} from './finding.js';

/**
 * Whether what a finding misses is missing now: who found out may only look again after minutes (a kubelet's back-off for mounts). Where it may
 * not be read, the finding stands.
 */
export async function isStillMissing(
  {reader, clock, signal}: {reader: ClusterReader; clock: Clock; signal?: AbortSignal},
  {key, ...reference}: MissingObject,
): Promise<boolean> {
  const read = async () => ({object: await reader.get(reference)});
  const found = await boundedRead(clock, read, signal);
  if (found?.object === undefined) return true;
  if (key === undefined) return false;
  const {data = {}, binaryData = {}} = found.object as {data?: object; binaryData?: object};
  return !(key in data) && !(key in binaryData);
}
