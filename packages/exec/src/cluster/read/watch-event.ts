import type {KubeObject} from '../../ports/cluster-reader.js';
import type {ReadFailure} from '../../ports/cluster-reader.js';

/** One line of a watch. */
export type WatchEvent =
  {type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK'; object: KubeObject} | {type: 'ERROR'; failure: ReadFailure};

/**
 * Reads a line of a watch; undefined when it is of a type that this client does not know. An `ERROR` carries a `Status`, code 410
 * when the version that the watch started from is too old. A line that is no JSON is what the server said instead of an event.
 */
export function readWatchEvent(line: string): WatchEvent | undefined {
  let event: any;
  try {
    event = JSON.parse(line);
  } catch {
    return {
      type: 'ERROR',
      failure: {status: 0, reason: 'Unreadable', message: `not a watch event: ${line.slice(0, 200)}`},
    };
  }
  // `kubectl get --raw` of a refused watch, and old servers, answer with the bare Status.
  const status = event.type === 'ERROR' ? event.object : event.kind === 'Status' ? event : undefined;
  if (status !== undefined) {
    const code = status?.code ?? 500;
    return {
      type: 'ERROR',
      failure: {status: code, reason: status?.reason ?? `HTTP ${code}`, message: status?.message ?? ''},
    };
  }
  switch (event.type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
    case 'BOOKMARK':
      return {type: event.type, object: event.object};
    default:
      return undefined;
  }
}
