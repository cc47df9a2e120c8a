import type {KubeObject} from '../../ports/cluster-reader.js';

/** When an Event was seen last, RFC 3339; empty when it does not say. */
export function eventTime(event: KubeObject): string {
  return (
    event.series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp ?? ''
  );
}
