import type {ManifestObject, RunnerOperation, RunnerResource} from '../context.js';
import type {HookName} from './hook-names.js';

/**
 * What a hook reads: the first line of its standard input, which ends after it unless `answers` is true. A reader ignores fields that it does not
 * know; there may be more of them one day.
 */
export interface HookCallDocument {
  /** Version of the protocol. */
  version: 1;
  hook: HookName;
  operation: RunnerOperation;
  dryRun: boolean;
  /** Whether standard input stays open, and requests are answered there. */
  answers: boolean;
  resource: RunnerResource;
  step: string;
  /** The namespace that the step acts in. */
  namespace: string;
  /** The step's own `config`: what stands under `config` of the runner's. */
  config: {[key: string]: unknown};
  /** What kflow's state says of the resource; empty when nothing was applied yet. */
  state: {[key: string]: unknown};
  /** Absolute path of the directory of the file that declares the resource, where relative paths begin. */
  dir: string;
  /** Name of the run's kubeconfig context; absent in a dry run without one. */
  context?: string;
  /** Absolute path of the kubeconfig when `--kubeconfig` named one. */
  kubeconfig?: string;
}

/** What any message may have beside it. */
export interface NamingMessage {
  /** Values that must never be shown: masked from this message on. */
  secrets?: string[];
}

/** What any request may have beside it. */
export interface HookRequest extends NamingMessage {
  /** Comes back in the answer. */
  id?: string | number;
  /**
   * True: a request that fails fails the hook, which is ended. False: the hook goes on, and its answer says what went wrong.
   * @default true
   */
  check?: boolean;
}

/** What a request that runs a command may have beside it. */
export interface HookCommandRequest extends HookRequest {
  /**
   * Whether it changes anything. What does is printed and skipped under `--dry-run`.
   * @default true
   */
  mutating?: boolean;
  /** Text for its standard input. */
  stdin?: string;
  /**
   * Seconds until it is killed; none by default.
   * @exclusiveMinimum 0
   */
  timeout?: number;
}

/** Tells the user something. */
export interface LogMessage extends NamingMessage {
  log: string;
}
/** Warns the user. */
export interface WarnMessage extends NamingMessage {
  warn: string;
}
/** Names values that must never be shown. */
export interface SecretsMessage {
  secrets: string[];
}
/** The result of the hook `status`: a short text. The last one counts. */
export interface StatusMessage extends NamingMessage {
  status: string;
}
/** The result of the hook `health`. The last one counts; a hook that says nothing and ends well is healthy. */
export interface HealthMessage extends NamingMessage {
  healthy: boolean;
  /** Why, in a line. */
  detail?: string;
}
/** Run kubectl in the run's context and the step's namespace. */
export interface KubectlRequest extends HookCommandRequest {
  kubectl: string[];
}
/** Run helm in the run's context and the step's namespace. */
export interface HelmRequest extends HookCommandRequest {
  helm: string[];
}
/** Run a command in a pod: with `selector`, in the first one that runs. One of `pod` and `selector`. */
export interface ExecRequest extends HookCommandRequest {
  exec: string[];
  pod?: string;
  selector?: string;
  container?: string;
  /** Default: the step's. */
  namespace?: string;
}
/** Apply YAML text, an object, or several. */
export interface ApplyManifestRequest extends HookRequest {
  applyManifest: string | ManifestObject | ManifestObject[];
}
/** Restart `kind/name`. */
export interface RolloutRestartRequest extends HookRequest {
  rolloutRestart: string;
}

/** What a hook may print: a line of JSON on its standard output. Lines that are no JSON object are log lines. */
export type HookMessage =
  | LogMessage
  | WarnMessage
  | SecretsMessage
  | StatusMessage
  | HealthMessage
  | KubectlRequest
  | HelmRequest
  | ExecRequest
  | ApplyManifestRequest
  | RolloutRestartRequest;

/** What a request came to: a line on the hook's standard input, when it has `answers`. Requests are answered in their order. */
export interface HookAnswer {
  /** The request's; absent when it had none. */
  id?: string | number;
  /** 0 when it succeeded, or when a dry run skipped it. */
  exitCode: number;
  stdout: string;
  stderr: string;
  /** True when a dry run printed the command instead of running it. */
  skipped: boolean;
  /** Why there is no outcome of a command, e.g. no pod to run it in. Only for a request with `check: false`. */
  error?: {code?: string; message: string};
}
