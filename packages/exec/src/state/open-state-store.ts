import {lstat} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {KflowError} from '../errors/kflow-error.js';
import type {Clock} from '../ports/clock.js';
import {guardWrite} from './guard-write.js';
import {tryLock} from './lock/file-lock.js';
import type {HeldLock} from './lock/file-lock.js';
import {thisProcess} from './lock/owner.js';
import {adoptDefaultSection} from './migrations/default-section.js';
import {makePrivateFolder} from './private/make-private-folder.js';
import {readPrivate} from './private/read-private.js';
import {readState} from './read-state.js';
import type {ReadState} from './read-state.js';
import {clear, recordIdentity, recordResource, recordStep} from './record.js';
import type {ClusterState, StateFile} from './state-file.js';
import type {StateStore} from './state-store.js';
import {removeDrafts, writeAtomically} from './write-atomically.js';
import {WriteQueue} from './write-queue.js';

/** Which state. */
export interface StateStoreOptions {
  /** The state directory (`Project.stateDir`); made when the first record is written. */
  dir: string;
  clock: Clock;
  /** For a dry run: nothing is written, records are dropped, and no copy is made of a corrupt file. Default false. */
  readOnly?: boolean;
}

/** Opens the store. Touches no file yet. */
export function openStateStore(options: StateStoreOptions): StateStore {
  const store = new FileStore(resolve(options.dir), options.clock, options.readOnly ?? false);
  const {clock} = options;
  const now = (): string => new Date(clock.now()).toISOString();
  return {
    path: store.path,
    legacyCopy: store.legacyCopy,
    load: () => store.load(),
    read: () => store.read(),
    cluster: async (context): Promise<ClusterState> => {
      const {clusters} = await store.read();
      return (Object.hasOwn(clusters, context) ? clusters[context] : undefined) ?? {resources: {}};
    },
    takeOver: (context) =>
      store.update((state) => {
        if (context !== undefined) adoptDefaultSection(state, context);
      }),
    recordIdentity: (context, identity) => store.update((state) => recordIdentity(state, context, identity)),
    recordStep: (context, record) => {
      const at = now();
      return store.update((state) => recordStep(state, context, record, at));
    },
    recordResource: (context, record) => {
      const at = now();
      return store.update((state) => recordResource(state, context, record, at));
    },
    clear: (context, resources) => store.update((state) => clear(state, context, resources)),
  };
}

/** A change of the file in memory. */
type Change = (state: StateFile) => void;

/** How long another process may hold the short lock before something must be wrong with it. */
const lockSeconds = 30;

class FileStore {
  readonly path: string;
  readonly legacyCopy: string;
  private readonly queue = new WriteQueue<Change>((changes) => this.write(changes));
  private draftsRemoved = false;
  private written?: {state: StateFile; stamp: string | undefined};

  constructor(
    private readonly dir: string,
    private readonly clock: Clock,
    private readonly readOnly: boolean,
  ) {
    this.path = join(dir, 'state.json');
    this.legacyCopy = `${this.path}.kflow-py`;
  }

  async read(): Promise<StateFile> {
    return (await this.load()).state;
  }

  async load(): Promise<{state: StateFile; legacy: boolean}> {
    const {state, original} = await readState(this.path, this.clock.now(), !this.readOnly);
    return {state, legacy: original !== undefined};
  }

  /** Resolves when the change is on disk. Changes made while a write is under way share the next one. */
  async update<Result>(make: (state: StateFile) => Result): Promise<Result> {
    if (this.readOnly) return make(await this.read());
    let result!: Result;
    await this.queue.add((state) => void (result = make(state)));
    return result;
  }

  private async write(changes: readonly Change[]): Promise<void> {
    const lock = await this.lock();
    try {
      const {state, original} = await this.latest();
      for (const change of changes) change(state);
      if (original) await this.keep(original.text, this.legacyCopy);
      if (!this.draftsRemoved) await removeDrafts(this.path);
      this.draftsRemoved = true;
      await this.guard(() => writeAtomically(this.path, `${JSON.stringify(state, undefined, 2)}\n`));
      this.written = {state, stamp: await this.stamp()};
    } finally {
      await lock.release().catch(() => {});
    }
  }

  /** What is on disk; parsed only if somebody else has replaced the file since this process wrote it. */
  private async latest(): Promise<ReadState> {
    const {written} = this;
    // Forgotten until the write has gone through: its changes are made on the very object.
    this.written = undefined;
    if (written?.stamp !== undefined && written.stamp === (await this.stamp())) return {state: written.state};
    return await readState(this.path, this.clock.now());
  }

  /** Differs for every file that was ever at the path: each write is a new file. */
  private async stamp(): Promise<string | undefined> {
    const found = await lstat(this.path, {bigint: true}).catch(() => undefined);
    return found && [found.dev, found.ino, found.size, found.mtimeNs, found.ctimeNs].join(' ');
  }

  private async lock(): Promise<HeldLock> {
    const path = `${this.path}.lock`;
    const deadline = this.clock.monotonic() + lockSeconds * 1000;
    const owner = await thisProcess(this.clock.now(), 'write state');
    await this.guard(() => makePrivateFolder(this.dir));
    for (;;) {
      const attempt = await this.guard(() => tryLock(path, owner));
      if (attempt.held) return attempt.held;
      if (this.clock.monotonic() >= deadline) {
        const who = attempt.owner ? `pid ${attempt.owner.pid} on ${attempt.owner.host}` : 'something that is not kflow';
        throw new KflowError(
          'external',
          'KF912',
          `the state file ${this.path} has been locked for ${lockSeconds} s by ${who}`,
          {
            hint: `if that process is gone or hangs, delete ${path}`,
          },
        );
      }
      // Uneven, so that two processes do not keep meeting.
      await this.clock.sleep(2 + Math.random() * 18);
    }
  }

  /** Keeps the text of an older version; a copy that exists is never overwritten. */
  private async keep(text: string, path: string): Promise<void> {
    const existing = await readPrivate(path).catch(() => undefined);
    if (existing?.text === text) return;
    const stamp = new Date(this.clock.now()).toISOString().replace(/[-:.]/g, '');
    await this.guard(() => writeAtomically(existing === undefined ? path : `${path}-${stamp}`, text));
  }

  private guard<Result>(work: () => Promise<Result>): Promise<Result> {
    return guardWrite('state', this.dir, work);
  }
}
