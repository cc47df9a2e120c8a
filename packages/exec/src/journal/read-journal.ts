import {readPrivate} from '../state/private/read-private.js';
import type {JournalEnd, JournalHeader, JournalLine, JournalStep} from './journal-file.js';

/** What a journal tells. */
export interface JournalContent {
  header: JournalHeader;
  /** By id; the last word counts. */
  steps: Map<string, JournalStep>;
  /** Absent when the run was cut off. */
  end?: JournalEnd;
}

/**
 * Reads a journal. A line that was cut off (a full disk, a power cut) is as if it had never been written: its step is
 * done again.
 *
 * @returns undefined when there is none, or none that this version understands
 * @throws KflowError `KF913` (user) when it is no regular file; the file system's error when it is there and cannot be read
 */
export async function readJournal(path: string): Promise<JournalContent | undefined> {
  const file = await readPrivate(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  const [header, ...lines] = (file?.text ?? '').split('\n').map(parse);
  if (header?.type !== 'run' || header.version !== 1 || header.operation !== 'apply') return undefined;
  const content: JournalContent = {header, steps: new Map()};
  for (const line of lines) {
    if (line?.type === 'step' && isWhole(line)) content.steps.set(line.step, line);
    if (line?.type === 'end') content.end = line;
  }
  return content;
}

/** Not what somebody else has put there. */
function isWhole({step, at, touched, content}: Partial<JournalStep>): boolean {
  const isContent =
    content === undefined || (typeof content.definition === 'string' && typeof content.files === 'object');
  return typeof step === 'string' && typeof at === 'string' && Array.isArray(touched) && isContent;
}

function parse(line: string): JournalLine | undefined {
  try {
    return (JSON.parse(line) ?? undefined) as JournalLine | undefined;
  } catch {
    return undefined;
  }
}
