/** `npm run pack -- DIRECTORY`: packs what is published, as it would be published, and prints the sizes. Needs a build. */
import {mkdirSync, readFileSync, readdirSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {spawnSync} from 'node:child_process';
import {pnpm} from './install.mjs';
import {root} from './root.mjs';
import {toolEnv} from './tool-env.mjs';

const [directory = join(root, 'node_modules', '.packed')] = process.argv.slice(2);
mkdirSync(directory, {recursive: true});

const published = readdirSync(join(root, 'packages')).filter((name) => !manifestOf(name).private);
for (const name of published) {
  // pnpm, not npm: it puts versions where the workspace has `workspace:*`, and the workspace's licence into each package.
  const args = ['-y', pnpm, 'pack', '--json', '--pack-destination', resolve(directory)];
  const packed = spawnSync('npx', args, {cwd: join(root, 'packages', name), env: toolEnv(), encoding: 'utf8'});
  if (packed.status !== 0) {
    process.stderr.write(packed.stdout + packed.stderr);
    process.exit(1);
  }
  const {filename, files} = JSON.parse(packed.stdout.slice(packed.stdout.indexOf('{')));
  const kilobytes = Math.round(readFileSync(filename).length / 1000);
  console.log(`${filename}  ${files.length} files, ${kilobytes} kB packed`);
}

function manifestOf(name) {
  return JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'));
}
