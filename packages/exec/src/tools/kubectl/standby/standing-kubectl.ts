import {mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Clock} from '../../../ports/clock.js';
import type {CommandRequest, CommandResult, CommandRunner} from '../../../ports/command-runner.js';
import {LineOutput} from '../../report/line-output.js';
import type {ApplyCall} from './apply-call.js';
import {withoutPrimer} from './primer.js';

/** How many files it can be given: as many as steps share a process. */
const most = 24;

type Listener = NonNullable<CommandRequest['onOutput']>;

/**
 * A `kubectl apply` that has begun before it is known what it is to apply. Its arguments name files that are empty, and its standard input, which it
 * reads first, stays open. To give it its work, the files become links to those that are to be applied, and the input is closed. Whatever closes the input
 * before that (kflow that is killed) leaves it with nothing to apply, and no file is ever there in part.
 */
export class StandingKubectl {
  private readonly directory = mkdtempSync(join(tmpdir(), 'kflow-'));
  private readonly places = Array.from({length: most}, (_, at) =>
    join(this.directory, `${String(at).padStart(2, '0')}.yaml`),
  );
  private readonly killed = new AbortController();
  /** Resolves when it has ended and its files are gone. */
  readonly gone: Promise<void>;
  private readonly process: Promise<CommandResult>;
  private closeInput = (): void => {};
  /** It has ended. */
  private isOver = false;
  private listener: Listener | undefined;
  /** What it said before anybody listened. */
  private readonly early: Parameters<Listener>[] = [];
  /** The file behind each place that has one. */
  private readonly behind = new Map<string, string>();

  /**
   * @param request a call like the one that it is to make
   * @param call how that one applies
   * @param input what to write to its standard input, without the end
   * @throws what the file system does, when there is no place for its files
   */
  constructor(
    commands: CommandRunner,
    {tool, cwd, env}: CommandRequest,
    {namespace, flags}: Pick<ApplyCall, 'namespace' | 'flags'>,
    input: string,
    private readonly clock: Clock,
  ) {
    for (const place of this.places) writeFileSync(place, '', {mode: 0o600});
    const from = ['-', ...this.places].flatMap((each) => ['-f', each]);
    const outputs = {stdout: this.lines('stdout'), stderr: this.lines('stderr')};
    this.process = commands
      .run({
        tool,
        args: [
          'apply',
          ...from,
          ...withoutPrimer,
          ...flags,
          ...(namespace === undefined ? [] : ['--namespace', namespace]),
        ],
        cwd,
        env,
        stdinTexts: untilClosed(input, new Promise((resolve) => (this.closeInput = resolve))),
        signal: this.killed.signal,
        onOutput: (stream, text) => outputs[stream].write(text),
      })
      .finally(() => {
        this.isOver = true;
        this.closeInput();
        for (const output of Object.values(outputs)) output.end();
      });
    const remove = (): Promise<void> => rm(this.directory, {recursive: true, force: true}).catch(() => {});
    // What it failed of is told to whoever gives it its work.
    this.gone = this.process.then(remove, remove);
  }

  /**
   * Gives it its work.
   *
   * @param files absolute paths
   * @returns as if the call had begun now; undefined when it cannot do it, and nothing was done
   */
  async apply(request: CommandRequest, files: readonly string[]): Promise<CommandResult | undefined> {
    if (this.isOver || files.length > this.places.length || !this.give(files)) {
      await this.end();
      return undefined;
    }
    const {signal, timeout = Infinity, onOutput} = request;
    const began = this.clock.monotonic();
    let why: 'aborted' | 'timedOut' | undefined;
    const end = (reason: typeof why) => (): void => {
      why ??= reason;
      this.killed.abort();
    };
    const onAbort = end('aborted');
    signal?.addEventListener('abort', onAbort, {once: true});
    if (signal?.aborted) onAbort();
    const over = new AbortController();
    if (timeout < Infinity) this.clock.sleep(timeout * 1000, over.signal).then(end('timedOut'), () => {});
    try {
      this.listen(onOutput);
      if (why === undefined) this.closeInput();
      const result = await this.process;
      return {
        ...result,
        stdout: this.named(result.stdout),
        stderr: this.named(result.stderr),
        aborted: why === 'aborted',
        timedOut: why === 'timedOut',
        duration: (this.clock.monotonic() - began) / 1000,
      };
    } finally {
      signal?.removeEventListener('abort', onAbort);
      over.abort();
    }
  }

  /** Ends it without any work. */
  async end(): Promise<void> {
    this.killed.abort();
    await this.gone;
  }

  private give(files: readonly string[]): boolean {
    try {
      files.forEach((file, at) => {
        const place = this.places[at]!;
        this.behind.set(place, file);
        rmSync(place);
        symlinkSync(file, place);
      });
      return true;
    } catch {
      return false;
    }
  }

  private lines(stream: 'stdout' | 'stderr'): LineOutput {
    return new LineOutput((line) => {
      const text = `${this.named(line)}\n`;
      if (this.listener) this.listener(stream, text);
      else this.early.push([stream, text]);
    });
  }

  private listen(listener: Listener | undefined): void {
    this.listener = listener ?? (() => {});
    for (const each of this.early.splice(0)) this.listener(...each);
  }

  /** A text of kubectl's with the files as who gave them calls them. */
  private named(text: string): string {
    if (!text.includes(this.directory)) return text;
    let named = text;
    for (const [place, file] of this.behind) named = named.replaceAll(place, file);
    return named;
  }
}

/** A standard input that has begun, and ends when `closed` resolves. */
async function* untilClosed(begin: string, closed: Promise<void>): AsyncIterable<string> {
  yield begin;
  await closed;
}
