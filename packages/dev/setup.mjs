/** `npm run setup`: installs what it needs, and builds. `npm run build` is the same with `--no-install`. */
import {build} from './build.mjs';
import {install} from './install.mjs';

if (!process.argv.includes('--no-install')) await install();
await build();
