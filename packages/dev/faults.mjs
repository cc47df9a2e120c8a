/** `npm run faults`: lets things go wrong, simulated and on the sandbox, and looks whether what kflow says is so. See docs/reliability.md. */
import {build} from './build.mjs';
import {install} from './install.mjs';
import {run} from './run.mjs';

const args = process.argv.slice(2);
await install();
await build();
if (!args.includes('--seed'))
  await run(process.execPath, ['packages/sandbox/bin/kflow-sandbox.js', 'build', '--helm3']);
process.exitCode = await run(process.execPath, ['--no-warnings', 'packages/faults/dist/campaign/main.js', ...args], {
  // One thread for files: with more, the order in which operations end is not the same twice.
  env: {...process.env, UV_THREADPOOL_SIZE: '1'},
  check: false,
});
