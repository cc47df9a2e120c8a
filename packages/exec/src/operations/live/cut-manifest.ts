/** The keys of a document that say which object it is. */
const identity = new Set(['apiVersion', 'kind', 'metadata']);

/** A key of the outermost block mapping. */
const keyLine = /^([A-Za-z][\w.-]*):(?: |$)/;

/** A `kind:` with nothing unusual about it. */
const plainKind = /^kind: +([A-Za-z][\w.-]*) *(?: #.*)?$/;

const documentStart = /^--- *(?: #.*)?$/;

/**
 * Cuts a manifest down to what tells its objects of some kinds, for a parser to read that much instead of all of it. It parses nothing itself: it looks
 * at lines that begin at column 0, which in nearly every manifest are `key:` lines of the outermost mapping.
 *
 * A document of no wanted `kind` is left out. Of one of a wanted kind, what is before the first key that does not belong to its identity stays. Any
 * other document stays as it is: in flow style, a `List`, with a `kind` that is quoted or anchored, with anything else at column 0.
 *
 * What stays of a valid manifest reads as it does in the whole. What stays of an invalid one may be valid, or end within a text or braces.
 *
 * @param isWanted whether the object of a `kind`, as it is written, is wanted
 * @returns undefined where documents cannot be told apart by their lines: directives, ends of documents, old line breaks
 */
export function cutManifest(text: string, isWanted: (kind: string) => boolean): string | undefined {
  if (/\r(?!\n)|^[%.\ufeff]|\n[%.]/.test(text)) return undefined;
  const kept: string[] = [];
  let document = new Document(0);
  const keep = (end: number): void => {
    const part = text.slice(document.start, document.keptUntil(end, isWanted));
    if (part !== '') kept.push(part);
  };
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline + 1;
    const first = text[start]!;
    if (first === ' ') document.inner(text, start, end);
    else if (first !== '\n' && first !== '\r' && first !== '#') {
      const line = text.slice(start, end).trimEnd();
      if (documentStart.test(line)) {
        keep(start);
        document = new Document(end);
      } else document.outer(line, start);
    }
    start = end;
  }
  keep(text.length);
  return kept.join('---\n');
}

/** What has been seen of the lines of one document. */
class Document {
  private readonly seen = new Set<string>();
  private last: string | undefined;
  private kind: string | undefined;
  /** Where the first key is that does not belong to the identity. */
  private otherAt: number | undefined;
  /** The lines do not tell what is a key of the outermost mapping. */
  private isUnusual = false;
  /** A part of the identity comes after another key. */
  private isScattered = false;

  constructor(readonly start: number) {}

  /** A line that begins with a space. */
  inner(text: string, start: number, end: number): void {
    // It belongs to the key before. Before any key, or after `kind:`, it is nothing usual.
    if (this.last !== undefined && this.last !== 'kind') return;
    const line = text.slice(start, end).trim();
    if (line !== '' && !line.startsWith('#')) this.isUnusual = true;
  }

  /** A line that begins at column 0, and is neither empty nor a comment. */
  outer(line: string, start: number): void {
    const key = keyLine.exec(line)?.[1];
    if (key === undefined) {
      // The items of a list need not be indented.
      const isItem = /^-(?: |$)/.test(line) && this.last !== undefined && this.last !== 'kind';
      if (!isItem) this.isUnusual = true;
      return;
    }
    this.last = key;
    if (!identity.has(key)) {
      this.otherAt ??= start;
      return;
    }
    if (this.seen.has(key)) this.isUnusual = true;
    this.seen.add(key);
    if (this.otherAt !== undefined) this.isScattered = true;
    if (key !== 'kind') return;
    this.kind = plainKind.exec(line)?.[1];
    if (this.kind === undefined || this.kind.endsWith('List')) this.isUnusual = true;
  }

  /** Where that ends which is to be kept of it; its start when that is nothing. */
  keptUntil(end: number, isWanted: (kind: string) => boolean): number {
    if (this.isUnusual) return end;
    if (this.kind === undefined || !isWanted(this.kind)) return this.start;
    return this.isScattered ? end : (this.otherAt ?? end);
  }
}
