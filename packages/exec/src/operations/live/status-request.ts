import type {Plan, Project} from '@kflow/core';
import type {EventSink} from '../../engine/event.js';
import type {RunnerRegistry} from '../../runners/registry.js';
import type {StateStore} from '../../state/state-store.js';
import type {Session} from '../session/session.js';
import type {DeclaredManifests} from './declared-manifests.js';

/** What `status` and `health` look at. */
export interface StatusRequest {
  project: Project;
  /** Its resources are looked at, in its order. */
  plan: Plan;
  session: Session;
  runners: RunnerRegistry;
  /** Where the state is; opened read-only in the project's state directory when absent. */
  state?: StateStore;
  /**
   * What has been read of the manifest files already, while the session was opened.
   *
   * @internal
   */
  manifests?: DeclaredManifests;
  signal?: AbortSignal;
  /** Hears of warnings, and of what runners' hooks run and say. */
  onEvent?: EventSink;
}
