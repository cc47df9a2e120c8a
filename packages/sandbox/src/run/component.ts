import {spawn, type ChildProcess} from 'node:child_process';
import {closeSync, openSync} from 'node:fs';
import {setTimeout as delay} from 'node:timers/promises';
import type {Environment} from '../cache-dir.js';
import {logTail} from './log-tail.js';

/** How a component ended: its exit code or the signal that ended it, and the last lines of its log. */
export interface ComponentExit {
  component: string;
  code: number | null;
  signal: string | null;
  log: string;
}

/** How to start a component. */
export interface ComponentOptions {
  name: string;
  program: string;
  args: string[];
  cwd: string;
  env: Environment;
  /** The file that takes its output. */
  log: string;
}

/** One running server. Its standard input is the lifeline: when this process ends, in whatever way, it ends too. */
export class Component {
  readonly name: string;
  /** Resolves when it has ended, of itself or stopped. */
  readonly exited: Promise<ComponentExit>;
  /** Whether it still runs. */
  running = true;
  private readonly child: ChildProcess;

  constructor(private readonly options: ComponentOptions) {
    this.name = options.name;
    const log = openSync(options.log, 'a', 0o600);
    this.child = spawn(options.program, options.args, {
      cwd: options.cwd,
      env: {...options.env},
      stdio: ['pipe', log, log],
      // A group of its own: a Ctrl-C in the terminal is for the one who started the sandbox, who then stops it in order.
      detached: process.platform !== 'win32',
    });
    closeSync(log);
    this.child.stdin?.on('error', () => undefined);
    this.exited = new Promise((resolve) => {
      const end = (code: number | null, signal: string | null): void => {
        this.running = false;
        void logTail(options.log).then((tail) => resolve({component: options.name, code, signal, log: tail}));
      };
      this.child.once('exit', end);
      this.child.once('error', () => end(null, null));
    });
  }

  /** Starts it once more, with the same command line, data and log. This one must have ended. */
  again(): Component {
    return new Component(this.options);
  }

  /** Undefined if it could not be started. */
  get pid(): number | undefined {
    return this.child.pid;
  }

  /**
   * Ends it and what it has started, and waits until it is gone. A sandbox's data is thrown away, so nothing is lost by not asking
   * politely. Never throws; gives up waiting after 10 s.
   */
  async stop(): Promise<void> {
    if (this.running && this.pid !== undefined) {
      try {
        if (process.platform === 'win32') this.child.kill('SIGKILL');
        else process.kill(-this.pid, 'SIGKILL');
      } catch {
        this.child.kill('SIGKILL');
      }
    }
    const patience = new AbortController();
    await Promise.race([this.exited, delay(10_000, undefined, {signal: patience.signal}).catch(() => undefined)]);
    patience.abort();
    this.child.stdin?.destroy();
  }
}
