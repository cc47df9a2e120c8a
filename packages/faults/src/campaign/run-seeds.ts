import {spawn} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import type {SeedOutcome} from './seed-outcome.js';

/** Where the built worker is, from the sources as from the build. */
const worker = fileURLToPath(new URL('../../dist/campaign/worker.js', import.meta.url));

/**
 * Simulates seeds in a process of their own.
 *
 * @param option `--twice`, or `--break` with the name of a broken engine
 * @param onOutcome hears of each seed as it comes
 * @throws when the process ends before all seeds have come
 */
export async function runSeeds(
  from: number,
  to: number,
  option: readonly string[] = [],
  onOutcome: (outcome: SeedOutcome) => void = () => {},
): Promise<SeedOutcome[]> {
  const child = spawn(process.execPath, ['--no-warnings', worker, String(from), String(to), ...option], {
    env: {...process.env, UV_THREADPOOL_SIZE: '1'},
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const outcomes: SeedOutcome[] = [];
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const outcome = JSON.parse(line) as SeedOutcome;
      outcomes.push(outcome);
      onOutcome(outcome);
    }
  });
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw new Error(`the simulation ended with ${code} after seed ${outcomes.at(-1)?.seed ?? 'none'}`);
  return outcomes;
}
