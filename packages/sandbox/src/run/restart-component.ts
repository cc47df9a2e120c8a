import {commandOutput} from '../build/command-output.js';
import type {Environment} from '../cache-dir.js';
import {SandboxError} from '../sandbox-error.js';
import type {Component} from './component.js';
import {until} from './until.js';

/** What is to be started again, and where it is asked whether that went well. */
export interface RestartOptions {
  /** Of a running sandbox, in any order; the new one takes the old one's place. */
  components: Component[];
  /** Of the component. */
  name: string;
  /** Called with the old component before it is ended. */
  onEnding: (old: Component) => void;
  kubectl: string;
  kubeconfig: string;
  /** Where kubectl runs: the sandbox's directory. */
  dir: string;
  env: Environment;
  /** Milliseconds in which the API server must be ready afterwards. */
  timeout: number;
  /** Aborts when the sandbox is stopped. */
  signal: AbortSignal;
}

/**
 * Ends a component with SIGKILL, starts it again with the same command line and data, and waits until the API server is ready.
 * Rejects with a SandboxError when there is no such component, and with an Error when the time is over.
 *
 * @param onStarted called with the new component at once
 */
export async function restartComponent(
  options: RestartOptions,
  onStarted: (started: Component) => void,
): Promise<void> {
  const {components, name, signal} = options;
  const index = components.findIndex((component) => component.name === name);
  const old = components[index];
  if (old === undefined) {
    const known = components.map((component) => component.name).join(', ');
    throw new SandboxError(`A sandbox has no component "${name}".`, `It has ${known}.`, true);
  }
  options.onEnding(old);
  await old.stop();
  signal.throwIfAborted();
  onStarted((components[index] = old.again()));
  const {kubectl: file, kubeconfig, dir: cwd, env} = options;
  const args = ['get', '--raw', '/readyz', '--request-timeout=5s', `--kubeconfig=${kubeconfig}`];
  const isReady = async (): Promise<boolean> => (await commandOutput({file, args, cwd, env, signal})).code === 0;
  const deadline = Date.now() + options.timeout;
  await until(isReady, {every: 50, deadline, signal, what: `the API server getting ready after a restart of ${name}`});
}
