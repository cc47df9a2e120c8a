import type {KflowEvent} from '@kflow/exec';
import {simulate} from '../simulation/simulate.js';

/** The story of one seed, for people: its project, what was injected, and every event and command with its time in seconds. */
export async function tellSeed(seed: number): Promise<{lines: string[]; isGood: boolean}> {
  const {project, scenario, runs, violations} = await simulate(seed);
  const files = Object.entries(project.files).flatMap(([path, text]) => [`--- ${path}`, ...text.trimEnd().split('\n')]);
  const told = runs.flatMap(({scenario: own, events, commands, injected, report}, index) => {
    const {operation, options, interrupt, kill, death, away, stranger} = own;
    const start = Date.parse(events[0]?.at ?? '');
    const moments = events
      .filter(({type}) => type !== 'step.output')
      .map((event) => `${((Date.parse(event.at) - start) / 1000).toFixed(3).padStart(10)}  ${lineOf(event)}`);
    return [
      '',
      `=== run ${index + 1}: ${operation} ${JSON.stringify({...options, interrupt, kill, death, away, stranger})}`,
      ...moments,
      ...commands.map((command) => `  at ${command.replace(/^\S+/, (time) => `${(Number(time) / 1000).toFixed(3)}`)}`),
      `injected: ${JSON.stringify(Object.fromEntries(injected))}`,
      `exit: ${report?.exitCode ?? 'none'}`,
    ];
  });
  const verdict =
    violations.length === 0 ? ['nothing that must not be'] : violations.map((text) => `VIOLATION ${text}`);
  return {
    lines: [`seed ${seed}, ${scenario.weather} weather`, ...files, ...told, '', ...verdict],
    isGood: violations.length === 0,
  };
}

function lineOf({at: _, type, ...rest}: KflowEvent): string {
  return `${type} ${JSON.stringify(rest).slice(0, 300)}`;
}
