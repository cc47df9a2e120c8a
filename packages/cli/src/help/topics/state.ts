import type {HelpTopic} from './help-topic.js';

/** The local record. */
export const stateTopic: HelpTopic = {
  name: 'state',
  summary: 'what kflow records, where, and what it is for',
  body: `\
kflow keeps one JSON file, state.json, in \`state.dir\` of the root config (~/.kflow by default), with a section for each cluster under the real name of its context. \`kflow state path\` says where it is.

It says what happened: each resource's phase and namespace, whether it was applied, failed or destroyed, when, and each step's outcome with a hash of each manifest file. It never holds a secret value. It is not asked for how things are now: status and health always ask the cluster, and a run without any state does the same work.

It is used for three things. \`kflow status\` shows drift: manifest files that differ from what was applied. The UID of the cluster's kube-system is kept, so that a context which now points to another cluster is refused (KF930) instead of believed. And a lock is held for each cluster during a run: a second run says who has it; --wait-lock waits.

Writes are atomic and come after every step. A file that is corrupt is an error that says where a copy of it was put.

  kflow state show         the record of the active context
  kflow state clear        forget it; the cluster stays as it is
  kflow state clear web    forget one resource

The state of kflow-py is read and carried over.`,
};
