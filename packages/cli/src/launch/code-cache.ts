import {createHash} from 'node:crypto';
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import {basename, dirname, extname, join} from 'node:path';
import {deserialize, serialize} from 'node:v8';
import type {Script} from 'node:vm';

/** Bytes of the SHA-256 that a file begins with. V8 takes what it is given, and a single wrong bit of it may end the process. */
const digestBytes = 32;

/** How many files of a command stay: several versions of kflow or Node may take turns on a machine. */
const kept = 4;

/** What a file holds, after its digest. */
interface Content {
  /** Of which bundle it was made, by which Node. */
  made: string;
  /** Whether a run that went well has had its say: one that ends early calls few of the functions. */
  wentWell: boolean;
  /** What V8 made of a file, by its place in the bundle. */
  code: Map<string, Uint8Array>;
}

/**
 * What V8 made of the files that an earlier run loaded, in one file. It is a convenience: where it cannot be read, is damaged, somebody else's, or of
 * another bundle or Node, kflow starts without it and writes it anew; where it cannot be written, it is not.
 */
export class CodeCache {
  private readonly loaded = new Map<string, Script>();
  private isComplete = true;

  private constructor(
    private readonly file: string,
    private readonly content: Content,
  ) {}

  /**
   * @param path of the file without its ending, which tells the bundle and Node apart; undefined keeps nothing
   * @param bundle what it must be of
   */
  static open(path: string | undefined, bundle: string): CodeCache | undefined {
    if (path === undefined) return undefined;
    const made = [bundle, process.version, process.arch, process.platform].join(' ');
    const file = `${path}.${digest(Buffer.from(made)).toString('hex', 0, 4)}`;
    const found = read(file);
    return new CodeCache(file, found?.made === made ? found : {made, wentWell: false, code: new Map()});
  }

  /** What V8 made of a file, if it is known. */
  of(place: string): Buffer | undefined {
    const code = this.content.code.get(place);
    return code && Buffer.from(code.buffer, code.byteOffset, code.byteLength);
  }

  /** Takes what V8 has made of a file when all is done: by then that has the functions that were called. */
  keep(place: string, script: Script): void {
    this.loaded.set(place, script);
    this.isComplete &&= this.content.code.has(place) && !script.cachedDataRejected;
  }

  /**
   * Writes what this run can add. Others may do so at the same time: the last one's stays.
   *
   * @param wentWell whether all was done that the command is for
   */
  save(wentWell: boolean): void {
    const {content} = this;
    if (this.loaded.size === 0 || (this.isComplete && (content.wentWell || !wentWell))) return;
    content.wentWell ||= wentWell;
    for (const [place, script] of this.loaded) content.code.set(place, script.createCachedData());
    this.isComplete = true;
    const data = serialize(content);
    const draft = `${this.file}.${process.pid}`;
    try {
      mkdirSync(dirname(this.file), {recursive: true, mode: 0o700});
    } catch {
      return;
    }
    try {
      writeFileSync(draft, Buffer.concat([digest(data), data]), {mode: 0o600, flag: 'wx'});
      renameSync(draft, this.file);
      this.removeOld();
    } catch {
      rmSync(draft, {force: true});
    }
  }

  /** Removes the oldest files of the command, and drafts that somebody was killed over. */
  private removeOld(): void {
    const directory = dirname(this.file);
    const command = `${basename(this.file, extname(this.file))}.`;
    const files = readdirSync(directory)
      .filter((name) => name.startsWith(command))
      .map((name) => ({path: join(directory, name), written: statSync(join(directory, name)).mtimeMs}))
      .sort((one, other) => other.written - one.written);
    for (const {path} of files.slice(kept)) rmSync(path, {force: true});
  }
}

/** What a file holds; undefined unless it is whole and the user's own. */
function read(file: string): Content | undefined {
  try {
    const opened = openSync(file, 'r');
    try {
      // Such as root with the home of somebody else, who could have it run anything.
      if (process.geteuid && fstatSync(opened).uid !== process.geteuid()) return undefined;
      const bytes = readFileSync(opened);
      const data = bytes.subarray(digestBytes);
      return digest(data).equals(bytes.subarray(0, digestBytes)) ? (deserialize(data) as Content) : undefined;
    } finally {
      closeSync(opened);
    }
  } catch {
    return undefined;
  }
}

function digest(data: Uint8Array): Buffer {
  return createHash('sha256').update(data).digest();
}
