import type {Clock} from '../../ports/clock.js';
import type {Environment} from '../../ports/environment.js';
import type {ClusterReader} from '../../ports/cluster-reader.js';
import type {CommandRunner} from '../../ports/command-runner.js';
import type {Helm} from '../../tools/helm.js';
import type {Kubectl} from '../../tools/kubectl.js';
import type {KubeconfigView} from './kube-context.js';

/** A command's connection to one cluster: the context is resolved once, here, and named in every call after that. */
export interface Session {
  /** The real context's name; undefined only in a dry run without a usable kubeconfig. */
  context?: string;
  /** The kubeconfig's active context and all that it has. */
  contexts?: {active?: string; known: readonly string[]};
  /** The namespace that the context sets for objects that name none; `default` when it sets none. */
  namespace?: string;
  /** Address of the context's API server, as far as the kubeconfig tells it; without credentials. */
  server?: string;
  /** Absolute path for `--kubeconfig`, when the request named one. */
  kubeconfig?: string;
  /** UID of kube-system, when it can be read. */
  identity?: string;
  dryRun: boolean;
  kubectl: Kubectl;
  helm: Helm;
  commands: CommandRunner;
  /** Where values come from that are taken from the environment. Default `process.env`. */
  env?: Environment;
  /** Undefined only in a dry run whose cluster cannot be reached; then `warnings` says so. */
  cluster?: ClusterReader;
  clock: Clock;
  warnings: {message: string; hint?: string}[];
  close(): Promise<void>;
}

/** How to open a session. */
export interface SessionRequest {
  /** From `--context`, `KFLOW_CONTEXT` or the config, in that order; the kubeconfig's active one when absent. */
  context?: string;
  /** Path for `--kubeconfig`; kubectl's own rules when absent. */
  kubeconfig?: string;
  /** What `readKubeconfig` began to read beforehand, of the same `kubeconfig` by the same `kubectl`. */
  kubeconfigView?: Promise<KubeconfigView>;
  dryRun?: boolean;
  /** Ask kubectl for its version, and warn when it does not go with the server's. Default false. */
  checkVersions?: boolean;
  /** Names or paths. Default `kubectl` and `helm` from PATH. */
  kubectl?: string;
  helm?: string;
  /**
   * What kubectl, helm and every other process of the session inherit (PATH, KUBECONFIG, proxies, cloud credentials), and where `fromEnv` looks.
   * Default `process.env`.
   */
  env?: Environment;
  /** Aborting gives up opening; an open session ends with `close`. */
  signal?: AbortSignal;
}
