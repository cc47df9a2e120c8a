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
  /** An absolute path, from one relative to the file that declares the resource. */
  path(relative: string): string;
  /** Tells the user something. */
  log(message: string): void;
  warn(message: string): void;
}
