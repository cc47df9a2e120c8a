/** A piece of output that waits for its turn. */
interface HeldWrite {
  stream: NodeJS.WriteStream;
  chunk: string | Uint8Array;
  rest: unknown[];
}

type Write = (chunk: string | Uint8Array, ...rest: unknown[]) => boolean;

/**
 * Keeps what anybody writes to the given streams (a warning, a user's runner with `console.log`) until it is let through, so that it
 * cannot land in the middle of what is drawn on the same terminal.
 */
export class HeldWrites {
  private held: HeldWrite[] = [];
  private readonly originals = new Map<NodeJS.WriteStream, Write>();
  /** Whether the last line that came through has no end yet: it may be a question. */
  isLineOpen = false;

  constructor(streams: Iterable<NodeJS.WriteStream>) {
    for (const stream of new Set(streams)) {
      this.originals.set(stream, stream.write.bind(stream) as Write);
      stream.write = ((chunk: string | Uint8Array, ...rest: unknown[]) => {
        this.held.push({stream, chunk, rest});
        return true;
      }) as NodeJS.WriteStream['write'];
    }
  }

  /** Whether there is anything to let through. */
  get isEmpty(): boolean {
    return this.held.length === 0;
  }

  /** Writes what was held, in order, between `before` and `after`, which go to `stream`; as few writes as can be, for less flicker. */
  release(stream: NodeJS.WriteStream, before: string, after: () => string): void {
    let text = before;
    for (const {stream: to, chunk, rest} of this.held.splice(0)) {
      if (chunk.length > 0) this.isLineOpen = !(typeof chunk === 'string' ? chunk.endsWith('\n') : chunk.at(-1) === 10);
      if (to === stream && typeof chunk === 'string' && rest.length === 0) {
        text += chunk;
        continue;
      }
      this.write(stream, text);
      text = '';
      this.originals.get(to)!(chunk, ...rest);
    }
    this.write(stream, text + after());
  }

  /** Gives the streams their own `write` back. */
  close(): void {
    for (const [stream, original] of this.originals) stream.write = original as NodeJS.WriteStream['write'];
  }

  private write(stream: NodeJS.WriteStream, text: string): void {
    if (text !== '') this.originals.get(stream)!(text);
  }
}
