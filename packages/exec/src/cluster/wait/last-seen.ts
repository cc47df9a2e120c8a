import type {WorkloadProgress} from '../../engine/event.js';
import type {ReadFailure} from '../../ports/cluster-reader.js';

/** Milliseconds for which a connection may be lost before it is worth a word: a watch that is taken up again is away for less. */
const patience = 2_000;

/** Something that is watched, and may not be up to date. */
interface Watched {
  /** Why it is not. */
  readonly trouble: ReadFailure | undefined;
}

/** What an error says when a wait ended with its connection lost. */
export interface LostConnection {
  /** For the end of the message. */
  text: string;
  /** What to do about it. */
  hint: string;
}

/** Of what a wait watched when it ended; undefined when all of it was up to date. */
export function lostConnection(watched: readonly Watched[]): LostConnection | undefined {
  const trouble = watched.find((each) => each.trouble !== undefined)?.trouble;
  if (trouble === undefined) return undefined;
  return {
    text: `; the connection to the cluster is lost: ${trouble.message}`,
    hint: 'see whether the cluster answers with `kubectl version`, then run it again (after an apply: `kflow apply --resume`)',
  };
}

/** Says of what is watched when the connection is lost, so that old numbers do not pass for new ones. */
export class LastSeen {
  private readonly since = new Map<Watched, number>();

  /**
   * What to show of an object.
   *
   * @param now monotonic milliseconds
   * @returns the progress, and when to look again at the latest to say that the connection is lost
   */
  of(watched: Watched, progress: WorkloadProgress, now: number): {progress: WorkloadProgress; due?: number} {
    const {trouble} = watched;
    if (trouble === undefined) {
      this.since.delete(watched);
      return {progress};
    }
    const since = this.since.get(watched) ?? now;
    this.since.set(watched, since);
    if (progress.state !== 'progressing') return {progress};
    if (now - since < patience) return {progress, due: since + patience};
    const message = `${progress.message} when last seen: the connection to the cluster is lost (${trouble.message.slice(0, 100)})`;
    return {progress: {...progress, message}};
  }
}
