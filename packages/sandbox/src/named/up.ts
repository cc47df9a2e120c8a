import {spawn} from 'node:child_process';
import {closeSync, openSync} from 'node:fs';
import {join} from 'node:path';
import {cacheDir} from '../cache-dir.js';
import {withLock} from '../file-lock.js';
import {packageRoot} from '../package-root.js';
import {findControlPlane} from '../programs/find-programs.js';
import type {OnProgress} from '../progress.js';
import {makePrivate, removeDir} from '../run/private-dir.js';
import {sandboxName} from '../run/sandbox-name.js';
import {SandboxError} from '../sandbox-error.js';
import {askSupervisor} from './control-client.js';
import {findNamed} from './find-named.js';
import {namedFiles} from './named-files.js';
import type {SandboxRecord} from './record.js';
import type {SupervisorMessage} from './supervise.js';

/** How to bring a named sandbox up. */
export interface UpOptions {
  name: string;
  nodes: number;
  signal: AbortSignal;
  onProgress: OnProgress;
}

/**
 * Starts the sandbox of that name in the background, or finds that it runs (`already`). One that lost a component is replaced, and
 * what a crash left behind is removed first.
 */
export async function up(options: UpOptions): Promise<{record: SandboxRecord; already: boolean}> {
  const {signal, onProgress} = options;
  const name = sandboxName(options.name);
  const cache = cacheDir(process.env);
  const files = namedFiles(cache, name);
  await makePrivate(join(cache, 'sandboxes'));
  await findControlPlane({signal, onProgress});
  const onWait = (): void =>
    onProgress({
      stage: 'wait',
      done: 0,
      total: 0,
      message: `another process starts or stops "${name}": waiting for it`,
    });
  return withLock(files.lock, {signal, onWait}, async () => {
    const found = await findNamed(files);
    if (found && !found.failed) return {record: found, already: true};
    if (found) await askSupervisor(found, 'POST', '/stop', 30_000);
    await removeDir(files.root);
    await makePrivate(files.root);
    return {record: await startSupervisor({...options, name}, files.log), already: false};
  });
}

/** Starts a process that outlives this one, and resolves when its sandbox is ready. */
async function startSupervisor({name, nodes, signal, onProgress}: UpOptions, logFile: string): Promise<SandboxRecord> {
  const log = openSync(logFile, 'a', 0o600);
  const program = join(packageRoot, 'bin', 'kflow-sandbox.js');
  const child = spawn(process.execPath, [program, 'supervise', name, String(nodes)], {
    // Not the folder this was called in, which somebody may want to remove.
    cwd: packageRoot,
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  // The supervisor takes the loss of this channel for "give up".
  const abort = (): void => child.disconnect();
  signal.addEventListener('abort', abort, {once: true});
  try {
    return await new Promise<SandboxRecord>((resolve, reject) => {
      child.on('message', (message: SupervisorMessage) => {
        if (message.kind === 'progress') onProgress(message.progress);
        else if (message.kind === 'ready') resolve(message.record);
        else reject(new SandboxError(message.message, message.hint));
      });
      child.once('error', reject);
      child.once('exit', () =>
        reject(new SandboxError(`The sandbox "${name}" did not start.`, `Its log is ${logFile}.`)),
      );
    });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', abort);
    child.unref();
  }
}
