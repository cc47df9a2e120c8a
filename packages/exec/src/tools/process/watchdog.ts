import {spawn, type ChildProcess} from 'node:child_process';
import type {Writable} from 'node:stream';
import type {Environment} from '../../ports/environment.js';

/**
 * Reads the numbers of process groups, `+ <group>` when one begins and `- <group>` when it is over. The pipe's other end
 * is kflow's: the system closes it when kflow ends, even by SIGKILL, and what is left then is ended, too: SIGTERM, and
 * SIGKILL after five seconds. What the terminal sends to everybody must not end the watchdog before.
 */
const script = `
trap '' HUP INT TERM
live=
while read -r sign group; do
  rest=
  for one in $live; do [ "$one" = "$group" ] || rest="$rest $one"; done
  live=$rest
  [ "$sign" = + ] && live="$live $group"
done
for one in $live; do kill -s TERM -- "-$one"; done
tries=0
while [ -n "$live" ] && [ $tries -lt 50 ]; do
  rest=
  for one in $live; do kill -s 0 -- "-$one" && rest="$rest $one"; done
  live=$rest
  [ -n "$live" ] && sleep 0.1
  tries=$((tries + 1))
done
for one in $live; do kill -s KILL -- "-$one"; done
`;

/** Sees to it that no process group outlives this process, however that ends. Starts with the first group; does nothing on Windows, which has none. */
export class Watchdog {
  private process?: {child: ChildProcess; line: Writable; over: Promise<void>};

  /** @param environment what its processes have; asked for when it starts */
  constructor(private readonly environment: () => Environment) {}

  /** A group began. */
  began(group: number): void {
    this.tell(`+ ${group}`);
  }

  /** A group is over: its number may become another's. */
  ended(group: number): void {
    this.tell(`- ${group}`);
  }

  /** Ends it, once no group is left. */
  async close(): Promise<void> {
    if (!this.process) return;
    const {child, line, over} = this.process;
    this.process = undefined;
    child.ref();
    line.end();
    await over;
  }

  private tell(text: string): void {
    if (process.platform === 'win32') return;
    this.process ??= start(this.environment());
    this.process.line.write(`${text}\n`);
  }
}

function start({PATH}: Environment): {child: ChildProcess; line: Writable; over: Promise<void>} {
  // It needs nothing of the environment but `sleep`.
  const env = {PATH};
  const child = spawn('sh', ['-c', script], {detached: true, stdio: ['pipe', 'ignore', 'ignore'], env, cwd: '/'});
  const line: Writable & {unref?(): void} = child.stdin;
  line.on('error', () => {});
  const over = new Promise<void>((resolve) => {
    // Without `sh` there is no watchdog; everything else works.
    child.once('error', () => resolve());
    child.once('close', () => resolve());
  });
  // It must not keep this process alive.
  child.unref();
  line.unref?.();
  return {child, line, over};
}
