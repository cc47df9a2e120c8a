import type {CommandRequest, CommandResult, CommandRunner} from '../../src/ports/command-runner.js';

/** What a fake command answers: a result's interesting parts, or a function of the request that may wait for the test. */
export type Answer =
  Partial<CommandResult> | ((request: CommandRequest) => Partial<CommandResult> | Promise<Partial<CommandResult>>);

/** Commands that the test answers, in order; the last answer stays. */
export class FakeCommands implements CommandRunner {
  readonly requests: CommandRequest[] = [];

  constructor(private readonly answers: Answer[] = [{}]) {}

  async run(request: CommandRequest): Promise<CommandResult> {
    this.requests.push(request);
    const answer = this.answers[Math.min(this.requests.length, this.answers.length) - 1] ?? {};
    const part = typeof answer === 'function' ? await answer(request) : answer;
    const result = {exitCode: 0, timedOut: false, aborted: false, stdout: '', stderr: '', duration: 0, ...part};
    if (typeof answer !== 'function') {
      if (result.stdout !== '') request.onOutput?.('stdout', result.stdout);
      if (result.stderr !== '') request.onOutput?.('stderr', result.stderr);
    }
    return result;
  }

  /** The arguments of the last command. */
  get args(): readonly string[] {
    return this.requests.at(-1)?.args ?? [];
  }
}
