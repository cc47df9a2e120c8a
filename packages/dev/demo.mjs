/**
 * `npm run demo`: kflow's main job, on a real control plane that this starts and ends. `-- --keep` leaves it up and says how to use it;
 * `-- --context NAME` uses a cluster of your own instead, after asking (`--yes` answers).
 *
 * Nothing of the user's is read or written without `--context`: the kubeconfig and the tools are the sandbox's, and the home
 * directory of everything that is started lies in the cache directory.
 */
import {spawn} from 'node:child_process';
import {mkdirSync, rmSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import {createInterface} from 'node:readline/promises';
import {parseArgs} from 'node:util';
import {build} from './build.mjs';
import {cacheDir} from './cache-dir.mjs';
import {install} from './install.mjs';
import {root} from './root.mjs';

const kflow = 'packages/cli/bin/kflow.cjs';
const sandbox = 'packages/sandbox/bin/kflow-sandbox.js';
const example = 'examples/longhorn-traefik';

const {keep, context, yes} = options();
let interrupted = false;
// The child in the foreground gets Ctrl-C from the terminal, too, and ends first; then we clean up.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => (interrupted = true));

await install();
await build();
process.exitCode = context ? await onOwnCluster() : await onSandbox();

async function onSandbox() {
  const name = keep ? 'demo' : `demo-${process.pid}`;
  const home = join(cacheDir(), 'demo-home');
  mkdirSync(home, {recursive: true});
  const env = {...process.env, HOME: home, KUBECONFIG: join(home, 'no-kubeconfig')};
  for (const each of Object.keys(env)) if (/^KFLOW_(?!CACHE_DIR)|^HELM_/.test(each)) delete env[each];

  say(`A real control plane starts in the background; building it takes minutes, the first time only.
Meanwhile, what needs no cluster: the graph, the plan, and a dry run.`);
  const up = start(sandbox, ['up', '--name', name], process.env);
  try {
    for (const args of [['graph'], ['plan'], ['apply', '--dry-run']]) await show(args, env);
    say('Waiting for the control plane.');
    up.release();
    if ((await up.ended) !== 0) return 1;
    const status = JSON.parse(await read(sandbox, ['status', '--name', name, '--json']));
    env.KUBECONFIG = status.kubeconfig;
    env.PATH = [status.bin, process.env.PATH].join(delimiter);
    const code = await tour(env, ['--yes', '--delete-namespaces']);
    if (keep && code === 0) {
      say(`The sandbox is still up, and empty again. To use it:

  eval "$(node ${sandbox} up --name ${name})"
  node ${kflow} -c ${example}/kflow.yaml apply
  node ${sandbox} down --name ${name}`);
    }
    return code;
  } finally {
    if (!keep || process.exitCode) {
      up.child.kill('SIGTERM');
      await up.ended;
      await read(sandbox, ['down', '--name', name]).catch(() => {});
      rmSync(join(root, example, '.kflow'), {recursive: true, force: true});
    }
  }
}

async function onOwnCluster() {
  say(`This installs ${example} in the context ${context}: the namespaces longhorn-system, traefik and apps, two helm
releases, a StorageClass and two PersistentVolumes. In the end it takes all of it away again, the namespaces included.`);
  if (!yes && !(await agreed())) return 2;
  return tour(process.env, ['--context', context, '--yes', '--delete-namespaces']);
}

/** Up, a look around, and down. Returns the exit code of the first command that failed. */
async function tour(env, destroyFlags) {
  const own = context ? ['--context', context] : [];
  for (const args of [
    ['apply', ...own],
    ['status', ...own],
    ['health', ...own],
    ['destroy', ...destroyFlags],
  ]) {
    const code = await show(args, env);
    if (code !== 0) return code;
  }
  return 0;
}

/** Runs a kflow command as a user would, in the terminal. */
async function show(args, env) {
  if (interrupted) return 130;
  say(`$ kflow -c ${example}/kflow.yaml ${args.join(' ')}`);
  const child = spawn(process.execPath, [kflow, '-c', `${example}/kflow.yaml`, ...args], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  const code = await new Promise((resolve) => child.on('close', (exit) => resolve(exit ?? 130)));
  if (code !== 0) say(`it ended with exit code ${code}`);
  return code;
}

/** Starts a script whose output is held back until `release`. */
function start(script, args, env) {
  const child = spawn(process.execPath, [script, ...args], {cwd: root, env, stdio: ['ignore', 'ignore', 'pipe']});
  let held = '';
  let write = (text) => (held += text);
  child.stderr.setEncoding('utf8').on('data', (text) => write(text));
  return {
    child,
    ended: new Promise((resolve) => child.on('close', (code) => resolve(code ?? 130))),
    release() {
      process.stderr.write(held);
      write = (text) => process.stderr.write(text);
    },
  };
}

/** What a script prints on stdout. */
async function read(script, args) {
  const child = spawn(process.execPath, [script, ...args], {cwd: root, stdio: ['ignore', 'pipe', 'ignore']});
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (more) => (text += more));
  await new Promise((resolve) => child.on('close', resolve));
  return text;
}

async function agreed() {
  if (!process.stdin.isTTY) {
    say('There is no terminal to ask on: add --yes if you mean it.');
    return false;
  }
  const terminal = createInterface({input: process.stdin, output: process.stderr});
  const answer = await terminal.question('Go on? [y/N] ');
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

function options() {
  try {
    return parseArgs({
      options: {keep: {type: 'boolean'}, context: {type: 'string'}, yes: {type: 'boolean', short: 'y'}},
    }).values;
  } catch (error) {
    process.stderr.write(`npm run demo: ${error.message}\nIt takes -- --keep, or -- --context NAME [--yes].\n`);
    process.exit(2);
  }
}

function say(text) {
  process.stderr.write(`\n${text}\n\n`);
}
