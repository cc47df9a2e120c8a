import {randomBytes} from 'node:crypto';
import {cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {checkRun} from './check-run.js';
import {checkJson} from './json-schema.js';
import {run, start} from './run.js';
import type {Outcome, Running} from './run.js';
import {sandbox, userEnvironment} from './sandbox.js';
import type {HelmMajor} from './sandbox.js';

/** The built CLI. */
export const kflowBin = fileURLToPath(new URL('../../cli/bin/kflow.cjs', import.meta.url));

/** The work tree's examples. */
export const examples = fileURLToPath(new URL('../../../examples', import.meta.url));

/** A kflow project in a directory of its own, with a user who has nothing else: home, state and kubeconfig are the test's. */
export class Project {
  readonly dir = mkdtempSync(join(tmpdir(), 'kflow-e2e-'));
  readonly home = join(this.dir, 'home');
  /** A namespace that no other test uses. */
  readonly namespace = `e2e-${randomBytes(4).toString('hex')}`;
  env: NodeJS.ProcessEnv;
  /** The kflow that is run: the built one, unless a test has it installed. */
  bin = kflowBin;

  constructor(helm: HelmMajor = 4) {
    mkdirSync(this.home);
    this.env = userEnvironment(this.home, helm);
  }

  /** Writes files; the word `NS` in them stands for the namespace. Not the letters: a temporary directory's random name may have them. */
  write(files: {[path: string]: string}): this {
    for (const [path, text] of Object.entries(files)) {
      const file = join(this.dir, path);
      mkdirSync(dirname(file), {recursive: true});
      writeFileSync(file, text.replace(/\bNS\b/g, this.namespace));
    }
    return this;
  }

  /** Takes a copy of an example, so that the state that it keeps beside itself does not land in the work tree. */
  copyExample(name: string): this {
    cpSync(join(examples, name), this.dir, {recursive: true, filter: (path) => !path.includes('/.kflow')});
    return this;
  }

  /** Runs kflow in the project's directory, to its end. What it prints as JSON is held to the committed schemas. */
  async kflow(...args: string[]): Promise<Outcome> {
    const outcome = await run(process.execPath, [this.bin, ...args], {cwd: this.dir, env: this.env});
    refuseNodeWarnings(outcome);
    if (args.includes('--json')) {
      checkJson(args, outcome.stdout);
      await checkRun(args, outcome, {bin: this.bin, cwd: this.dir, env: this.env}, true);
    }
    return outcome;
  }

  /** Starts kflow. What it tells as JSON is held to what must be true of every run, once it has ended. */
  start(...args: string[]): Running {
    const kflow = {bin: this.bin, cwd: this.dir, env: this.env};
    const running = start(process.execPath, [this.bin, ...args], kflow);
    if (!args.includes('--json')) return running;
    const ended = running.ended.then(async (outcome) => {
      await checkRun(args, outcome, kflow, false);
      return outcome;
    });
    // Who does not wait for the end is not asked about it.
    ended.catch(() => undefined);
    return {...running, ended};
  }

  /** Runs it with `--json` and parses the document. */
  async json(...args: string[]): Promise<any> {
    const {stdout, stderr} = await this.kflow(...args, '--json');
    try {
      return JSON.parse(stdout);
    } catch {
      throw new Error(`no JSON on stdout:\n${stdout}\n${stderr}`);
    }
  }

  /** Runs the sandbox's kubectl; rejects when it fails. */
  async kubectl(...args: string[]): Promise<string> {
    const outcome = await run(join(sandbox().bin, 'kubectl'), args, {cwd: this.dir, env: this.env});
    if (outcome.code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${outcome.stderr}`);
    return outcome.stdout;
  }

  /** Whether an object exists, e.g. `exists('deployment/web')`. */
  async exists(object: string, namespace = this.namespace): Promise<boolean> {
    return (await this.kubectl('get', object, '-n', namespace, '--ignore-not-found', '-o', 'name')) !== '';
  }

  /** Processes whose environment carries the project's own home: everything that kflow started, directly or not. */
  async processes(): Promise<string[]> {
    const {stdout} = await run('ps', ['axeww', '-o', 'pid=,command='], {env: this.env});
    return stdout.split('\n').filter((line) => line.includes(`HOME=${this.home}`) && !line.includes(' ps axeww'));
  }

  remove(): void {
    rmSync(this.dir, {recursive: true, force: true});
  }
}

/** What Node itself complains of, such as listeners that pile up, is a fault of kflow's. */
function refuseNodeWarnings({stderr}: Outcome): void {
  const warning = /^\(node:\d+\) .*Warning.*$/m.exec(stderr);
  if (warning) throw new Error(`${warning[0]}\n${stderr}`);
}
