import type {ResourceStatus, StatusReport} from '@kflow/exec';
import {count} from '../terminal/count.js';
import {displayPath} from '../terminal/display-path.js';
import {formatAgo} from '../terminal/duration.js';
import {foreignTexts} from '../terminal/shown-text.js';
import type {Colors, Terminal} from '../terminal/terminal.js';
import {printTable} from './table.js';

/** The status as text: a row for each resource, and below what its row has no room for. */
export function printStatus(status: StatusReport, {out}: Terminal, now: number): void {
  const report = foreignTexts(status);
  const {colors} = out;
  printTable(
    out,
    ['resource', 'phase', 'namespace', 'state', 'ready', 'helm', 'drift', 'last applied'],
    report.resources.map((resource) => [
      resource.name,
      resource.phase,
      resource.namespace,
      paintState(resource.state, colors),
      readyCell(resource, colors),
      [...new Set(resource.helm.map(({status}) => status))].join(', '),
      resource.drift.length > 0 ? colors.yellow(count(resource.drift.length, 'file')) : '',
      resource.lastApplied === undefined ? '' : formatAgo(resource.lastApplied, now),
    ]),
  );
  const details = report.resources.flatMap((resource) =>
    detailsOf(resource).map((line) => `${resource.name}: ${line.replaceAll('\n', ' ')}`),
  );
  if (details.length > 0) out.line('');
  for (const line of details) out.line(line);
}

function readyCell({ready, total}: ResourceStatus, colors: Colors): string {
  if (total === 0) return '';
  return ready < total ? colors.yellow(`${ready}/${total}`) : `${ready}/${total}`;
}

function paintState(state: string, colors: Colors): string {
  if (state === 'applied') return colors.green(state);
  return state === 'failed' ? colors.red(state) : colors.yellow(state);
}

function detailsOf({workloads, drift, runners}: ResourceStatus): string[] {
  return [
    ...workloads.filter(({state}) => state !== 'ready').map(({workload, message}) => `${workload} ${message}`),
    ...(drift.length > 0
      ? [`differs from what was applied: ${drift.map((path) => displayPath(path)).join(', ')}`]
      : []),
    ...runners.map(({step, status}) => `${step}: ${status}`),
  ];
}
