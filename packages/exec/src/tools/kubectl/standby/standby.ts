import type {Clock} from '../../../ports/clock.js';
import type {CommandRequest, CommandResult, CommandRunner} from '../../../ports/command-runner.js';
import {applyCall, type ApplyCall} from './apply-call.js';
import {objectChange} from '../kubectl-changes.js';
import {isOfPrimer, primer} from './primer.js';
import {runAgain} from './run-again.js';
import {StandingKubectl} from './standing-kubectl.js';

/** Steps that are still to come, and which one process could do. */
export interface ExpectedSteps {
  phase: number;
  namespace?: string;
  /** How many there are. */
  all: number;
  /** How many of them have not begun. */
  left: number;
}

/** A process that stands by. */
interface Standing {
  process: StandingKubectl;
  /** The calls that it can make. */
  sort: string;
  /** The steps that it waits for. */
  expected: ExpectedSteps;
}

/** A call that went well, which the next one will be like. */
interface Example {
  request: CommandRequest;
  call: ApplyCall;
  objects: readonly {apiVersion: string}[];
}

/** Milliseconds without a call after which all counts as quiet. What was applied is then written down, and its pods take longer to start. */
const quiet = 100;

/**
 * Has the next `kubectl apply` of a run begin when nothing is being applied, while what was applied gets ready: of the fifth of a second that one
 * file takes, five sixths go by before kubectl applies anything (measured: 190 ms, and 32 ms when it stands by).
 */
export class Standby {
  private readonly standing: Standing[] = [];
  /** How many calls are being made. */
  private running = 0;
  private isClosed = false;
  /** Ends the wait for it to be quiet. */
  private pause = new AbortController();
  /** Of those that have done their work: what is still to be cleaned up. */
  private readonly leaving = new Set<Promise<void>>();

  /**
   * @param expected steps to come, in order of their phases
   * @param spread over how many processes steps are spread that are ready together
   * @param limit how many may stand by at once: each has some 75 MB
   */
  constructor(
    private readonly commands: CommandRunner,
    private readonly clock: Clock,
    private readonly expected: readonly ExpectedSteps[],
    private readonly spread: number,
    private readonly limit: number,
  ) {}

  /**
   * Runs one call, which what stands by does if it can.
   *
   * @param objects what is applied, as far as that is known: those who come next are likely to bring the like
   */
  runner(objects: readonly {apiVersion: string}[]): CommandRunner {
    return {run: (request) => this.run(request, objects)};
  }

  /** For when no call is made any more: ends all that stand by. */
  async close(): Promise<void> {
    this.isClosed = true;
    this.pause.abort();
    await Promise.all(this.standing.splice(0).map(({process}) => process.end()));
    await Promise.all(this.leaving);
  }

  private async run(request: CommandRequest, objects: Example['objects']): Promise<CommandResult> {
    const call = applyCall(request);
    if (!call) return await this.commands.run(request);
    this.pause.abort();
    this.running += 1;
    let result: CommandResult;
    try {
      result = await this.call(request, call);
    } finally {
      this.running -= 1;
    }
    // After one that failed there may be no other, and what it failed of would be met by that, too.
    if (result.exitCode === 0 && this.running === 0) this.startSoon({request, call, objects});
    return result;
  }

  /** Has it done by what stands by, and by a process of its own where there is none, or where that had failed before it came to the files. */
  private async call(request: CommandRequest, call: ApplyCall): Promise<CommandResult> {
    const told = new Set<string>();
    const onOutput: CommandRequest['onOutput'] = (stream, line) => {
      const change = stream === 'stdout' ? objectChange(line.trimEnd()) : undefined;
      if (change) told.add(change.object);
      request.onOutput?.(stream, line);
    };
    const result = await this.take(sortOf(request, call))?.apply({...request, onOutput}, call.files);
    return result && !isOfPrimer(result) ? result : await runAgain(this.commands, request, told);
  }

  /** Starts what is missing when all is quiet: beside what works, it would only slow that down. */
  private startSoon(example: Example): void {
    if (this.isClosed) return;
    this.pause = new AbortController();
    this.clock.sleep(quiet, this.pause.signal).then(
      () => this.start(example),
      () => {},
    );
  }

  /** Starts what is missing: one for each of the steps that one process could do, of the phase that goes on, then the second for each. */
  private start(example: Example): void {
    this.endUseless();
    const next = this.expected.find(({left}) => left > 0);
    const candidates = this.expected.filter(({phase, left}) => phase === next?.phase && left > 0);
    for (let each = 1; each <= this.limit; each += 1) {
      for (const expected of candidates) {
        const there = this.standing.filter((one) => one.expected === expected).length;
        if (there >= Math.min(each, this.wanted(expected))) continue;
        if (this.standing.length >= this.limit || !this.startFor(expected, example)) return;
      }
    }
  }

  /**
   * How many processes steps are likely to need. Those that are ready together share as many as they are spread over: so do the first of a phase. Of many others, some
   * get ready by themselves.
   */
  private wanted({all, left}: ExpectedSteps): number {
    return Math.min(left, left === all ? this.spread : Math.max(this.spread, Math.floor(left / 4)));
  }

  /** Starts one like an example. */
  private startFor(expected: ExpectedSteps, {request, call, objects}: Example): boolean {
    const next = {...call, namespace: expected.namespace};
    try {
      const process = new StandingKubectl(this.commands, request, next, primer(objects), this.clock);
      this.standing.push({process, sort: sortOf(request, next), expected});
      return true;
    } catch {
      // No room for its files: the next call starts when it is made, as it would have without any of this.
      return false;
    }
  }

  /** Ends those whose steps have been done by others: there were too many files for them, or kinds that they cannot do. */
  private endUseless(): void {
    for (const each of this.standing.filter(({expected}) => expected.left <= 0)) void this.remove(each).end();
  }

  private take(sort: string): StandingKubectl | undefined {
    const found = this.standing.find((each) => each.sort === sort);
    return found && this.remove(found);
  }

  private remove(standing: Standing): StandingKubectl {
    this.standing.splice(this.standing.indexOf(standing), 1);
    const {gone} = standing.process;
    this.leaving.add(gone);
    void gone.then(() => this.leaving.delete(gone));
    return standing.process;
  }
}

/** What calls have to have in common to be made by one process. */
function sortOf({tool, cwd, env}: CommandRequest, {namespace, flags}: ApplyCall): string {
  return JSON.stringify([tool, cwd, env, namespace, flags]);
}
