import {writeFile} from 'node:fs/promises';
import {TraceRecorder} from '@kflow/exec';
import type {KflowEvent} from '@kflow/exec';
import {refuse} from './problems/refusal.js';
import {showProblem} from './terminal/show-problem.js';
import type {Terminal} from './terminal/terminal.js';

/** The file of `--profile`, while a run goes on. */
export interface Profile {
  add(event: KflowEvent): void;
  /** Writes the whole of it, at the end of the run. That this fails is a warning: the run is what counts. */
  write(terminal: Terminal): Promise<void>;
}

/**
 * Opens the file before the run, so that a wrong path is told before anything happens.
 *
 * @throws Refusal `KF003` when it cannot be written
 */
export async function openProfile(path: string): Promise<Profile> {
  const recorder = new TraceRecorder();
  try {
    await writeFile(path, '');
  } catch (error) {
    throw refuse('KF003', `--profile cannot be written: ${(error as Error).message}`);
  }
  return {
    add: (event) => recorder.add(event),
    async write(terminal) {
      try {
        await writeFile(path, `${JSON.stringify(recorder.document)}\n`);
      } catch (error) {
        showProblem(terminal, `--profile cannot be written: ${(error as Error).message}`);
      }
    },
  };
}
