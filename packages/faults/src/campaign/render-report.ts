import type {SeedOutcome} from './seed-outcome.js';

/** A scripted fault on the sandbox, as its test came out. */
export interface ScriptedFault {
  /** What it is about: the name of its test file. */
  group: string;
  fault: string;
  passed: boolean;
}

/** The page `docs/reliability.md`. The same results give the same bytes: no times, no machine. */
export function renderReport(seeds: readonly SeedOutcome[], scripted: readonly ScriptedFault[]): string {
  const violations = seeds.reduce((sum, {violations: found}) => sum + found.length, 0);
  const failed = scripted.filter(({passed}) => !passed).length;
  return [
    '<!-- Written by `npm run faults -- --all`. -->',
    '',
    '# Reliability',
    '',
    'What kflow says has to be so, whatever goes wrong. `npm run faults` lets things go wrong and looks:',
    '',
    '- **simulated**: random projects on a cluster in memory, with tools and an API server that have faults. The engine, the observer, the state and the',
    '  journal are the real ones; time is virtual, and everything that is left to chance comes from one seed.',
    '- **scripted**: the built `kflow` as a process on a real control plane, with one fault at a time.',
    '',
    '`npm test` runs 250 seeds of the former and all of the latter. `npm run faults -- --all` runs 1,000 seeds, and writes this page.',
    '`npm run faults -- --seed 42` runs one seed, and tells its story: the project, what was injected, every event and every command.',
    '',
    '## What every run is held to',
    '',
    'Judged by what the simulated cluster knows (its pods, not what a workload says of itself), and by nothing of kflow:',
    '',
    '- exit 0 only if every object is there as asked, and every workload was ready at its newest revision at some moment of its wait; on destroy, only if',
    '  everything is gone;',
    '- no step begins before what it comes after is done and ready; phases do not overlap, waits included;',
    '- the state says of each step and resource what happened; a record of a step that was told to be done outlives `kill -9`;',
    '- everything ends, in bounded time; no process, read or timer is left;',
    '- what passes by itself fails nothing: in gentle weather every run of a sound project exits 0.',
    '',
    'Of a scripted run, the events that it tells are held to the same of order, phases, exit code, state and end, beside what its test asks the cluster itself.',
    '',
    'Engines that are broken on purpose (one forgets an edge, one takes exit 1 for success, one loses records ...) are found out within 60 seeds each, by a test.',
    '',
    `## Simulated: ${seeds.length} seeds, ${seeds.reduce((sum, {runs}) => sum + runs.length, 0)} runs, ${violations} violations`,
    '',
    'In calm weather nothing goes wrong; in gentle weather, what has to be survived; in rough weather, anything.',
    '',
    ...table(['weather', 'command', 'runs', ...exits.map(({title}) => title)], runRows(seeds)),
    '',
    'A run is refused when the cluster cannot be read at its very beginning, or when it is interrupted before it began.',
    '',
    ...table(['injected', 'times'], injectedRows(seeds)),
    '',
    `## Scripted: ${scripted.length} faults, ${failed} violations`,
    '',
    ...table(
      ['about', 'fault', 'as it has to be'],
      scripted.map(({group, fault, passed}) => [group, escape(fault), passed ? 'yes' : '**no**']),
    ),
    '',
  ].join('\n');
}

const exits = [
  {title: 'exit 0', is: 0},
  {title: 'exit 1', is: 1},
  {title: 'exit 130', is: 130},
  {title: 'killed', is: 'killed'},
  {title: 'refused', is: 'refused'},
] as const;

function runRows(seeds: readonly SeedOutcome[]): string[][] {
  return ['calm', 'gentle', 'rough'].flatMap((weather) => {
    const runs = seeds.filter((seed) => seed.weather === weather).flatMap((seed) => seed.runs);
    return ['apply', 'destroy', 'restart', 'reload'].map((operation) => {
      const own = runs.filter((run) => run.operation === operation);
      const counts = exits.map(({is}) => String(own.filter(({exit}) => exit === is).length));
      return [weather, operation, String(own.length), ...counts];
    });
  });
}

function injectedRows(seeds: readonly SeedOutcome[]): string[][] {
  const times = new Map<string, number>();
  for (const {injected} of seeds) {
    for (const [fault, count] of Object.entries(injected)) times.set(fault, (times.get(fault) ?? 0) + count);
  }
  return [...times].sort(([left], [right]) => (left < right ? -1 : 1)).map(([fault, count]) => [fault, String(count)]);
}

function table(head: readonly string[], rows: readonly string[][]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

function escape(text: string): string {
  return text.replaceAll(/[\\|<>*_`[\]]/g, '\\$&').replaceAll(/\s+/g, ' ');
}
