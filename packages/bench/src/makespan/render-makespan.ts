import {median} from '../measure/median.js';
import type {Comparison} from './compare-orders.js';
import {shapeNames} from './random-timed-project.js';

/** The section of docs/performance.md, Markdown. */
export function renderMakespan(found: readonly Comparison[]): string {
  const rows = shapeNames.map((shape) => ({name: shape, of: found.filter((each) => each.shape === shape)}));
  return [
    '## The scheduler, simulated',
    '',
    `kflow's own scheduler over a virtual clock, on ${found.length} random projects of 10 to 300 resources with 1 to 16 slots. Steps take 0.1 to 1 s, readiness up to 5 s`,
    'more, and the scheduler knows neither beforehand. *Bound*: of each phase the longer of its critical path and its steps spread evenly over the slots; no order can',
    'beat it, and often none can reach it. *Levels*: level by level of the dependencies. *Sequence*: one resource at a time, as kflow-py goes. Run it with `npm run bench -- --makespan`.',
    '',
    '| projects | number | over the bound: median | p90 | worst | levels over kflow: median | sequence over kflow: median |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...[{name: 'all', of: found}, ...rows].filter(({of}) => of.length > 0).map(({name, of}) => row(name, of)),
    '',
  ].join('\n');
}

function row(name: string, found: readonly Comparison[]): string {
  const over = found.map(({engine, bound}) => engine / bound).sort((left, right) => left - right);
  const figures = [
    median(over),
    over[Math.ceil(over.length * 0.9) - 1]!,
    over.at(-1)!,
    median(found.map(({levels, engine}) => levels / engine)),
    median(found.map(({sequence, engine}) => sequence / engine)),
  ];
  return `| ${name} | ${found.length} | ${figures.map((figure) => `${figure.toFixed(2)}x`).join(' | ')} |`;
}
