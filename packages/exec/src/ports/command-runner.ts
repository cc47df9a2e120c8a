/** One process to run. */
export interface CommandRequest {
  /** Name on PATH or absolute path, e.g. `kubectl`. */
  tool: string;
  args: readonly string[];
  /** Written to its standard input, which is then closed; without it standard input is empty. */
  stdin?: string;
  /** In place of `stdin`: texts that are written as they come; standard input is closed after the last one. */
  stdinTexts?: AsyncIterable<string>;
  cwd?: string;
  /** Added to the environment of kflow. */
  env?: {[name: string]: string};
  /** Ends the process and everything it started. */
  signal?: AbortSignal;
  /** Seconds until it is killed; then the result has `timedOut`. */
  timeout?: number;
  /** Values to mask in everything that is reported about this command, output and errors included. */
  secrets?: readonly string[];
  /** Called with each chunk of output as it comes, unmasked; who shows it masks it. */
  onOutput?: (stream: 'stdout' | 'stderr', text: string) => void;
  /** Leave the texts of the result empty: for what `onOutput` takes, of a process that may print without end. Default false. */
  forgetOutput?: boolean;
}

/** How a process ended. A command that exits with an error is a result, not an exception. */
export interface CommandResult {
  /** Exit code; 128 + n when signal n ended it. */
  exitCode: number;
  /** The signal that ended it, e.g. `SIGTERM`. */
  signal?: string;
  timedOut: boolean;
  /** True when the request's AbortSignal ended it. */
  aborted: boolean;
  stdout: string;
  stderr: string;
  /** Seconds. */
  duration: number;
}

/** Starts processes: the only way in which exec does. Rejects only when the tool cannot be started (KflowError `KF701`). */
export interface CommandRunner {
  /**
   * Whether its processes see the files of this one, and get standard input as it comes: then a process may be started ahead of what it is to do. Default
   * false: it may run them elsewhere, or show each to somebody.
   */
  readonly isLocal?: boolean;
  run(request: CommandRequest): Promise<CommandResult>;
}
