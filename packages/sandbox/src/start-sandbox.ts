import {mkdir} from 'node:fs/promises';
import {dirname, join, resolve} from 'node:path';
import {cacheDir} from './cache-dir.js';
import {findControlPlane, findHelm3} from './programs/find-programs.js';
import type {Component, ComponentExit} from './run/component.js';
import {freePorts} from './run/free-port.js';
import {launch, LaunchError} from './run/launch.js';
import {layout} from './run/layout.js';
import {newPrivateDir, removeDir} from './run/private-dir.js';
import {restartComponent} from './run/restart-component.js';
import {sandboxName} from './run/sandbox-name.js';
import {SandboxError} from './sandbox-error.js';
import type {Sandbox, SandboxOptions} from './sandbox.js';

/** How often to start anew when another process took a port in the moment between finding and binding it. */
const ATTEMPTS = 4;

/**
 * Starts a real control plane with simulated nodes and resolves when it can be used, in 3 to 5 s. Any number can run at the same time.
 * Throws a SandboxError when its programs are not installed, or with the last lines of the log of the component that is to blame; by then
 * nothing runs and nothing is left.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const {env = process.env, nodes = 2, onProgress, timeout = 60_000} = options;
  const signal = options.signal ?? new AbortController().signal;
  const name = sandboxName(options.name);
  if (!Number.isInteger(nodes) || nodes < 1 || nodes > 50) {
    throw new SandboxError(`A sandbox cannot have ${nodes} nodes.`, 'Give a whole number from 1 to 50.', true);
  }
  const context = `kflow-sandbox-${name}`;
  const {bin, libexec} = await findControlPlane({env, onProgress, signal});

  for (let attempt = 1; ; attempt++) {
    const dir = await makeDir(cacheDir(env), name, options.dir);
    try {
      const [apiserver = 0, kubelet = 0] = await freePorts(2);
      const ports = {apiserver, kubelet};
      const components = await launch({dir, context, nodes, ports, libexec, bin, env, timeout, signal, onProgress});
      return running({components, dir, name, context, bin, options});
    } catch (error) {
      await removeDir(dir);
      if (!(error instanceof LaunchError)) throw error;
      if (attempt < ATTEMPTS && /address already in use/.test(error.log)) continue;
      throw new SandboxError(
        `The sandbox "${name}" did not start: ${error.message}.` +
          (error.log ? ` The last lines of the log of ${error.component}:\n${error.log}` : ''),
      );
    }
  }
}

async function makeDir(cache: string, name: string, wanted: string | undefined): Promise<string> {
  if (wanted === undefined) return newPrivateDir(cache, name);
  const dir = resolve(wanted);
  await mkdir(dirname(dir), {recursive: true});
  try {
    await mkdir(dir, {mode: 0o700});
  } catch (error) {
    // It will be removed with all that is in it, so it must be the sandbox's alone.
    throw new SandboxError(
      `The directory ${dir} cannot be made (${(error as NodeJS.ErrnoException).code}).`,
      'Name one that does not exist yet.',
    );
  }
  return dir;
}

interface Started {
  components: Component[];
  dir: string;
  name: string;
  context: string;
  bin: string;
  options: SandboxOptions;
}

function running({components, dir, name, context, bin, options}: Started): Sandbox {
  const {env = process.env, onProgress, signal} = options;
  const {kubeconfig} = layout(dir);
  let stopped: Promise<void> | undefined;
  let tellExit: (exit: ComponentExit | undefined) => void = () => undefined;
  const exited = new Promise<ComponentExit | undefined>((resolve) => (tellExit = resolve));
  const stop = (): Promise<void> =>
    (stopped ??= (async () => {
      tellExit(undefined);
      over.abort(new SandboxError(`The sandbox "${name}" was stopped.`));
      await Promise.all(components.map((component) => component.stop()));
      await removeDir(dir);
    })());
  const over = new AbortController();
  const replaced = new Set<Component>();
  // One that is started again did not end by itself.
  const watch = (component: Component): void =>
    void component.exited.then((exit) => void (replaced.has(component) || tellExit(exit)));
  components.forEach(watch);
  // The one who aborts cannot wait for the end, and it must not become an unhandled rejection.
  signal?.addEventListener('abort', () => void stop().catch(() => undefined), {once: true});
  return {
    ...{name, kubeconfig, context, bin, exited, stop},
    env: {...env, KUBECONFIG: kubeconfig, PATH: `${bin}:${env.PATH ?? ''}`},
    get pids() {
      return Object.fromEntries(components.map((component) => [component.name, component.pid ?? 0]));
    },
    restart: async (component: string) => {
      const kubectl = join(bin, 'kubectl');
      const onEnding = (old: Component): void => void replaced.add(old);
      const bounds = {timeout: options.timeout ?? 60_000, signal: over.signal};
      const where = {components, kubectl, kubeconfig, dir, env};
      await restartComponent({...where, ...bounds, name: component, onEnding}, watch);
    },
    helm3: () => findHelm3({env, onProgress, signal}),
  };
}
