import {randomBytes} from 'node:crypto';
import {existsSync} from 'node:fs';
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {commandOutput} from '../build/command-output.js';
import type {Environment} from '../cache-dir.js';
import type {OnProgress} from '../progress.js';
import {ApiClient} from './api-client.js';
import {awaitReady} from './await-ready.js';
import {
  COMPONENTS,
  componentArguments,
  componentEnvironment,
  type ComponentName,
  type Ports,
} from './component-arguments.js';
import {Component, type ComponentExit} from './component.js';
import {renderKubeconfig} from './kubeconfig.js';
import {kwokConfig, podLogLines} from './kwok-config.js';
import {layout, type Layout} from './layout.js';
import {logTail} from './log-tail.js';
import {until} from './until.js';

/** What one control plane is started from. */
export interface LaunchOptions {
  /** A private directory that exists. */
  dir: string;
  context: string;
  nodes: number;
  ports: Ports;
  /** The folder of the components' programs, and that of kubectl and helm. */
  libexec: string;
  bin: string;
  env: Environment;
  /** Milliseconds until it must be ready. */
  timeout: number;
  signal: AbortSignal;
  onProgress?: OnProgress;
}

/** A control plane that could not be started: which component is to blame and the last lines of its log, if that is known. */
export class LaunchError extends Error {
  override readonly name = 'LaunchError';

  constructor(
    reason: string,
    readonly component: ComponentName | undefined,
    readonly log: string,
  ) {
    super(reason);
  }
}

/** Starts every component and waits until the cluster is ready for use. On failure nothing runs any more when it throws. */
export async function launch(options: LaunchOptions): Promise<Component[]> {
  const files = layout(options.dir);
  const token = randomBytes(24).toString('hex');
  const authority = await writeFiles(files, token, options);
  const args = componentArguments(files, options.ports);
  const env = {
    ...options.env,
    ...componentEnvironment(files, options.ports),
    PATH: `${options.bin}:${options.env.PATH ?? ''}`,
  };
  const running: Component[] = [];
  const died = new AbortController();
  let first: ComponentExit | undefined;
  const signal = AbortSignal.any([options.signal, died.signal]);
  const start = (name: ComponentName): void => {
    const component = new Component({
      ...{name, program: join(options.libexec, name), args: args[name], cwd: files.dir, env},
      log: files.log(name),
    });
    running.push(component);
    void component.exited.then((exit) => {
      first ??= exit;
      died.abort();
    });
    options.onProgress?.({
      stage: 'start',
      done: running.length,
      total: COMPONENTS.length,
      message: `starting the control plane: ${name}`,
    });
  };

  const api = new ApiClient(options.ports.apiserver, token, authority);
  const deadline = Date.now() + options.timeout;
  try {
    start('etcd');
    const socket = join(files.dir, 'etcd.sock');
    await until(async () => existsSync(socket), {every: 10, deadline, signal, what: 'etcd opening its socket'});
    start('kube-apiserver');
    await awaitReady({api, nodes: options.nodes, ports: options.ports, deadline, signal, start});
    return running;
  } catch (error) {
    const suspect = first?.component as ComponentName | undefined;
    await Promise.all(running.map((component) => component.stop()));
    options.signal.throwIfAborted();
    const blamed = suspect ?? running.at(-1)?.name;
    const reason = suspect ? `${suspect} ended while it started` : (error as Error).message;
    throw new LaunchError(reason, blamed as ComponentName | undefined, blamed ? await logTail(files.log(blamed)) : '');
  } finally {
    api.close();
  }
}

/** Writes what the components read, and gives the authority's certificate. */
async function writeFiles(files: Layout, token: string, options: LaunchOptions): Promise<string> {
  await mkdir(files.certs, {recursive: true, mode: 0o700});
  const made = await commandOutput({
    ...{file: join(options.libexec, 'certs'), args: [files.certs], cwd: files.dir},
    ...{env: options.env, signal: options.signal},
  });
  if (made.code !== 0) throw new Error(`the certificates could not be made: ${made.stderr}`);
  const authority = await readFile(join(files.certs, 'ca.crt'), 'utf8');
  const secret = {mode: 0o600};
  const server = `https://127.0.0.1:${options.ports.apiserver}`;
  const now = new Date();
  const log = ['starting', 'this container is simulated: nothing runs in it', 'ready'];
  await Promise.all([
    writeFile(files.tokens, `${token},sandbox-admin,sandbox-admin,"system:masters"\n`, secret),
    writeFile(files.kubeconfig, renderKubeconfig({context: options.context, server, authority, token}), secret),
    writeFile(files.nodes, await kwokConfig(files), secret),
    writeFile(files.podLog, podLogLines(now, log), secret),
    writeFile(files.previousPodLog, podLogLines(now, ['starting', 'error: exit 1']), secret),
  ]);
  return authority;
}
