import type {Resource} from '@kflow/core';
import type {Session} from '../session/session.js';

/** Whose logs to read, and which part of them. */
export interface LogsRequest {
  /** Usually one. */
  resources: readonly Resource[];
  session: Session;
  options?: LogsOptions;
  /** Ends it; the only end of logs that are followed. */
  signal?: AbortSignal;
  onLine(line: LogLine): void;
  /** What could not be read, and what there is not. */
  onProblem(message: string, hint?: string): void;
}

/** The flags of `kflow logs`. */
export interface LogsOptions {
  /** Go on, with new pods as they come. */
  follow?: boolean;
  /** The last lines of each container; all when absent. */
  tail?: number;
  /** Nothing older than so many seconds. */
  since?: number;
  /** Only this container of each pod; init containers can be named, too. */
  container?: string;
  /** Label selector of pods in the resource's namespace, in place of the resource's own. */
  selector?: string;
  /** Of the run before the last restart. */
  previous?: boolean;
}

/** A line of a container's log. */
export interface LogLine {
  namespace: string;
  pod: string;
  container: string;
  /** Whether the logs of other containers of the pod are read as well. */
  isOneOfSeveral: boolean;
  text: string;
}
