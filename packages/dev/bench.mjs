/** `npm run bench`: kflow beside other ways to do the same, on one cluster, in one run. See docs/performance.md. */
import {build} from './build.mjs';
import {install} from './install.mjs';
import {run} from './run.mjs';

await install();
await build();
// The control plane is built with its progress in sight, if it has to be.
await run(process.execPath, ['packages/sandbox/bin/kflow-sandbox.js', 'build']);
process.exitCode = await run(process.execPath, ['packages/bench/dist/main.js', ...process.argv.slice(2)], {
  check: false,
});
