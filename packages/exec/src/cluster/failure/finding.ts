import type {KubeObject, ObjectReference} from '../../ports/cluster-reader.js';
import type {Cause} from './causes.js';

/** What a rule saw: why a workload may not become ready. */
export interface Finding {
  cause: Cause;
  /** The API's word, e.g. `ImagePullBackOff`. */
  reason: string;
  message?: string;
  /** The object that shows it, and its container if it is a pod's. */
  object: KubeObject;
  container?: string;
  /** Exit code of the container's last run that ended. */
  exitCode?: number;
  /** How often the container was started again. */
  restarts?: number;
  /** What is missing: that it still is has to be asked before the wait fails. */
  missing?: MissingObject;
  /** It may pass when pods of the revision before are gone: the whole grace is due, however certain it is otherwise. */
  mayPass?: boolean;
}

/** An object, or a key of its `data`, that something refers to and is not there. */
export interface MissingObject extends ObjectReference {
  key?: string;
}
