import {spawn} from 'node:child_process';
import type {ChildProcessWithoutNullStreams} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';

/** A real second process that uses state and locks; see child.mjs. */
export class Child {
  private readonly lines: AsyncIterator<string>;
  private readonly gone: Promise<unknown>;

  private constructor(private readonly process: ChildProcessWithoutNullStreams) {
    this.gone = once(process, 'exit');
    this.lines = createInterface({input: process.stdout})[Symbol.asyncIterator]();
    process.stderr.pipe(globalThis.process.stderr);
  }

  static async start(): Promise<Child> {
    const path = fileURLToPath(new URL('./child.mjs', import.meta.url));
    // Without jest's options, which are in the environment.
    const child = new Child(spawn(process.execPath, [path], {env: {...process.env, NODE_OPTIONS: ''}}));
    await child.next();
    return child;
  }

  get pid(): number {
    return this.process.pid!;
  }

  send(verb: string, rest: object = {}): void {
    this.process.stdin.write(`${JSON.stringify({verb, ...rest})}\n`);
  }

  /** The next thing that it says; undefined when it is gone. */
  async next(): Promise<unknown> {
    const {value, done} = await this.lines.next();
    return done ? undefined : (JSON.parse(value) as unknown);
  }

  async call(verb: string, rest: object = {}): Promise<unknown> {
    this.send(verb, rest);
    return await this.next();
  }

  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.gone;
  }
}
