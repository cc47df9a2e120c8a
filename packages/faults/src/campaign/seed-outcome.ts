import type {Simulation} from '../simulation/simulate.js';

/** What is kept of a seed for the report. */
export interface SeedOutcome {
  seed: number;
  weather: string;
  runs: {operation: string; exit: number | 'killed' | 'refused'}[];
  /** How often each fault was injected. */
  injected: {[fault: string]: number};
  violations: string[];
}

/** The outcome of a simulation. */
export function seedOutcome({seed, scenario, runs, violations}: Simulation): SeedOutcome {
  const injected: SeedOutcome['injected'] = {};
  const add = (fault: string, times = 1): void => void (injected[fault] = (injected[fault] ?? 0) + times);
  for (const run of runs) {
    for (const [fault, times] of run.injected) add(fault, times);
    if (run.scenario.away) add('the API server away');
    if (run.scenario.interrupt !== undefined) add('Ctrl-C');
    if (run.scenario.kill !== undefined) add('Ctrl-C twice');
    if (run.scenario.death !== undefined) add('kflow killed');
    if (run.scenario.stranger !== undefined) add('a stranger deletes an object');
  }
  return {
    seed,
    weather: scenario.weather,
    runs: runs.map(({scenario: {operation, death}, report}) => ({
      operation,
      exit: report?.exitCode ?? (death === undefined ? 'refused' : 'killed'),
    })),
    injected,
    violations,
  };
}

/** Everything that happened, without what names this very process: equal for equal seeds. */
export function story({runs}: Simulation): string {
  return JSON.stringify(runs.map(({events, commands, took}) => ({events, commands, took})))
    .replaceAll(/kflow-sim-\w+/g, 'DIR')
    .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'RUN');
}
