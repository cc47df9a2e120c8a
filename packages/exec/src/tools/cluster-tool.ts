import type {CommandResult, CommandRunner} from '../ports/command-runner.js';
import type {Retries} from './retries.js';

/** How one call of kubectl or helm is made. */
export interface ToolCall {
  /** Whether it changes anything. Required, so that nobody forgets to think about it. */
  mutating: boolean;
  /** Whether it waits for what others do: a dry run, in which nobody does anything, reports it and does not run it. */
  waits?: boolean;
  /** Adds `--namespace`. */
  namespace?: string;
  stdin?: string;
  /** What a dry run shows in place of `stdin`, e.g. `***` when all of it is secret. Default: `stdin`, with secrets masked. */
  shownStdin?: string;
  /** Reject with a KflowError when it exits with something else than 0. Default true. */
  check?: boolean;
  signal?: AbortSignal;
  /** Seconds after which it is killed. Default 600 for kubectl, 1800 for helm; `Infinity` for what may take as long as it likes. */
  timeout?: number;
  /** Values to mask in its arguments and output. */
  secrets?: readonly string[];
  /**
   * The arguments hold none of `secrets`, and are shown as they are: a Secret's `user: shop` must not make the file or namespace `shop` of a
   * command unreadable, which then could not be pasted. Default false.
   */
  plainArguments?: boolean;
  cwd?: string;
  onOutput?: (stream: 'stdout' | 'stderr', text: string) => void;
}

/** A call's result; `skipped` when a dry run reported it instead of running it (then exitCode is 0 and the texts are empty). */
export type ToolResult = CommandResult & {skipped: boolean};

/**
 * kubectl or helm, bound to one context (and kubeconfig) for a whole run. Every call is reported, masked and quoted, before it
 * runs; under a dry run a call that changes or waits for something is reported and not run.
 */
export interface ClusterTool {
  readonly name: 'kubectl' | 'helm';
  call(args: readonly string[], call: ToolCall): Promise<ToolResult>;
  /**
   * For calls that may be made again without harm; absent where nothing is tried twice.
   *
   * @internal
   */
  readonly retries?: Retries | undefined;
  /** The same tool that reports its calls to somebody else and ends them with another signal. */
  with(binding: ToolBinding): ClusterTool;
}

/** Who hears of a tool's calls, and what ends them. */
export interface ToolBinding {
  report?: (command: {command: string; mutating: boolean; ran: boolean}) => void;
  /** Each masked line of output as it comes. */
  onLine?: (stream: 'stdout' | 'stderr', line: string) => void;
  /** Values to mask in the output and errors of all calls; those of a call itself are masked in its arguments as well. */
  secrets?: () => readonly string[];
  /** @internal */
  retries?: Retries;
  /**
   * Starts its processes, in place of what the tool was made with.
   *
   * @internal
   */
  commands?: CommandRunner;
  signal?: AbortSignal;
}
