import type {ManifestObjectInfo} from '@kflow/core';
import type {ObjectChange} from '../../engine/event.js';
import {isKflowError} from '../../errors/kflow-error.js';
import type {StepContext} from '../step-handler.js';
import {ObjectsByStep} from './objects-by-step.js';
import {runTogether} from './run-together.js';

/**
 * What a step brings to a process that it shares.
 *
 * @internal
 */
export interface SharedPart {
  context: StepContext;
  /** kubectl's words before the files, and those behind them: processes are shared only by steps that have the same. */
  args: readonly string[];
  flags: readonly string[];
  files: readonly string[];
  namespace?: string;
  /** All that the files hold. */
  objects: readonly ManifestObjectInfo[];
  /** Values to mask. */
  secrets: readonly string[];
}

/**
 * What became of a step's part.
 *
 * @internal
 */
export interface SharedOutcome {
  /** Of its own objects. */
  changes: ObjectChange[];
  /** Whether all is done. Otherwise the step has to do its part by itself: that tells what is wrong with it, and with nothing else. */
  isWhole: boolean;
}

/**
 * One step's place in a process that it shares.
 *
 * @internal
 */
export interface Seat {
  /** Brings the step's part: it is done when every other step has brought its own, or has left. Rejects with what stopped all of it. */
  join(part: SharedPart): Promise<SharedOutcome>;
  /** Tells that the step brings nothing (more). */
  leave(): void;
  /** Does what the step does by itself, when those before it have: together they have one slot. */
  alone<Result>(act: () => Promise<Result>): Promise<Result>;
}

/** A part that waits for its outcome. */
export interface Waiting extends SharedPart {
  /** Its step's place among those that began together. */
  place: number;
  resolve(outcome: SharedOutcome): void;
  reject(error: unknown): void;
}

/**
 * Steps that began together and do their work in as few kubectl processes as can be: most of what a small step costs is the start of its
 * process. Each keeps its own outcome: kubectl goes on after an object that fails, and names each that went through, so the steps whose objects
 * were all named are done, and the others do it once more by themselves, one after the other, each with its own error, retries and waits.
 */
export class SharedProcess {
  private readonly waiting: Waiting[] = [];
  /** Steps of which nothing is known yet. */
  private missing: number;
  private seats = 0;
  private turn: Promise<unknown> = Promise.resolve();

  /** @param size how many steps began together */
  constructor(size: number) {
    this.missing = size;
  }

  /** The place of one of them. */
  seat(): Seat {
    const place = this.seats++;
    let isOpen = true;
    const leave = (): void => {
      if (isOpen) this.came();
      isOpen = false;
    };
    return {
      leave,
      join: (part) =>
        new Promise((resolve, reject) => {
          this.waiting.push({...part, place, resolve, reject});
          leave();
        }),
      alone: async (act) => {
        const acting = this.turn.then(act, act);
        this.turn = acting.catch(() => undefined);
        return await acting;
      },
    };
  }

  private came(): void {
    this.missing -= 1;
    if (this.missing > 0) return;
    const groups = new Map<string, Waiting[]>();
    // The most urgent first, whichever was prepared first.
    for (const part of this.waiting.sort((left, right) => left.place - right.place)) {
      const key = JSON.stringify([part.args, part.flags, part.namespace]);
      groups.set(key, [...(groups.get(key) ?? []), part]);
    }
    for (const group of groups.values()) void share(group);
  }
}

/** Does what can be done together, and tells each part what became of it. */
async function share(parts: readonly Waiting[]): Promise<void> {
  const objects = new ObjectsByStep(parts);
  let isDone = (_: Waiting): boolean => false;
  try {
    if (objects.members.length > 1) isDone = await runTogether(objects);
  } catch (error) {
    const [verb] = parts[0]!.args;
    isDone = (part) => verb === 'apply' && objects.isWhole(part);
    // What failed of an object is found out by the steps themselves. What stopped kubectl would stop it again, and who killed it meant it.
    if (!isFailureOfObjects(error)) {
      for (const part of parts) if (!isDone(part)) part.reject(error);
    }
  }
  for (const part of parts) part.resolve({changes: objects.changesOf(part), isWhole: isDone(part)});
}

/** Whether kubectl came to its end, and exited with an error. */
function isFailureOfObjects(error: unknown): boolean {
  if (!isKflowError(error) || error.code !== 'KF703') return false;
  // 128 + n: signal n ended it.
  return (error.command?.exitCode ?? 1) < 128;
}
