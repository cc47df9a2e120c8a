/** What completion knows of the program, and whom it asks for the rest. */
export interface CompletionSource {
  commands: readonly CompletionCommand[];
  /** Flags of every command. */
  globals: readonly CompletionFlag[];
  /** `kflow help` knows these beside the commands. */
  helpTopics(): Promise<Named[]>;
  /** Resources of the project that the flags name; none when it cannot be read. */
  resources(flags: GivenFlags): Promise<Candidate[]>;
  /** Contexts of the kubeconfig that the flags name; none when it cannot be read. */
  contexts(flags: GivenFlags): Promise<Candidate[]>;
}

/** Flags that were typed, those without a value as true. */
export type GivenFlags = ReadonlyMap<string, string | true>;

/** What several words lead to. */
export interface Named {
  /** `['state', 'show']`. */
  words: string[];
  summary: string;
}

/** A command. */
export interface CompletionCommand extends Named {
  flags: CompletionFlag[];
  /** What its arguments are. */
  args: 'resources' | 'resource' | 'directory' | readonly string[];
}

/** A flag. */
export interface CompletionFlag {
  name: string;
  char?: string;
  summary: string;
  /** What its value is; absent for a flag without one. */
  value?: 'file' | 'directory' | 'context' | 'other' | readonly string[];
}

/** A word that could stand there. */
export interface Candidate {
  value: string;
  description?: string;
}

/** What could stand at the end of a command line. */
export interface Completion {
  candidates: Candidate[];
  /** The shell's own completion of files or directories takes over. */
  paths?: 'files' | 'directories';
}
