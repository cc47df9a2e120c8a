import type {KubeObject} from '../../ports/cluster-reader.js';
import type {Verdict} from '../readiness/verdict.js';
import type {Finding} from './finding.js';

/** A workload that is not ready, with what tells why. */
export interface Subject {
  workload: KubeObject;
  verdict: Verdict;
  /** The pods of its newest revision that live. */
  pods: readonly KubeObject[];
  /** The newest ReplicaSet of a Deployment. */
  set?: KubeObject;
  /** Whether pods of an earlier revision are still there. Looks through all pods of the namespace: for who has to know. */
  hasOldPods(): boolean;
  /** The Warning events of the namespace about any of these that are no older than what they tell of. */
  events: readonly KubeObject[];
}

/** Looks for one kind of trouble; finds nothing where there is none. Pure: the same subject gives the same findings. */
export type FailureRule = (subject: Subject) => Finding[];

/** The events about an object. */
export function eventsAbout({events}: Subject, object: KubeObject): KubeObject[] {
  return events.filter(({involvedObject}) => involvedObject?.uid === object.metadata.uid);
}
