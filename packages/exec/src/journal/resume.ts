import {relative} from 'node:path';
import type {Plan, PlanStep, Project, Step} from '@kflow/core';
import type {ClusterReader} from '../ports/cluster-reader.js';
import {workloadName} from '../cluster/read/object-key.js';
import type {JournalStep} from './journal-file.js';
import type {JournalContent} from './read-journal.js';
import {outsideOf, stepContent, whatChanged} from './step-content.js';

/** What a resumed run has not to do again. */
export interface Resume {
  /** The run that it goes on with. */
  run: string;
  /** ISO 8601: when that began. */
  began: string;
  /** How that ended: `cut off` when it came to no end (killed, a power cut). */
  outcome: 'failed' | 'interrupted' | 'cut off';
  /** By step. */
  done: ReadonlyMap<string, JournalStep>;
  /** Steps that were done and are done again, and why. In the plan's order. */
  again: {step: string; reason: string}[];
}

/** What to resume from and with. */
export interface ResumeRequest {
  journal: JournalContent;
  project: Project;
  plan: Plan;
  /** Absent when no cluster can be asked (a dry run): then nothing is known to be gone. */
  cluster?: ClusterReader;
}

/**
 * What of a plan an earlier run has done already. A step need not be done again when it went through, its definition and
 * its files are what they were, its namespace and the objects that it applied are still there, and everything that it comes after, by
 * dependency or by phase, need not be done again either. A step that takes something from outside the project is always
 * done again, without anything else having to follow it.
 */
export async function resumeFrom({journal, project, plan, cluster}: ResumeRequest): Promise<Resume> {
  const {header, end} = journal;
  const steps = new Map(project.resources.flatMap((resource) => resource.steps.map((step) => [step.id, step])));
  const done = new Map<string, JournalStep>();
  const again: Resume['again'] = [];
  /** Steps that change something: what comes after them is done again. */
  const changing = new Set<string>();
  let changingPhase: string | undefined;
  for (const phase of plan.phases) {
    const judged = await Promise.all(
      phase.steps.map(async ({id}) => {
        const record = journal.steps.get(id);
        const step = steps.get(id);
        return record && step ? {record, ...(await judge(record, step, project, cluster))} : undefined;
      }),
    );
    for (const [index, planned] of phase.steps.entries()) {
      const {id} = planned;
      const found = judged[index];
      const before = comesAfter(planned, phase.steps, changing);
      const reason =
        changingPhase === undefined ? before && `comes after ${before}` : `comes after phase ${changingPhase}`;
      if (found && reason === undefined && found.reason === undefined) {
        done.set(id, found.record);
        continue;
      }
      if (found) again.push({step: id, reason: reason ?? found.reason!});
      if (!found || reason !== undefined || found.isChange) changing.add(id);
    }
    if (phase.steps.some(({id}) => changing.has(id))) changingPhase ??= phase.name;
  }
  return {run: header.run, began: header.at, outcome: end?.outcome ?? 'cut off', done, again};
}

/** Why a step that went through is to be done again, taken by itself, and whether that changes something. */
async function judge(
  record: JournalStep,
  step: Step,
  project: Project,
  cluster: ClusterReader | undefined,
): Promise<{reason?: string; isChange: boolean}> {
  const outside = outsideOf(project, step);
  if (outside !== undefined) return {reason: outside, isChange: false};
  const content = await stepContent(project, step);
  if (content === undefined || record.content === undefined) {
    return {reason: 'its files cannot be read', isChange: true};
  }
  const changed = whatChanged(record.content, content, (path) => relative(project.dir, path));
  if (changed !== undefined) return {reason: changed, isChange: true};
  const gone = (await goneNamespace(step, cluster)) ?? (await goneObject(record, cluster));
  return gone === undefined ? {isChange: false} : {reason: gone, isChange: true};
}

/** A namespace that is gone took along what scripts and runners did in it, whose objects nobody knows. */
async function goneNamespace({namespace}: Step, cluster: ClusterReader | undefined): Promise<string | undefined> {
  if (!cluster || namespace === undefined) return undefined;
  try {
    const found = await cluster.get({group: '', version: 'v1', kind: 'Namespace', name: namespace});
    return found ? undefined : `namespace/${namespace} is gone`;
  } catch {
    return undefined; // Somebody with rights inside of it only.
  }
}

/** The first of a step's objects that is no longer there, or on its way out. */
async function goneObject({touched}: JournalStep, cluster: ClusterReader | undefined): Promise<string | undefined> {
  if (!cluster) return undefined;
  const found = await Promise.all(
    touched.map(async (reference) => {
      try {
        const object = await cluster.get(reference);
        const isThere = object !== undefined && object.metadata.deletionTimestamp === undefined;
        return isThere ? undefined : `${workloadName(reference)} is gone`;
      } catch {
        return `${workloadName(reference)} cannot be looked at`;
      }
    }),
  );
  return found.find((text) => text !== undefined);
}

/** What of the same phase a step comes after and is done again. */
function comesAfter({after}: PlanStep, phase: readonly PlanStep[], changing: ReadonlySet<string>): string | undefined {
  const ready = new Set(after.ready);
  const before = [...after.steps, ...phase.filter(({resource}) => ready.has(resource)).map(({id}) => id)];
  return before.find((id) => changing.has(id));
}
