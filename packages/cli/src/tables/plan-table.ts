import type {Plan} from '@kflow/core';
import {count} from '../terminal/count.js';
import {foreignTexts} from '../terminal/shown-text.js';
import type {Terminal} from '../terminal/terminal.js';
import {printTable} from './table.js';

/** A plan as text: a table of its steps, in order, for each phase. */
export function printPlan(planned: Plan, {out, symbols}: Terminal): void {
  const plan = foreignTexts(planned);
  const {colors} = out;
  const steps = plan.phases.reduce((sum, phase) => sum + phase.steps.length, 0);
  out.line(
    `${colors.bold(plan.operation)}: ${count(steps, 'step')} of ${count(plan.resources.length, 'resource')} in ${count(plan.phases.length, 'phase')}`,
  );
  let number = 0;
  plan.phases.forEach((phase, index) => {
    out.line('');
    const description = phase.description ? colors.dim(` ${symbols.separator} ${phase.description}`) : '';
    out.line(`${colors.bold(`[${index + 1}/${plan.phases.length}] ${phase.name}`)}${description}`);
    printTable(
      out,
      ['#', 'step', 'namespace', 'does', 'after'],
      phase.steps.map(({id, namespace = '', summary, after}) => [
        String(++number),
        id,
        namespace,
        summary,
        [...after.steps, ...after.ready.map((resource) => `${resource} ready`)].join(', '),
      ]),
    );
  });
}
