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
  /** Seconds, when the runner gave a limit. */
  timeout?: number;
  /** What the runner said must not be shown. */
  secrets?: string[];
  /** True when the dry run skipped it. */
  skipped: boolean;
}

/** How a command ends. */
export interface FakeReply {
  /** Default 0. */
  exitCode?: number;
  stdout?: string;
  stderr?: string;
  /** Never ends by itself: only when the context's signal aborts. Default false. */
  hangs?: boolean;
}

/** What a command answers. */
export interface FakeAnswer extends FakeReply {
  /** The beginning of the command line (`kubectl get pods`), or a pattern for it. */
  to: string | RegExp;
  /** Answer so only once; the next answer that fits is for the next call. Default false. */
  once?: boolean;
}

/** A made-up cluster: answers a call, or leaves it to the next answer. */
export type FakeCluster = (call: FakeCall) => FakeReply | undefined;

/** Records calls and answers them as told; what nobody told succeeds and prints nothing. */
export class FakeTools {
  readonly calls: FakeCall[] = [];
  private readonly used = new Set<FakeAnswer>();

  constructor(
    private readonly answers: readonly (FakeAnswer | FakeCluster)[],
    private readonly dryRun: boolean,
    private readonly signal: AbortSignal,
  ) {}

  /** As the real context does it: skips mutating calls in a dry run, throws for a failure unless `check` is false. */
  async run(
    tool: string,
    args: readonly string[],
    namespace: string,
    {mutating = true, check = true, stdin, timeout, secrets}: CommandOptions = {},
  ): Promise<CommandOutcome> {
    this.signal.throwIfAborted();
    const skipped = this.dryRun && mutating;
    const words = args.map(String);
    const command = [tool, ...words].join(' ');
    const call: FakeCall = {
      tool,
      args: words,
      command,
      namespace,
      mutating,
      ...(stdin === undefined ? {} : {stdin}),
      ...(timeout === undefined ? {} : {timeout}),
      ...(secrets === undefined ? {} : {secrets: [...secrets]}),
      skipped,
    };
    this.calls.push(call);
    if (skipped) return {exitCode: 0, stdout: '', stderr: '', skipped};
    const {exitCode = 0, stdout = '', stderr = '', hangs = false} = this.reply(call);
    if (hangs) await this.untilAborted();
    if (exitCode !== 0 && check) throw new Error(`${command} failed with exit code ${exitCode}: ${stderr}`);
    return {exitCode, stdout, stderr, skipped};
  }

  private reply(call: FakeCall): FakeReply {
    for (const answer of this.answers) {
      if (typeof answer === 'function') {
        const reply = answer(call);
        if (reply) return reply;
      } else if (!this.used.has(answer) && fits(answer.to, call.command)) {
        if (answer.once) this.used.add(answer);
        return answer;
      }
    }
    return {};
  }

  private untilAborted(): Promise<never> {
    return new Promise((_, reject) => {
      const stop = (): void => reject(this.signal.reason);
      if (this.signal.aborted) stop();
      else this.signal.addEventListener('abort', stop, {once: true});
    });
  }
}

/** Whether a command line begins with a text, or has a match of a pattern. */
export function fits(to: string | RegExp, command: string): boolean {
  // `search` and not `test`, which remembers where a global pattern matched last.
  return typeof to === 'string' ? command.startsWith(to) : command.search(to) >= 0;
}
