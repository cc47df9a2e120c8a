import {lstatSync, readFileSync, readlinkSync} from 'node:fs';
import type {CommandRequest, CommandResult, CommandRunner} from '../../../src/ports/command-runner.js';

/** One kubectl process, which the test ends, or which ends by itself when its input does. */
export interface Process {
  args: readonly string[];
  /** Whether it has begun before its files were known. */
  isStanding: boolean;
  /** What came on its standard input, so far. */
  input: string;
  isOver: boolean;
  end(result: Partial<CommandResult>): void;
}

/** kubectl on this machine, in so far as its `apply` reads its input to the end, and then the files that it was told. */
export class LocalKubectl implements CommandRunner {
  readonly isLocal = true;
  readonly processes: Process[] = [];
  /** The text of each file that was applied, by its path, and by which process. */
  readonly applied: {process: Process; path: string; text: string}[] = [];
  /** Processes do not get any further than to the end of their input. */
  hangs = false;
  /** What the next processes say, in place of one line for each file. */
  says?: (process: Process, paths: readonly string[]) => Partial<CommandResult> | undefined;

  run(request: CommandRequest): Promise<CommandResult> {
    const {args, stdinTexts, signal, onOutput} = request;
    return new Promise((resolve) => {
      const end = (part: Partial<CommandResult>): void => {
        process.isOver = true;
        const result = {exitCode: 0, timedOut: false, aborted: false, stdout: '', stderr: '', duration: 0, ...part};
        if (result.stdout !== '') onOutput?.('stdout', result.stdout);
        if (result.stderr !== '') onOutput?.('stderr', result.stderr);
        resolve(result);
      };
      const process: Process = {args, isStanding: stdinTexts !== undefined, input: '', isOver: false, end};
      this.processes.push(process);
      signal?.addEventListener('abort', () => end({exitCode: 143, aborted: true}));
      const read = async (): Promise<void> => {
        for await (const text of stdinTexts ?? []) process.input += text;
        if (!signal?.aborted && !this.hangs) end(this.apply(process));
      };
      void read();
    });
  }

  /** Those that stand by or did. */
  get standing(): Process[] {
    return this.processes.filter(({isStanding}) => isStanding);
  }

  private apply(process: Process): Partial<CommandResult> {
    const named = process.args.filter((_, at) => process.args[at - 1] === '-f' && process.args[at] !== '-');
    const given = named.filter((path) => readFileSync(path, 'utf8') !== '');
    for (const path of given) {
      const target = lstatSync(path).isSymbolicLink() ? readlinkSync(path) : path;
      this.applied.push({process, path: target, text: readFileSync(path, 'utf8')});
    }
    return this.says?.(process, given) ?? {stdout: given.map((path) => `${path} read\n`).join('')};
  }
}
