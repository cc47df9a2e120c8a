import {cacheDir} from '../cache-dir.js';
import type {Progress} from '../progress.js';
import {SandboxError} from '../sandbox-error.js';
import {startSandbox} from '../start-sandbox.js';
import {controlServer} from './control-server.js';
import {namedFiles} from './named-files.js';
import {writeRecord, type SandboxRecord} from './record.js';

/** What a supervisor tells the `up` that started it. */
export type SupervisorMessage =
  | {kind: 'progress'; progress: Progress}
  | {kind: 'ready'; record: SandboxRecord}
  | {kind: 'failed'; message: string; hint?: string};

/**
 * The life of a supervisor: starts a sandbox, says so to the process that started this one, and keeps it until it is told to stop.
 * If that process goes away before the sandbox is ready, the sandbox goes too. Resolves when it was stopped.
 */
export async function supervise(name: string, nodes: number): Promise<void> {
  const files = namedFiles(cacheDir(process.env), name);
  const send = (message: SupervisorMessage): void => {
    if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
  };
  const abandoned = new AbortController();
  const giveUp = (): void => abandoned.abort();
  process.once('disconnect', giveUp);
  try {
    const sandbox = await startSandbox({
      ...{name, nodes, dir: files.run, signal: abandoned.signal},
      onProgress: (progress) => send({kind: 'progress', progress}),
    });
    process.off('disconnect', giveUp);
    let told: () => void = () => undefined;
    const stopped = new Promise<void>((resolve) => (told = resolve));
    const stop = async (): Promise<void> => {
      await sandbox.stop();
      told();
    };
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
    const control = await controlServer(stop);
    const record: SandboxRecord = {
      ...{name, nodes, context: sandbox.context, kubeconfig: sandbox.kubeconfig, bin: sandbox.bin},
      ...{startedAt: new Date().toISOString(), pid: process.pid, pids: sandbox.pids},
      control: {port: control.port, token: control.token},
    };
    await writeRecord(files.record, record);
    void sandbox.exited.then(async (failed) => {
      if (failed) await writeRecord(files.record, {...record, failed});
    });
    send({kind: 'ready', record});
    if (process.connected) process.disconnect();
    await stopped;
    control.close();
  } catch (error) {
    const {message} = error as Error;
    send({kind: 'failed', message, hint: error instanceof SandboxError ? error.hint : undefined});
    if (process.connected) process.disconnect();
    throw error;
  }
}
