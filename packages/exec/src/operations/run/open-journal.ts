import {Journal, discardJournal} from '../../journal/journal.js';
import {journalPath} from '../../journal/journal-file.js';
import {readJournal} from '../../journal/read-journal.js';
import {resumeFrom} from '../../journal/resume.js';
import type {Resume} from '../../journal/resume.js';
import {errorReport} from '../../engine/error-report.js';
import type {EventBody} from '../../engine/event.js';
import type {ExecuteRequest, RunReport} from '../execute-request.js';

/** What a run has of journals. */
export interface RunJournal {
  /** Its own; absent in a dry run, and for operations that are not resumed. */
  journal?: Journal;
  /** What of an earlier run it goes on with. */
  resume?: Resume;
  /** Why it goes on with none although it was asked to. */
  note?: {message: string; hint?: string};
}

/**
 * Begins the journal of an apply, from what the last one left when the run is to resume that. A destroy makes the journal
 * of an earlier apply untrue, so it removes it; restart, reload and helm leave it as it is.
 *
 * @param run names the run
 * @throws KflowError `KF912` (external) when it cannot be written
 */
export async function openJournal(request: ExecuteRequest, run: string): Promise<RunJournal> {
  const {project, plan, session, options = {}} = request;
  const {context, clock, dryRun, identity} = session;
  if (context === undefined) return {};
  const path = journalPath(project.stateDir, context, project.file);
  if (plan.operation === 'destroy' && !dryRun) await discardJournal(path);
  if (plan.operation !== 'apply') return {};
  const {resume, note} = options.resume === true ? await findResume(request, path) : {};
  if (dryRun) return {resume, note};
  const header = {
    type: 'run',
    version: 1,
    run,
    operation: 'apply',
    context,
    ...(identity === undefined ? {} : {cluster: identity}),
    project: project.file,
    at: new Date(clock.now()).toISOString(),
  } as const;
  return {resume, note, journal: await Journal.begin(path, header, [...(resume?.done.values() ?? [])])};
}

/** Ends the journal of a run: only one that did not go through can be resumed. That this fails must not hide how the run ended. */
export async function endJournal(
  journal: Journal,
  outcome: RunReport['outcome'],
  {session}: ExecuteRequest,
  emit: (event: EventBody) => void,
): Promise<void> {
  try {
    if (outcome === 'succeeded') await journal.discard();
    else await journal.add({type: 'end', outcome, at: new Date(session.clock.now()).toISOString()});
  } catch (error) {
    const {message, hint} = errorReport(error);
    emit({type: 'warning', message, hint});
  }
}

async function findResume({project, plan, session}: ExecuteRequest, path: string): Promise<RunJournal> {
  const journal = await readJournal(path).catch(() => undefined);
  if (journal === undefined) {
    return startsOver(
      'no apply of this project on this cluster has failed or was cut off since the last that went through',
    );
  }
  const {cluster: known} = journal.header;
  if (known !== undefined && session.identity !== undefined && known !== session.identity) {
    return startsOver(`the apply of ${journal.header.at} was on another cluster behind the same context`);
  }
  return {resume: await resumeFrom({journal, project, plan, cluster: session.cluster})};
}

function startsOver(why: string): RunJournal {
  return {note: {message: `nothing to resume: ${why}`, hint: 'starting from the beginning'}};
}
