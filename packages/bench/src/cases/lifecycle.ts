import {mkdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import type {Bench} from '../bench.js';
import {CommandFailed} from '../measure/command.js';
import {countedRun} from '../measure/counted-run.js';
import {measuredRun} from '../measure/measured-run.js';
import {operations, type Operation, type Peer} from '../peers/peer.js';
import {Collector} from '../results/collector.js';
import type {Measure} from '../results/results.js';
import {namespacesGone, podsGone, removeNamespaces, verifyAbsent, verifyReady} from './verify.js';

/** A project that a peer takes through its life. */
export interface LifecycleProject {
  dir: string;
  namespaces: readonly string[];
  /** How many Deployments it has. */
  deployments: number;
}

/** What to take through its life, and by whom. */
export interface Lifecycle<Project extends LifecycleProject> {
  peers: readonly Peer<Project>[];
  /** Writes the project into a directory; the names of its namespaces begin with the prefix. */
  write(dir: string, prefix: string): Project;
  /** How often at most, where once takes long; default as often as asked. 0: never, not even to count. */
  most?(peer: string, operation: Operation): number;
  /** Whether what a peer starts and reads is counted, too; default yes. */
  isCounted?(peer: string): boolean;
}

/**
 * Takes a project through its life with each peer in turn (A B C, B C A ...), each time with new names, and looks at the cluster after
 * what claims to be up or down. What a peer fails at is noted, and the round goes on with the next peer.
 */
export async function lifecycle<Project extends LifecycleProject>(
  bench: Bench,
  {peers, write, most = () => bench.runs, isCounted = () => true}: Lifecycle<Project>,
): Promise<Measure[]> {
  const collector = new Collector();
  const namespaces: string[] = [];
  try {
    for (let round = 0; round < bench.runs + (bench.isCounting ? 1 : 0); round++) {
      const isCounting = round === bench.runs;
      for (let turn = 0; turn < peers.length; turn++) {
        const peer = peers[(round + turn) % peers.length]!;
        if (isCounting ? !isCounted(peer.name) : runsOf(peer.name, 'apply') >= most(peer.name, 'apply')) continue;
        const {say} = bench;
        const prefix = `b${Date.now().toString(36)}`;
        const dir = join(bench.dir, prefix);
        mkdirSync(dir);
        const project = write(dir, prefix);
        namespaces.push(...project.namespaces);
        say(isCounting ? `${peer.name}, counting` : `${peer.name}, ${round + 1} of ${bench.runs}`);
        await life(peer, project, isCounting);
        rmSync(dir, {recursive: true, force: true});
      }
    }
  } finally {
    // Nothing is measured by now, so what they take does not matter.
    if (!bench.signal.aborted) await namespacesGone(bench, namespaces);
  }
  return collector.measures;

  function runsOf(peer: string, operation: Operation): number {
    const found = collector.measures.find((each) => each.peer === peer && each.operation === operation);
    return found?.runs.length ?? 0;
  }

  async function life(peer: Peer<Project>, project: Project, isCounting: boolean): Promise<void> {
    let isUp = false;
    for (const operation of operations) {
      const command = peer.command(operation, project);
      const limit = most(peer.name, operation);
      const isEnough = isCounting ? limit === 0 : runsOf(peer.name, operation) >= limit;
      if (command === undefined || isEnough) continue;
      // Without the one, the others mean nothing.
      if (operation !== 'apply' && !isUp) continue;
      try {
        if (isCounting) collector.count(operation, peer.name, await countedRun(command, bench));
        else {
          const taken = await measuredRun(command, bench);
          bench.say(`  ${operation} ${(taken.wallMs / 1000).toFixed(2)} s`);
          collector.run(operation, peer.name, taken);
        }
        if (operation === 'apply') await verifyReady(bench, project);
        isUp = operation !== 'destroy';
        if (!isUp) await verifyAbsent(bench, project);
      } catch (error) {
        if (!(error instanceof CommandFailed)) throw error;
        bench.say(`  ${operation} failed: ${error.message}`);
        collector.failed(operation, peer.name, error.message);
        break;
      }
    }
    await removeNamespaces(bench, project.namespaces);
    await podsGone(bench, project.namespaces);
  }
}
