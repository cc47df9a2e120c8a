import type {CommandRequest, CommandResult} from '@kflow/exec';
import type {VirtualTime} from '../time/virtual-time.js';

/** One process of a simulated tool: it writes, takes its time, and ends by itself or because it is told to. */
export class SimulatedProcess {
  private out = '';
  private err = '';
  private over = false;
  private readonly began: number;

  constructor(
    readonly request: CommandRequest,
    private readonly time: VirtualTime,
    /** Whether the kflow that started it is dead: then nobody hears of it any more, and it is ended. */
    private readonly isOrphan: () => boolean,
  ) {
    this.began = time.passed;
  }

  /** Runs what the tool does, until it ends, is told to, or takes longer than it may. */
  run(work: (process: SimulatedProcess) => Promise<number>): Promise<CommandResult> {
    const {signal, timeout} = this.request;
    return new Promise((resolve) => {
      const end = (exitCode: number, how: 'exited' | 'aborted' | 'timedOut'): void => {
        if (this.over) return;
        this.over = true;
        cancel();
        signal?.removeEventListener('abort', onAbort);
        if (this.isOrphan()) return;
        const ended = how === 'exited' ? {} : {signal: 'SIGTERM' as const};
        resolve({
          exitCode,
          ...ended,
          stdout: this.out,
          stderr: this.err,
          timedOut: how === 'timedOut',
          aborted: how === 'aborted',
          duration: (this.time.passed - this.began) / 1000,
        });
      };
      const kill = (how: 'aborted' | 'timedOut'): void => void this.time.after(30, () => end(143, how));
      const onAbort = (): void => kill('aborted');
      const isBound = timeout !== undefined && Number.isFinite(timeout);
      const cancel = !isBound ? () => {} : this.time.after(timeout * 1000, () => kill('timedOut'));
      signal?.addEventListener('abort', onAbort, {once: true});
      if (signal?.aborted) onAbort();
      void work(this).then((code) => end(code, 'exited'));
    });
  }

  /** Takes its time. Never comes back when the process was ended meanwhile. */
  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.time.after(milliseconds, () => {
        if (!this.over && !this.isOrphan()) resolve();
      });
    });
  }

  /** Never comes back. */
  hang(): Promise<never> {
    return new Promise(() => {});
  }

  stdout(line: string): void {
    this.out += `${line}\n`;
    this.request.onOutput?.('stdout', `${line}\n`);
  }

  stderr(line: string): void {
    this.err += `${line}\n`;
    this.request.onOutput?.('stderr', `${line}\n`);
  }
}
