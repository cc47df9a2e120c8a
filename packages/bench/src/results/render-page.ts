import type {Case} from '../cases/case.js';
import {charts} from './charts.js';
import {renderCase} from './render-case.js';
import {countHeld, renderTargets} from './render-targets.js';
import type {CaseResult, Results} from './results.js';
import {targets} from './targets.js';

/** The page `docs/performance.md`. The same results give the same bytes. `more` is what people wrote, put behind the targets as it is. */
export function renderPage(cases: readonly Case[], results: Results, more: string): string {
  const measured = cases.filter(({name}) => results[name] !== undefined);
  const {held, measured: judged} = countHeld(targets, results);
  return [
    '<!-- Written by `npm run bench`. -->',
    '',
    '# Performance',
    '',
    'kflow beside other ways to do the same, each with its defaults, on one cluster and one machine, in turns (A B C, B C A ...). The figures of one table',
    'come from one run of `npm run bench`, and are medians. Ratios count; times are for scale. Nobody starts cold: what a tool keeps on disk for its next run,',
    'such as what kubectl knows of the API, or the compiled code of Python and of kflow, is there.',
    '',
    '```sh',
    'npm run bench                                # what is quick; it says how long it takes before it starts',
    'npm run bench -- --all                       # everything, some hours',
    'npm run bench -- --only apply-200 --runs 5   # one case',
    '```',
    '',
    'Each writes this page anew from all that was measured so far, which is kept in [performance/results.json](performance/results.json). The cluster is',
    'the [sandbox](../packages/sandbox/README.md): a real control plane whose pods are simulated, on the same cores as what is measured.',
    '',
    ...machines(measured.map(({name}) => results[name]!)),
    '',
    `## It must hold: ${held} of ${judged} measured`,
    '',
    ...renderTargets(targets, results),
    '',
    ...(more === '' ? [] : [more.trim(), '']),
    ...charts(results).flatMap(({file, title}) => [`![${title}](performance/${file})`, '']),
    '## Who is compared',
    '',
    '- **kflow**: `kflow apply` and so on, as built, eight steps at a time.',
    '- **kflow-py**: the same project, the same YAML.',
    '- **kubectl**: no tool at all. For each phase one `kubectl create namespace`, one `kubectl apply -f` of a directory, one `kubectl rollout status`, and',
    '  one `kubectl get` for status and health. It keeps no order inside a phase, and has neither state nor a verdict.',
    '- **kubectl by levels**: the same, level by level of the dependencies inside a phase, as helmfile and a careful script do.',
    '- **helm in a loop**: `helm upgrade --install --wait` in the order of the dependencies.',
    '- **helm, one a core**: as many helm processes as cores, in no order, waiting for nothing: the floor.',
    '- **helmfile**: `helmfile sync` with `needs` and `wait`.',
    '- **ideal**: computed. The pods alone, if nothing else took any time.',
    '',
    'A resource is a ConfigMap, a Service and a Deployment of one pod in one file; a quarter of them in each of 4 phases, a namespace each. After each `apply` it is checked that',
    'every Deployment is ready, after each `destroy` that nothing is left. *CPU* is processor time of a command and all that it starts, *of the cluster* that of the control plane',
    'meanwhile, on the same cores, whichever of the two it is for; *memory* is the peak of the command itself,',
    '*processes* those of kubectl and helm that it starts, *read* the bytes that come from the API server, as on the wire. The latter two come from a run of their own.',
    '',
    ...measured.flatMap(({name, title}) => [`## ${name}`, '', `${title}.`, '', ...renderCase(results[name]!), '']),
  ].join('\n');
}

/** A line for each machine, and day, on which cases were measured. */
function machines(found: readonly CaseResult[]): string[] {
  const lines = found.map(({date, machine: {cores, model, memory, platform}}) => {
    const processor = model === 'unknown' ? '' : `, ${model}`;
    return `- ${date}: ${cores} cores${processor}, ${memory} GiB, ${platform}`;
  });
  const versions = Object.assign({}, ...found.map(({machine}) => machine.versions)) as {[program: string]: string};
  const named = Object.entries(versions).map(([program, version]) => `${program} ${version}`);
  return ['Measured', '', ...new Set(lines), '', `with ${named.join(', ')}.`];
}
