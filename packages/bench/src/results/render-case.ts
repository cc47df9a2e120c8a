import {medianOf, measureOf, ratio} from './figures.js';
import {bytes, memory, table, time, times} from './format.js';
import type {CaseResult} from './results.js';

/** The table of one case: a row for each operation and peer, and how many times kflow's time each took. */
export function renderCase(found: CaseResult): string[] {
  const rows = found.measures.map((measure) => {
    const {operation, peer, runs, counts, failure} = measure;
    if (failure !== undefined)
      return [operation, peer, `failed: ${escape(failure.split('\n')[0]!)}`, ...Array(7).fill('')];
    const wall = medianOf(measure, 'wallMs');
    const ours = medianOf(measureOf(found, operation, 'kflow'), 'wallMs');
    return [
      ...[operation, peer, time(wall), peer === 'kflow' ? '' : times(ratio(wall, ours))],
      // Of a script it would be bash's.
      ...[time(medianOf(measure, 'cpuMs')), time(medianOf(measure, 'clusterCpuMs'))],
      ...[/^kflow/.test(peer) ? memory(medianOf(measure, 'peakKiB')) : ''],
      ...[counts === undefined ? '' : String(counts.processes), bytes(counts?.bytesRead), String(runs.length)],
    ];
  });
  const missing = found.missing.map(({name, reason}) => `Not measured: ${name} (${escape(reason.split('\n')[0]!)}).`);
  const computed = Object.entries(found.computed ?? {}).map(([name, value]) => `Computed: ${name} ${time(value)}.`);
  const head = ['what', 'who', 'time', 'by kflow’s', 'CPU', 'of the cluster', 'memory', 'processes', 'read', 'runs'];
  const notes = [...computed, ...missing].flatMap((line) => ['', line]);
  return [...table(head, rows), ...notes];
}

function escape(text: string): string {
  return text.replaceAll(/[\\|<>*_`[\]]/g, '\\$&').replaceAll(/\s+/g, ' ');
}
