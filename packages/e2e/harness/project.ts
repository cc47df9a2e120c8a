import {randomBytes} from 'node:crypto';
import {cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {everythingEnds} from '@kflow/faults/invariants';
import {checkJson} from './json-schema.js';
import {run, start} from './run.js';
import type {Outcome, Running} from './run.js';
import {sandbox, userEnvironment} from './sandbox.js';
import type {HelmMajor} from './sandbox.js';

/** The built CLI. */
export const kflowBin = fileURLToPath(new URL('../../cli/bin/kflow.js', import.meta.url));

/** The work tree's examples. */
export const examples = fileURLToPath(new URL('../../../examples', import.meta.url));

/** A kflow project in a directory of its own, with a user who has nothing else: home, state and kubeconfig are the test's. */
export class Project {
  readonly dir = mkdtempSync(join(tmpdir(), 'kflow-e2e-'));
  readonly home = join(this.dir, 'home');
  /** A namespace that no other test uses. */
  readonly namespace = `e2e-${randomBytes(4).toString('hex')}`;
  env: NodeJS.ProcessEnv;

  constructor(helm: HelmMajor = 4) {
    mkdirSync(this.home);
    this.env = userEnvironment(this.home, helm);
  }

  /** Writes files; `NS` in them stands for the namespace. */
  write(files: {[path: string]: string}): this {
    for (const [path, text] of Object.entries(files)) {
      const file = join(this.dir, path);
      mkdirSync(dirname(file), {recursive: true});
      writeFileSync(file, text.replaceAll('NS', this.namespace));
    }
    return this;
  }

  /** Takes a copy of an example, so that the state that it keeps beside itself does not land in the work tree. */
  copyExample(name: string): this {
    cpSync(join(examples, name), this.dir, {recursive: true, filter: (path) => !path.includes('/.kflow')});
    return this;
  }

  /** Runs the built CLI in the project's directory, to its end. What it prints as JSON is held to the committed schemas. */
  async kflow(...args: string[]): Promise<Outcome> {
    const outcome = await run(process.execPath, [kflowBin, ...args], {cwd: this.dir, env: this.env});
    if (args.includes('--json')) {
      checkJson(args, outcome.stdout);
      checkRun(outcome);
    }
    return outcome;
  }

  /** Starts the built CLI. */
  start(...args: string[]): Running {
    return start(process.execPath, [kflowBin, ...args], {cwd: this.dir, env: this.env});
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

/** A run that began also ended, with everything in it, and with the exit code that it tells: so of every run of every test. */
function checkRun({code, stdout}: Outcome): void {
  if (!stdout.startsWith('{"type":"run.started"')) return;
  const told = events(stdout);
  const wrong = everythingEnds({events: told});
  if (told.at(-1).exitCode !== code) wrong.push(`run.finished says exit ${told.at(-1).exitCode}, the process ${code}`);
  if (wrong.length > 0) throw new Error(`${wrong.join('\n')}\n${stdout}`);
}

/** The events of a run with `--json`. */
export function events(stdout: string): any[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}
