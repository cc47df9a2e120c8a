import type {Plan} from '@kflow/core';
import {count} from '../terminal/count.js';
import {foreignText} from '../terminal/shown-text.js';
import type {Terminal} from '../terminal/terminal.js';
import {printTable} from './table.js';

/** A plan as text: a table of its steps, in order, for each phase. */
export function printPlan(plan: Plan, {out, symbols}: Terminal): void {
  const {colors} = out;
  const steps = plan.phases.reduce((sum, phase) => sum + phase.steps.length, 0);
  out.line(
    `${colors.bold(plan.operation)}: ${count(steps, 'step')} of ${count(plan.resources.length, 'resource')} in ${count(plan.phases.length, 'phase')}`,
  );
  let number = 0;
  plan.phases.forEach((phase, index) => {
    out.line('');
    const description = phase.description ? colors.dim(` ${symbols.separator} ${foreignText(phase.description)}`) : '';
    out.line(`${colors.bold(`[${index + 1}/${plan.phases.length}] ${foreignText(phase.name)}`)}${description}`);
    printTable(
      out,
      ['#', 'step', 'namespace', 'does', 'after'],
      phase.steps.map(({id, namespace = '', summary, after}) => [
        String(++number),
        foreignText(id),
        foreignText(namespace),
        foreignText(summary),
        foreignText([...after.steps, ...after.ready.map((resource) => `${resource} ready`)].join(', ')),
      ]),
    );
  });
}
