import {spawn} from 'node:child_process';
import {closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** How a script ended, and what a reader saw of it: stdout and stderr as they came. */
export interface Shown {
  /** -1 when a signal ended it. */
  code: number;
  output: string;
  /** True when it was ended because it took longer than it may. */
  tooLong: boolean;
}

/**
 * A reader's shell: scripts run by bash one after the other, where the directory that one went to and the variables that it exported
 * hold for the next. What a script leaves running in the background goes on until `end`.
 */
export class Shell {
  private readonly dir = mkdtempSync(join(tmpdir(), 'kflow-shell-'));
  private readonly groups: number[] = [];
  private scripts = 0;

  constructor(
    /** Where the next script begins. */
    public cwd: string,
    private env: NodeJS.ProcessEnv,
    /** How long a script may take, in milliseconds. */
    private readonly limit: number,
  ) {}

  /** Runs a script to its end. It stops at the first command that fails, as a reader would. */
  async run(script: string): Promise<Shown> {
    const at = (name: string) => join(this.dir, `${this.scripts}.${name}`);
    this.scripts++;
    const output = openSync(at('output'), 'a');
    // In a group of its own, so that what it started ends with it; into a file, which background processes may go on writing to.
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', `${after}\n${script}`], {
      cwd: this.cwd,
      env: {...this.env, KFLOW_GUIDE_CWD: at('cwd'), KFLOW_GUIDE_ENV: at('env')},
      stdio: ['ignore', output, output],
      detached: true,
    });
    closeSync(output);
    const group = child.pid;
    if (group !== undefined) this.groups.push(group);
    let tooLong = false;
    const timer = setTimeout(() => {
      tooLong = true;
      if (group !== undefined) endGroup(group);
    }, this.limit);
    const code = await new Promise<number>((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', (exit) => resolve(exit ?? -1));
    }).finally(() => clearTimeout(timer));
    if (existsSync(at('env'))) {
      this.cwd = readFileSync(at('cwd'), 'utf8').trimEnd();
      this.env = Object.fromEntries(
        readFileSync(at('env'), 'utf8')
          .split('\0')
          .flatMap((entry) => (entry.includes('=') ? [entry.split(/=(.*)/s) as [string, string]] : []))
          .filter(([name]) => !/^(KFLOW_GUIDE_|SHLVL$|_$|OLDPWD$)/.test(name)),
      );
    }
    return {code, output: readFileSync(at('output'), 'utf8'), tooLong};
  }

  /** Ends what is still running in the background. */
  end(): void {
    for (const group of this.groups) endGroup(group);
    rmSync(this.dir, {recursive: true});
  }
}

/** Keeps, when a script ends, where it was and what it exported. */
const after = `trap 'pwd > "$KFLOW_GUIDE_CWD"; env -0 > "$KFLOW_GUIDE_ENV"' EXIT`;

function endGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // All of it has ended already.
  }
}
