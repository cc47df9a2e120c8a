import {homedir} from 'node:os';
import type {HealthVerdict} from '../base-runner.js';
import type {RunnerContext} from '../context.js';
import {carryOut, isRequest} from './carry-out.js';
import {timeoutSeconds} from './command-config.js';
import type {CommandConfig} from './command-config.js';
import type {HookName} from './hook-names.js';
import {jsonLine} from './json-line.js';
import {ProtocolError} from './protocol-error.js';
import type {HookCallDocument, HookMessage} from './protocol.js';
import {readMessage} from './read-message.js';
import {TextChannel} from './text-channel.js';

/** What a hook said of what it was asked for. */
export interface HookResult {
  status?: string;
  health?: HealthVerdict;
}

/** One call of a hook: a process, what it prints, and what it is answered. */
export class HookCall {
  private readonly stdin = new TextChannel();
  private readonly stop = new AbortController();
  private readonly result: HookResult = {};
  /** What was printed so far is dealt with in order, one line after the other. */
  private work: Promise<void> = Promise.resolve();
  /** Why nothing more is carried out: what a line broke, or that the program failed. */
  private broken?: {error: unknown};

  constructor(
    private readonly ctx: RunnerContext<CommandConfig>,
    private readonly hook: HookName,
  ) {}

  /**
   * Starts the program, does what it asks for, and waits for its end.
   *
   * @throws what the context throws for a program that fails, or for a request that does; ProtocolError for what cannot be understood, after the
   *   program was ended
   */
  async run(): Promise<HookResult> {
    const {ctx, hook} = this;
    const {command, workdir, env = {}, answers = false, dryRun = false} = ctx.config;
    const timeout = timeoutSeconds(ctx.config);
    this.stdin.write(jsonLine(this.document()));
    if (!answers) this.stdin.close();
    try {
      await ctx.run(command, {
        ...(workdir === undefined ? {} : {cwd: workdir.replace(/^~(?=\/|$)/, homedir())}),
        env: {
          ...Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)])),
          KFLOW_HOOK: hook,
          KFLOW_DRY_RUN: String(ctx.dryRun),
        },
        stdin: this.stdin,
        onLine: (line) => this.take(line),
        // `status` and `health` only look.
        mutating: !(dryRun || hook === 'status' || hook === 'health'),
        signal: this.stop.signal,
        ...(timeout === undefined ? {} : {timeout}),
      });
    } catch (error) {
      // A program that was ended because of what broke it is not why.
      this.broken ??= {error};
    } finally {
      this.stdin.close();
    }
    await this.work;
    if (this.broken) throw this.broken.error;
    return this.result;
  }

  private document(): HookCallDocument {
    const {ctx, hook} = this;
    const {resource, step, namespace, operation, dryRun, state, kubeContext, kubeconfig, config} = ctx;
    return {
      ...{version: 1, hook, operation, dryRun, answers: config.answers ?? false, resource, step, namespace},
      ...{config: config.config ?? {}, state, dir: ctx.path('.')},
      ...(kubeContext === undefined ? {} : {context: kubeContext}),
      ...(kubeconfig === undefined ? {} : {kubeconfig}),
    };
  }

  private take(line: string): void {
    const read = messageOf(line);
    // At once, as what comes on standard error is shown at once.
    if (read.message?.secrets) this.ctx.mask(read.message.secrets);
    this.work = this.work.then(() => this.handle(line, read)).catch((error: unknown) => this.fail(error));
  }

  private fail(error: unknown): void {
    this.broken ??= {error};
    this.stop.abort(error);
  }

  private async handle(line: string, {message, problem}: ReadLine): Promise<void> {
    const {ctx} = this;
    if (message === undefined && problem === undefined) return line.trim() === '' ? undefined : ctx.log(line);
    if (message && 'log' in message) return ctx.log(message.log);
    if (message && 'warn' in message) return ctx.warn(message.warn);
    // After a failure only what may explain it is of interest.
    if (this.broken) return;
    if (message === undefined) throw problem;
    if ('status' in message) {
      this.only('status', 'status');
      this.result.status = message.status;
    } else if ('healthy' in message) {
      this.only('health', 'healthy');
      const {healthy, detail} = message;
      this.result.health = {healthy, ...(detail === undefined ? {} : {detail})};
    } else if (isRequest(message)) {
      const answer = await carryOut(ctx, message);
      if (ctx.config.answers) this.stdin.write(jsonLine(answer));
    }
  }

  private only(hook: HookName, key: string): void {
    if (this.hook !== hook) throw new ProtocolError(`it printed \`${key}\`, which is a result of the hook \`${hook}\``);
  }
}

/** A line as it was read: a message, what is wrong with it, or neither for a text. */
interface ReadLine {
  message?: HookMessage | undefined;
  problem?: unknown;
}

function messageOf(line: string): ReadLine {
  try {
    return {message: readMessage(line)};
  } catch (problem) {
    return {problem};
  }
}
