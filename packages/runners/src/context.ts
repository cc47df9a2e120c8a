/** What a command that a runner started came to. */
export interface CommandOutcome {
  /** 0 when it succeeded. When a dry run skipped it, 0 as well, with `skipped` true. */
  exitCode: number;
  stdout: string;
  stderr: string;
  /** True when a dry run printed the command instead of running it. */
  skipped: boolean;
}

/** How a runner's command is run. */
export interface CommandOptions {
  /**
   * Whether it changes anything. Mutating commands are printed and skipped under `--dry-run`; reads run.
   * Default true, so that a runner that forgets to say so never changes a cluster in a dry run.
   */
  mutating?: boolean;
  /** Throw when it exits with something else than 0. Default true. */
  check?: boolean;
  /** Text for its standard input. Never shown. */
  stdin?: string;
  /** Seconds until it is killed and the call fails. Default: none. */
  timeout?: number;
  /** Values that must never be shown, wherever they turn up in arguments or output. */
  secrets?: string[];
}

/** How `ctx.run` runs a command on the machine that runs kflow. */
export interface LocalCommandOptions extends Omit<CommandOptions, 'stdin'> {
  /** The directory it runs in; a relative one begins at the file that declares the resource. Default: that file's directory. */
  cwd?: string;
  /**
   * Added to kflow's environment and to what says where it runs, as for `script` steps: `KFLOW_RESOURCE`, `KFLOW_NAMESPACE`, `KFLOW_CONTEXT`,
   * `KFLOW_OPERATION`, and `KUBECONFIG` when `--kubeconfig` named one. The values of names like `PASSWORD` are masked.
   */
  env?: {[name: string]: string};
  /** Text for its standard input, or texts as they come, which is closed when they end. Never shown. */
  stdin?: string | AsyncIterable<string>;
  /**
   * Takes each line of standard output as it comes, whole and not masked. It is not shown then, and `stdout` of the outcome is empty.
   */
  onLine?(line: string): void;
  /** Ends it, with all that it started, as `ctx.signal` does anyway; the call then throws this signal's reason. */
  signal?: AbortSignal;
  /** What it is called when it fails: `the migration`. Default: the program's name. */
  what?: string;
  /** False for what may print without end: `stdout` and `stderr` of the outcome are empty. Default true. */
  keepOutput?: boolean;
}

/** Which pod `ctx.kubectlExec` runs in: one of `pod` and `selector` (the first running pod that it matches). */
export interface PodTarget {
  pod?: string;
  selector?: string;
  container?: string;
  /** Default: `ctx.namespace`. */
  namespace?: string;
}

/** A Kubernetes object as JSON. */
export interface ManifestObject {
  apiVersion: string;
  kind: string;
  metadata: {name: string; namespace?: string; [key: string]: unknown};
  [key: string]: unknown;
}

/** What the resource of a runner step is, as far as runners need it. */
export interface RunnerResource {
  name: string;
  namespace: string;
  phase: string;
  selector?: string;
  /** `kind/name` each. */
  workloads: string[];
}

/** What kflow does while a hook runs. */
export type RunnerOperation = 'apply' | 'destroy' | 'restart' | 'reload' | 'status' | 'health';

/** Everything that a runner's hook needs. Made afresh for every call of a hook. */
export interface RunnerContext<Config = {[key: string]: unknown}> {
  /** The resource's name and more of it. */
  readonly resource: RunnerResource;
  /** The step's name. */
  readonly step: string;
  /** The namespace that the step acts in. Every kubectl and helm call gets it, unless its arguments name another. */
  readonly namespace: string;
  /** The step's `config` block, after `configSchema` has accepted it. */
  readonly config: Config;
  /** True under `--dry-run`: mutating calls are printed and skipped by themselves. */
  readonly dryRun: boolean;
  readonly operation: RunnerOperation;
  /** A read-only snapshot of what kflow's state says of the resource; empty when nothing was applied yet. */
  readonly state: Readonly<{[key: string]: unknown}>;
  /** Name of the run's kubeconfig context; absent in a dry run without one. */
  readonly kubeContext?: string;
  /** Absolute path of the kubeconfig when `--kubeconfig` named one; absent: kubectl's own rules. */
  readonly kubeconfig?: string;
  /** Aborted when the run is stopped. Commands started through the context end with it. */
  readonly signal: AbortSignal;

  /** Runs kubectl in the run's context and the step's namespace. */
  kubectl(args: readonly string[], options?: CommandOptions): Promise<CommandOutcome>;
  /** Runs helm in the run's context and the step's namespace. */
  helm(args: readonly string[], options?: CommandOptions): Promise<CommandOutcome>;
  /** Runs a command in a pod; mutating unless told otherwise. */
  kubectlExec(command: readonly string[], target: PodTarget & CommandOptions): Promise<CommandOutcome>;
  /** `kubectl apply` of YAML text, one object or several, on stdin. */
  applyManifest(manifest: string | ManifestObject | readonly ManifestObject[]): Promise<CommandOutcome>;
  /** `kubectl rollout restart` of `kind/name`. */
  rolloutRestart(workload: string): Promise<CommandOutcome>;
  /**
   * Runs a program on the machine that runs kflow, in the resource's directory: no shell, arguments as they are. A program that is a
   * path (`./tool`) begins at the file that declares the resource. It ends with the run, and so does everything that it starts.
   */
  run(command: readonly string[], options?: LocalCommandOptions): Promise<CommandOutcome>;
  /** Values that must never be shown: masked from now on, in whatever the run shows. */
  mask(secrets: readonly string[]): void;
  /** An absolute path, from one relative to the file that declares the resource. */
  path(relative: string): string;
  /** Tells the user something. */
  log(message: string): void;
  warn(message: string): void;
}
