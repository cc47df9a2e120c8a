import {constants} from 'node:fs';
import {rm} from 'node:fs/promises';
import type {FileHandle} from 'node:fs/promises';
import {dirname} from 'node:path';
import {guardWrite} from '../state/guard-write.js';
import {makePrivateFolder} from '../state/private/make-private-folder.js';
import {openPrivate} from '../state/private/open-private.js';
import {removeDrafts, writeAtomically} from '../state/write-atomically.js';
import {WriteQueue} from '../state/write-queue.js';
import type {JournalEnd, JournalHeader, JournalLine, JournalStep} from './journal-file.js';

/**
 * The journal of an apply while it goes on. A record is on disk, whatever happens to the machine, when its promise
 * resolves; records made while a write is under way go into the next one together. One writer only: whoever holds the
 * cluster's lock.
 */
export class Journal {
  private readonly queue = new WriteQueue<JournalLine>((lines) => this.write(lines.map(lineOf).join('')));

  private constructor(
    private readonly path: string,
    private readonly file: FileHandle,
    /** Bytes that are known to be on disk. */
    private length: number,
  ) {}

  /**
   * Begins a journal in the place of an older one.
   *
   * @param done steps that an earlier run did and this one does not do again
   * @throws KflowError `KF912` (external) when it cannot be written; `KF913` (user) when something strange is in its place
   */
  static async begin(path: string, header: JournalHeader, done: readonly JournalStep[]): Promise<Journal> {
    return await guard(path, async () => {
      await makePrivateFolder(dirname(dirname(path)));
      await makePrivateFolder(dirname(path), {inner: true});
      const text = [header, ...done].map(lineOf).join('');
      await removeDrafts(path);
      await writeAtomically(path, text);
      return new Journal(
        path,
        await openPrivate(path, constants.O_WRONLY | constants.O_APPEND),
        Buffer.byteLength(text),
      );
    });
  }

  /** @throws KflowError `KF912` (external) when it cannot be written */
  async add(line: JournalStep | JournalEnd): Promise<void> {
    await guard(this.path, () => this.queue.add(line));
  }

  /** Lets go of the file. May be called more than once. */
  async close(): Promise<void> {
    await this.file.close();
  }

  /** Removes it, after a run that went through: there is nothing to resume. */
  async discard(): Promise<void> {
    await discardJournal(this.path);
  }

  private async write(text: string): Promise<void> {
    try {
      await this.file.appendFile(text);
      await this.file.datasync();
      this.length += Buffer.byteLength(text);
    } catch (error) {
      // What a full disk left of a line would spoil the next one.
      await this.file.truncate(this.length).catch(() => {});
      throw error;
    }
  }
}

/**
 * Removes a journal, if there is one: what it tells of is no longer so, or is to be forgotten. For whoever holds the
 * cluster's lock.
 *
 * @throws KflowError `KF912` (external) when it cannot be removed
 *
 * @internal
 */
export async function discardJournal(path: string): Promise<void> {
  await guard(path, () => rm(path, {force: true}));
}

function lineOf(line: JournalLine): string {
  return `${JSON.stringify(line)}\n`;
}

function guard<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  return guardWrite('journal', dirname(path), work);
}
