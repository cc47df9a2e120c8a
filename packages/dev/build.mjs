import {pnpm} from './install.mjs';
import {run} from './run.mjs';
import {toolEnv} from './tool-env.mjs';

/** Builds every package, in order of their dependencies, taking from turbo's cache what did not change. */
export async function build() {
  process.stderr.write('building\n');
  // npx puts the pinned pnpm on the PATH, where turbo looks for it.
  await run('npx', ['-y', pnpm, 'exec', 'turbo', 'run', 'build', '--output-logs=errors-only', '--log-order=grouped'], {
    env: toolEnv(),
    quiet: true,
  });
}
