import type {Clock} from '../../ports/clock.js';
import type {ClusterReader, KubeObject} from '../../ports/cluster-reader.js';
import {events} from '../pod-resources.js';
import {boundedRead} from '../read/bounded-read.js';
import {eventTime} from '../read/event-time.js';

/** Events that a diagnosis shows. */
const most = 5;

/** `reason: message` of the Warning events about some objects, each text once, newest last. Empty when they cannot be read. */
export async function warningEvents(
  request: {reader: ClusterReader; clock: Clock; signal?: AbortSignal},
  objects: readonly (KubeObject | undefined)[],
): Promise<string[]> {
  const about = objects.filter((object): object is KubeObject => object !== undefined);
  const uids = new Set(about.map((object) => object.metadata.uid));
  // Events about cluster-scoped objects are kept in the namespace default.
  const namespace = about[0]?.metadata.namespace ?? 'default';
  const found = await boundedRead(
    request.clock,
    () => request.reader.list({resource: events, namespace, fieldSelector: 'type=Warning'}),
    request.signal,
  );
  const texts = (found ?? [])
    .filter((event) => uids.has(event.involvedObject?.uid))
    .sort((left, right) => eventTime(left).localeCompare(eventTime(right)))
    .map((event) => `${event.reason}: ${String(event.message ?? '').trim()}`);
  return [...new Set(texts.reverse())].slice(0, most).reverse();
}
