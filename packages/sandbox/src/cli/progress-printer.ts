import type {WriteStream} from 'node:tty';
import type {OnProgress} from '../progress.js';

/** `42s`, `3m10s`. */
export function elapsed(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${String(seconds % 60).padStart(2, '0')}s`;
}

const PIPE_INTERVAL = 15_000;
const TTY_INTERVAL = 80;

/**
 * Shows progress: on a terminal one line that is written over, elsewhere a line when something new begins and then one every
 * 15 s. `end` clears the line.
 */
export function progressPrinter(out: WriteStream | NodeJS.WritableStream): {onProgress: OnProgress; end: () => void} {
  const tty = 'isTTY' in out && out.isTTY;
  let stage = '';
  let since = Date.now();
  let last = 0;
  let shown = false;
  return {
    onProgress: (progress) => {
      const now = Date.now();
      const fresh = progress.stage !== stage;
      if (fresh) {
        stage = progress.stage;
        since = now;
      }
      if (!fresh && now - last < (tty ? TTY_INTERVAL : PIPE_INTERVAL)) return;
      last = now;
      const line = now - since < 1000 ? progress.message : `${progress.message}, ${elapsed(now - since)}`;
      if (tty) out.write(`\r\x1b[2K${line.slice(0, Math.max(20, (('columns' in out && out.columns) || 80) - 1))}`);
      else out.write(`${line}\n`);
      shown = true;
    },
    end: () => {
      if (tty && shown) out.write('\r\x1b[2K');
      shown = false;
    },
  };
}
