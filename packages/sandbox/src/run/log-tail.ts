import {open} from 'node:fs/promises';

/** The last lines of a log, 12 by default, without the stack dumps of goroutines; empty if there is none. */
export async function logTail(path: string, lines = 12): Promise<string> {
  const file = await open(path, 'r').catch(() => undefined);
  if (!file) return '';
  try {
    const {size} = await file.stat();
    const length = Math.min(size, 32 * 1024);
    const buffer = Buffer.alloc(length);
    await file.read(buffer, 0, length, size - length);
    const text = buffer.toString().replace(/\ngoroutine \d+ \[[\s\S]*$/, '');
    return text.trimEnd().split('\n').slice(-lines).join('\n');
  } finally {
    await file.close();
  }
}
