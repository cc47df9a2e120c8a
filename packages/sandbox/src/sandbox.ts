import type {Environment} from './cache-dir.js';
import type {OnProgress} from './progress.js';
import type {ComponentExit} from './run/component.js';

/** How to start a sandbox. */
export interface SandboxOptions {
  /** Lower-case letters, digits and `-`, at most 40; default made up. It names the context, so use a new one for each at a time. */
  name?: string;
  /** Simulated nodes, 1 to 50, named `node-1` and so on; default 2. */
  nodes?: number;
  /** A directory for its data that does not exist yet; default a new one in the cache directory. It is removed at the end. */
  dir?: string;
  /** Aborting it ends the start, or the sandbox if it runs by then. */
  signal?: AbortSignal;
  onProgress?: OnProgress;
  /** The environment of the components, and for finding the cache directory; default `process.env`. */
  env?: Environment;
  /** Milliseconds the start may take; default 60,000. */
  timeout?: number;
}

/** A Kubernetes cluster of one's own that is ready for use. It ends when the process that started it does, however that ends. */
export interface Sandbox {
  name: string;
  /** Path of a kubeconfig with this one context (mode 0600). */
  kubeconfig: string;
  /** `kflow-sandbox-<name>` */
  context: string;
  /** A directory with `kubectl` and `helm` (4). */
  bin: string;
  /** `process.env` with `KUBECONFIG` and `PATH` set so that `kubectl` and `helm` are this sandbox's. */
  env: {[name: string]: string | undefined};
  /** The process id of each component, as it is now. */
  readonly pids: {[component: string]: number};
  /** Resolves with the first component that ends by itself, whatever the reason; with undefined once `stop` was called. */
  exited: Promise<ComponentExit | undefined>;
  /** Gives a directory with helm 3 as `helm`, where `kflow-sandbox build --helm3` has built it. */
  helm3(): Promise<string>;
  /**
   * Kills a component (SIGKILL) unless it has ended already, and starts it again with its data, port and certificates; resolves when the API server is
   * ready. For tests of what a cluster's clients do meanwhile. Rejects with a SandboxError when there is no such component.
   */
  restart(component: string): Promise<void>;
  /** Ends every component, waits until they are gone and removes the private directory. May be called again. */
  stop(): Promise<void>;
}
