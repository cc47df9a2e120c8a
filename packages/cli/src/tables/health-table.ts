import type {HealthReport} from '@kflow/exec';
import {foreignTexts} from '../terminal/shown-text.js';
import type {Terminal} from '../terminal/terminal.js';
import {count} from '../terminal/count.js';
import {printTable} from './table.js';

/** The verdict as text: a row for each resource, and a last line. */
export function printHealth(report: HealthReport, {out, symbols}: Terminal): void {
  const {resources, healthy} = foreignTexts(report);
  const {colors} = out;
  printTable(
    out,
    ['resource', 'namespace', 'health', 'detail'],
    resources.map((resource) => [
      resource.name,
      resource.namespace,
      resource.healthy ? colors.green(`${symbols.succeeded} healthy`) : colors.red(`${symbols.failed} unhealthy`),
      resource.detail,
    ]),
  );
  const unwell = resources.filter((resource) => !resource.healthy).length;
  out.line('');
  out.line(
    healthy
      ? colors.green(`${symbols.succeeded} ${count(resources.length, 'resource')}, all healthy`)
      : colors.red(`${symbols.failed} ${unwell} of ${count(resources.length, 'resource')} unhealthy`),
  );
}
