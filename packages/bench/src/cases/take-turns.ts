import type {Bench} from '../bench.js';
import {CommandFailed, type Command} from '../measure/command.js';
import {measuredRun} from '../measure/measured-run.js';
import {Collector} from '../results/collector.js';
import type {Measure} from '../results/results.js';

/** A command that leaves nothing behind, so that it may run at any time. */
export interface Job {
  operation: string;
  peer: string;
  command: Command;
  /** How often at most, where once takes long; default as often as the others. */
  most?: number;
}

/**
 * Runs them in turns (A B C, B C A ...), each once before to warm the file system's cache unless it is slow, and gathers what they took.
 * What fails is noted, and left out from then on.
 */
export async function takeTurns(bench: Bench, jobs: readonly Job[], runs = bench.runs): Promise<Measure[]> {
  const chosen = jobs.filter(({peer}) => bench.only?.includes(peer) ?? true);
  const collector = new Collector();
  const failed = new Set<Job>();
  for (let round = 0; round <= runs; round++) {
    const isWarmingUp = round === 0;
    bench.say(isWarmingUp ? 'warming up' : `round ${round} of ${runs}`);
    for (let turn = 0; turn < chosen.length; turn++) {
      const job = chosen[(round + turn) % chosen.length]!;
      const {operation, peer, command, most = Infinity} = job;
      if (failed.has(job) || (isWarmingUp ? most < runs : round > most)) continue;
      try {
        const taken = await measuredRun(command, bench);
        if (!isWarmingUp) collector.run(operation, peer, taken);
      } catch (error) {
        if (!(error instanceof CommandFailed)) throw error;
        bench.say(`${peer}, ${operation}: ${error.message}`);
        collector.failed(operation, peer, error.message);
        failed.add(job);
      }
    }
  }
  // Turns put them out of order.
  const place = (measure: Measure): number =>
    chosen.findIndex(({operation, peer}) => operation === measure.operation && peer === measure.peer);
  return collector.measures.sort((left, right) => place(left) - place(right));
}
