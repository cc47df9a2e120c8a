import {readFileSync} from 'node:fs';

const ctrlC = '\u0003';
const ctrlBackslash = '\u001c';

/**
 * Keeps keys that are pressed from showing on the terminal, where an Enter would push away what is drawn; they are dropped. Ctrl-C and
 * Ctrl-\ go on to do what they do. Only where it is sure that the terminal is this process's to set: one in the background would be stopped.
 */
export class QuietKeyboard {
  private readonly isQuiet: boolean;

  constructor(private readonly stdin: NodeJS.ReadStream = process.stdin) {
    this.isQuiet = stdin.isTTY === true && !stdin.isRaw && isInForeground();
    if (!this.isQuiet) return;
    stdin.setRawMode(true);
    stdin.on('data', this.listener).resume();
  }

  private readonly listener = (chunk: Buffer): void => {
    for (const key of chunk.toString('latin1')) {
      // In raw mode they are keys, not signals.
      if (key === ctrlC) process.kill(process.pid, 'SIGINT');
      if (key === ctrlBackslash) process.kill(process.pid, 'SIGQUIT');
    }
  };

  /** Gives the terminal its keys back. */
  close(): void {
    if (!this.isQuiet) return;
    this.stdin.off('data', this.listener).pause();
    this.stdin.setRawMode(false);
  }
}

/** Whether this process's group is the one that the terminal listens to; no where that cannot be told. Source: proc(5), pgrp and tpgid. */
function isInForeground(): boolean {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8');
    // The second field, a name in parentheses, may have anything in it.
    const [, , group, , , terminalGroup] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return group === terminalGroup;
  } catch {
    return false;
  }
}
