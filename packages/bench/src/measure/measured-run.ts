import {spawn} from 'node:child_process';
import {closeSync, mkdtempSync, openSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {CommandFailed, type Command} from './command.js';
import type {Measurement} from './measurement.js';
import {processorTime} from './processor-time.js';

/** How to run what is measured. */
export interface RunOptions {
  /** The program that measures: see `measure/main.go`. */
  measure: string;
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
  /** Milliseconds it may take; default 30 minutes. */
  timeout?: number;
  /** The processes of the control plane that it works on, if there is one. */
  clusterPids?: readonly number[];
}

/**
 * Runs a command to its end and gives what that took. What it prints goes to a file, as it would without a terminal, and is in the error
 * when it fails. Throws a CommandFailed; what it started ends with it.
 */
export async function measuredRun(command: Command, options: RunOptions): Promise<Measurement> {
  const {measure, env, signal, timeout = 30 * 60_000, clusterPids} = options;
  const dir = mkdtempSync(join(tmpdir(), 'kflow-bench-'));
  const [result, log] = [join(dir, 'measurement.json'), join(dir, 'output')];
  const output = openSync(log, 'w');
  try {
    const before = clusterPids && processorTime(clusterPids);
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
    const child = spawn(measure, [result, command.file, ...command.args], {
      ...{cwd: command.cwd, env, stdio: ['ignore', output, output], detached: true},
    });
    const onAbort = (): void => killGroup(child.pid);
    limit.addEventListener('abort', onAbort, {once: true});
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    limit.removeEventListener('abort', onAbort);
    signal.throwIfAborted();
    if (limit.aborted) throw new CommandFailed(`not done after ${timeout / 1000} s`);
    if (code !== 0) throw new CommandFailed(`exit ${code}\n${lastLines(readFileSync(log, 'utf8'))}`);
    const {wallMs, cpuMs, peakKiB} = JSON.parse(readFileSync(result, 'utf8')) as Measurement;
    const after = clusterPids && processorTime(clusterPids);
    const clusterCpuMs = before === undefined || after === undefined ? undefined : after - before;
    return {wallMs, cpuMs, peakKiB, ...(clusterCpuMs !== undefined && {clusterCpuMs})};
  } finally {
    closeSync(output);
    rmSync(dir, {recursive: true, force: true});
  }
}

function killGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}

function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-15).join('\n');
}
