import {prune} from '../build/prune.js';
import {down} from '../named/down.js';
import {environmentOf, status, type SandboxStatus} from '../named/status.js';
import {up} from '../named/up.js';
import {buildControlPlane, buildHelm3} from '../programs/find-programs.js';
import type {OnProgress} from '../progress.js';
import {SandboxError} from '../sandbox-error.js';
import {readArguments, type Flags} from './arguments.js';
import {elapsed} from './progress-printer.js';
import {runIn} from './run-in.js';
import {shellQuote} from './shell-quote.js';

/** What a command gets to work with. */
export interface CommandContext {
  signal: AbortSignal;
  onProgress: OnProgress;
  /** A result: a line on stdout. */
  print: (line: string) => void;
  /** What else is worth saying: a line on stderr. */
  say: (line: string) => void;
}

/** Does its work and gives the exit code. */
export type Command = (args: string[], context: CommandContext) => Promise<number>;

const NAME: Flags = {name: {type: 'string', default: 'default'}};

async function mustRun(name: string): Promise<SandboxStatus> {
  const found = await status(name);
  if (found.state !== 'stopped') return found;
  throw new SandboxError(`The sandbox "${name}" does not run.`, `Start it with: kflow-sandbox up --name ${name}`);
}

/** Every command by its name. */
export const commands: {[name: string]: Command} = {
  async up(args, {signal, onProgress, print, say}) {
    const {flags} = readArguments('up', args, {...NAME, nodes: {type: 'string', default: '2'}});
    const nodes = Number(flags.nodes);
    if (!Number.isInteger(nodes) || nodes < 1 || nodes > 50) {
      throw new SandboxError(
        `--nodes ${String(flags.nodes)} is not possible.`,
        'Give a whole number from 1 to 50.',
        true,
      );
    }
    const began = Date.now();
    const {record, already} = await up({name: String(flags.name), nodes, signal, onProgress});
    const {name, context} = record;
    say(
      already
        ? `The sandbox "${name}" is already up, with ${record.nodes} nodes (context ${context}).`
        : `The sandbox "${name}" is ready after ${elapsed(Date.now() - began)} (context ${context}).`,
    );
    // In `eval "$(kflow-sandbox up)"` and in scripts the line goes where it belongs by itself.
    if (process.stdout.isTTY)
      say(
        `To use it, run the line below, or: eval "$(kflow-sandbox up --name ${name})". To end it: kflow-sandbox down --name ${name}`,
      );
    print(`export KUBECONFIG=${shellQuote(record.kubeconfig)} PATH=${shellQuote(record.bin, ':"$PATH"')}`);
    return 0;
  },

  async down(args, {signal, say}) {
    const name = String(readArguments('down', args, NAME).flags.name);
    say((await down(name, signal)) ? `The sandbox "${name}" is gone.` : `The sandbox "${name}" does not run.`);
    return 0;
  },

  async status(args, {print}) {
    const {flags} = readArguments('status', args, {...NAME, json: {type: 'boolean', default: false}});
    const found = await status(String(flags.name));
    if (flags.json) print(JSON.stringify(found, undefined, 2));
    else {
      print(`${found.name}: ${found.state}`);
      if (found.state !== 'stopped') {
        print(`context     ${found.context}\nkubeconfig  ${found.kubeconfig}\ntools       ${found.bin}`);
        print(`since       ${found.startedAt}, ${found.nodes} nodes`);
      }
      const {failed} = found;
      if (failed) {
        const how = failed.signal ? `killed by ${failed.signal}` : `exit ${failed.code}`;
        print(`${failed.component} ended by itself (${how}). The last lines of its log:\n${failed.log}`);
      }
    }
    return found.state === 'running' ? 0 : 1;
  },

  async kubeconfig(args, {print}) {
    const found = await mustRun(String(readArguments('kubeconfig', args, NAME).flags.name));
    print(found.kubeconfig ?? '');
    return 0;
  },

  async exec(args) {
    const {flags, rest} = readArguments('exec', args, NAME, true);
    const [file, ...words] = rest;
    if (file === undefined) {
      throw new SandboxError(
        'kflow-sandbox exec: there is no command to run.',
        'Write it after --, as in: exec -- kubectl get nodes',
        true,
      );
    }
    return runIn(file, words, environmentOf(await mustRun(String(flags.name))));
  },

  async build(args, {signal, onProgress, print}) {
    const {flags} = readArguments('build', args, {helm3: {type: 'boolean', default: false}});
    print((await buildControlPlane({signal, onProgress})).bin);
    if (flags.helm3) print(await buildHelm3({signal, onProgress}));
    return 0;
  },

  async prune(args, {say}) {
    readArguments('prune', args, {});
    say(`Removed ${await prune(process.env)}. The next build starts from nothing; what is built already stays.`);
    return 0;
  },
};
