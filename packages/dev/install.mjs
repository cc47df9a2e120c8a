import {createHash} from 'node:crypto';
import {existsSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {root} from './root.mjs';
import {run} from './run.mjs';
import {toolEnv} from './tool-env.mjs';

const stamp = join(root, 'node_modules', '.kflow-installed');

/** The pnpm that package.json pins, e.g. `pnpm@10.34.9`. npx fetches it, so that none has to be installed. */
export const pnpm = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).packageManager;

/**
 * Installs the workspace's packages with the pinned pnpm, or does nothing when the lockfile, the package files and Node are
 * those of the last install.
 */
export async function install() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 20) {
    process.stderr.write(`kflow needs Node 20 or newer, and this is ${process.version}: install a newer one.\n`);
    process.exit(2);
  }
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  process.stderr.write('installing packages\n');
  await run('npx', ['-y', pnpm, 'install', '--frozen-lockfile', '--reporter=append-only'], {
    env: toolEnv(),
    quiet: true,
  });
  writeFileSync(stamp, wanted);
}

function fingerprint() {
  const hash = createHash('sha256').update(`${process.version} ${process.platform} ${process.arch}`);
  const files = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml'];
  for (const name of readdirSync(join(root, 'packages')).sort()) files.push(`packages/${name}/package.json`);
  for (const file of files) if (existsSync(join(root, file))) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}
