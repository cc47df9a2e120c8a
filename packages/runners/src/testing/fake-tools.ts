import type {CommandOptions, CommandOutcome} from '../context.js';

/** One command that a runner ran. */
export interface FakeCall {
  /** `kubectl`, `helm`, or the program that `ctx.run` was given. */
  tool: string;
  args: string[];
  /** The whole command in one line, e.g. `kubectl get pods -l app=web`. Not quoted. */
  command: string;
  namespace: string;
  mutating: boolean;
  stdin?: string;
  /** True when the dry run skipped it. */
  skipped: boolean;
}

/** What a command answers. */
export interface FakeAnswer {
  /** The beginning of the command line (`kubectl get pods`), or a pattern for it. */
  to: string | RegExp;
  /** Default 0. */
  exitCode?: number;
  stdout?: string;
  stderr?: string;
  /** Answer so only once; the next answer that fits is for the next call. Default false. */
  once?: boolean;
}

/** Records calls and answers them as told; what nobody told succeeds and prints nothing. */
export class FakeTools {
  readonly calls: FakeCall[] = [];
  private readonly used = new Set<FakeAnswer>();

  constructor(
    private readonly answers: readonly FakeAnswer[],
    private readonly dryRun: boolean,
    private readonly signal: AbortSignal,
  ) {}

  /** As the real context does it: skips mutating calls in a dry run, throws for a failure unless `check` is false. */
  async run(
    tool: string,
    args: readonly string[],
    namespace: string,
    {mutating = true, check = true, stdin}: CommandOptions = {},
  ): Promise<CommandOutcome> {
    this.signal.throwIfAborted();
    const skipped = this.dryRun && mutating;
    const command = [tool, ...args].join(' ');
    this.calls.push({
      tool,
      args: [...args],
      command,
      namespace,
      mutating,
      ...(stdin === undefined ? {} : {stdin}),
      skipped,
    });
    if (skipped) return {exitCode: 0, stdout: '', stderr: '', skipped};
    const answer = this.answers.find((candidate) => !this.used.has(candidate) && fits(candidate.to, command));
    if (answer?.once) this.used.add(answer);
    const {exitCode = 0, stdout = '', stderr = ''} = answer ?? {};
    if (exitCode !== 0 && check) throw new Error(`${command} failed with exit code ${exitCode}: ${stderr}`);
    return {exitCode, stdout, stderr, skipped};
  }
}

function fits(to: string | RegExp, command: string): boolean {
  // `search` and not `test`, which remembers where a global pattern matched last.
  return typeof to === 'string' ? command.startsWith(to) : command.search(to) >= 0;
}
