import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {cacheDir, type Progress} from '@kflow/sandbox';
import type {Bench} from './bench.js';
import type {Options} from './options.js';
import type {MissingPeer} from './peers/peer.js';
import {endCluster, startCluster} from './tools/cluster.js';
import {installKflowPy} from './tools/install-kflow-py.js';
import {buildHelmfile, buildMeasure} from './tools/programs.js';
import {privateEnv} from './tools/private-env.js';
import {warmUp, warmUpKflow} from './tools/warm-up.js';

/**
 * Gets everything that the cases need, hands it to `work`, and takes it down again, whatever happens. A peer that cannot be had is listed
 * as missing.
 */
export async function withBench<Result>(
  {cases, runs, isCounting, peers, name, isKept}: Options,
  signal: AbortSignal,
  say: (text: string) => void,
  work: (bench: Bench) => Promise<Result>,
): Promise<Result> {
  const missing: MissingPeer[] = [];
  const onProgress = ({message}: Progress): void => say(message);
  const tried = async (peer: string, get: () => Promise<string>): Promise<string | undefined> => {
    if (peers !== undefined && !peers.includes(peer)) return undefined;
    try {
      return await get();
    } catch (error) {
      signal.throwIfAborted();
      missing.push({name: peer, reason: (error as Error).message});
      say(`${peer} cannot be had: ${(error as Error).message}`);
      return undefined;
    }
  };
  const measure = await buildMeasure({signal, onProgress});
  const kflowPy = await tried('kflow-py', () => installKflowPy(cacheDir(process.env), signal));
  const needsHelmfile = cases.some((each) => each.name.startsWith('helm'));
  const helmfile = needsHelmfile ? await tried('helmfile', () => buildHelmfile({signal, onProgress})) : undefined;

  const dir = mkdtempSync(join(tmpdir(), 'kflow-bench-'));
  const home = join(dir, 'home');
  mkdirSync(home);
  const needsCluster = cases.some((each) => each.needsCluster);
  try {
    if (needsCluster) say(`starting the sandbox ${name}`);
    const cluster = needsCluster ? await startCluster(name, signal) : undefined;
    const env = privateEnv(cluster, home);
    if (needsCluster) {
      await warmUp(env, signal);
      await warmUpKflow(env, join(dir, 'warm-up'), signal);
    }
    return await work({
      dir,
      measure,
      env,
      signal,
      clusterPids: cluster?.pids,
      runs,
      isCounting,
      only: peers,
      kflowPy,
      helmfile,
      missing,
      say,
    });
  } finally {
    if (needsCluster && !isKept) await endCluster(name);
    rmSync(dir, {recursive: true, force: true});
  }
}
