import {join} from 'node:path';
import type {ObjectReference} from '../ports/cluster-reader.js';
import {contextFileName} from '../state/context-file-name.js';
import type {StepContent} from './step-content.js';

/**
 * The journal of an apply that is under way or did not go through: `<state.dir>/journals/<context>-<hash>.jsonl`, one
 * JSON document a line, the header first. It is there to be resumed from, so an apply that went through leaves none.
 * Never holds a secret value.
 */
export type JournalLine = JournalHeader | JournalStep | JournalEnd;

/** What run it is. */
export interface JournalHeader {
  type: 'run';
  version: 1;
  /** As in its `run.started` event. */
  run: string;
  operation: 'apply';
  context: string;
  /** UID of kube-system, where it could be read. */
  cluster?: string;
  /** Absolute path of the root config. */
  project: string;
  /** ISO 8601: when it began. */
  at: string;
}

/** A step that went through. */
export interface JournalStep {
  type: 'step';
  /** Its id. */
  step: string;
  /** ISO 8601: when it was done. */
  at: string;
  /** What it was made of. Absent where it takes something from outside the project. */
  content?: StepContent;
  /** The objects that it applied. */
  touched: ObjectReference[];
}

/** The run came to its end; missing when it was cut off. */
export interface JournalEnd {
  type: 'end';
  outcome: 'failed' | 'interrupted';
  at: string;
}

/**
 * Where the journal of a project's apply on a cluster is.
 *
 * @param dir the state directory
 * @param project absolute path of the root config: several projects may share a state directory
 *
 * @internal
 */
export function journalPath(dir: string, context: string, project: string): string {
  return join(dir, 'journals', `${contextFileName(context, project)}.jsonl`);
}
