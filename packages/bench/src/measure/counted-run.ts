import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';
import {warmUp} from '../tools/warm-up.js';
import type {Command} from './command.js';
import {countingProxy} from './counting-proxy.js';
import {countingTools} from './counting-tools.js';
import {measuredRun, type RunOptions} from './measured-run.js';
import type {Counts} from './measurement.js';

/** Runs a command to its end and counts what it starts, and what it reads from the API server. Its time means nothing. */
export async function countedRun(command: Command, options: RunOptions): Promise<Counts> {
  const {PATH = '', KUBECONFIG = ''} = options.env;
  const dir = mkdtempSync(join(tmpdir(), 'kflow-bench-count-'));
  const tools = countingTools(dir, ['kubectl', 'helm'], PATH);
  const proxy = await countingProxy(KUBECONFIG, join(dir, 'kubeconfig'));
  try {
    const env = {...options.env, PATH: [tools.bin, PATH].join(delimiter), KUBECONFIG: proxy.kubeconfig};
    // Another address is another cluster to kubectl's cache.
    await warmUp(env, options.signal);
    const before = {processes: tools.started(), bytesRead: proxy.bytesRead()};
    await measuredRun(command, {...options, env});
    return {processes: tools.started() - before.processes, bytesRead: proxy.bytesRead() - before.bytesRead};
  } finally {
    await proxy.close();
    rmSync(dir, {recursive: true, force: true});
  }
}
