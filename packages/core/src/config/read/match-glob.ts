/** Alternatives that the braces of one glob may come to. */
const mostAlternatives = 256;

/** Characters: as many as a path has at most on Linux. */
const longest = 4096;

/** What a piece of a segment takes: one character, or with `*` any number of any. */
type Piece = '*' | ((character: string) => boolean);

/**
 * A test for paths (`a/b.yaml`) by a glob: `*` and `?` stay inside of a segment, `**` as a whole segment is any number of them, `[a-z]` and `[!a-z]` are one
 * character, `{a,b}` either, `\` takes the next character as it is. Names that begin with a dot match only where the glob has the dot.
 *
 * Own code because libraries make regular expressions of globs, and a glob like `*a*a*a*a*a*b` then takes years over a name that is made for it.
 *
 * @returns undefined when it is too long, or its braces have too many alternatives
 */
export function globMatcher(glob: string): ((path: string) => boolean) | undefined {
  const globs = glob.length > longest ? undefined : alternatives(glob);
  if (!globs) return undefined;
  const patterns = globs.map((each) =>
    each
      .replace(/^\.\//, '')
      .split('/')
      .map((segment) => (segment === '**' ? '**' : {dot: segment.startsWith('.'), pieces: piecesOf(segment)})),
  );
  return (path) => {
    const names = path.split('/').map((name) => [...name]);
    return patterns.some((pattern) => matchPath(pattern, names));
  };
}

type Segment = '**' | {dot: boolean; pieces: Piece[]};

/** Which of the names each beginning of the pattern can end at, one segment of the pattern after the other. */
function matchPath(pattern: readonly Segment[], names: readonly string[][]): boolean {
  let ends = new Set([0]);
  for (const segment of pattern) {
    const next = new Set<number>();
    for (const at of ends) {
      if (segment !== '**') {
        const name = names[at];
        if (name && (name[0] !== '.' || segment.dot) && matchName(segment.pieces, name)) next.add(at + 1);
        continue;
      }
      next.add(at);
      for (let to = at; to < names.length && names[to]![0] !== '.' && !next.has(to + 1); to++) next.add(to + 1);
    }
    ends = next;
  }
  return ends.has(names.length);
}

/** Goes back to the last `*` only: what an earlier one could take, the last can take as well. */
function matchName(pieces: readonly Piece[], name: readonly string[]): boolean {
  let [piece, at, star, from] = [0, 0, -1, 0];
  while (at < name.length) {
    const current = pieces[piece];
    if (current === '*') {
      [star, from] = [piece++, at];
    } else if (current?.(name[at]!)) {
      piece++;
      at++;
    } else {
      if (star === -1) return false;
      [piece, at] = [star + 1, ++from];
    }
  }
  return pieces.slice(piece).every((rest) => rest === '*');
}

function piecesOf(segment: string): Piece[] {
  const pieces: Piece[] = [];
  const characters = [...segment];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at]!;
    if (character === '*') {
      if (pieces.at(-1) !== '*') pieces.push('*');
    } else if (character === '?') pieces.push(() => true);
    else if (character === '[') {
      const end = characters.indexOf(']', at + (characters[at + 1] === '!' || characters[at + 1] === '^' ? 3 : 2));
      pieces.push(end === -1 ? (other) => other === '[' : oneOf(characters.slice(at + 1, end)));
      if (end !== -1) at = end;
    } else {
      const literal = character === '\\' ? (characters[++at] ?? '\\') : character;
      pieces.push((other) => other === literal);
    }
  }
  return pieces;
}

/** `a-z_`, `!a-z`. */
function oneOf(body: readonly string[]): (character: string) => boolean {
  const isNegated = body[0] === '!' || body[0] === '^';
  const set = isNegated ? body.slice(1) : body;
  const ranges: [string, string][] = [];
  for (let at = 0; at < set.length; at++) {
    const isRange = set[at + 1] === '-' && at + 2 < set.length;
    ranges.push([set[at]!, isRange ? set[at + 2]! : set[at]!]);
    if (isRange) at += 2;
  }
  return (character) => ranges.some(([from, to]) => from <= character && character <= to) !== isNegated;
}

/** A glob without braces for each way through them. Braces without a comma are characters. */
function alternatives(glob: string): string[] | undefined {
  let open = [glob];
  const done: string[] = [];
  while (open.length > 0) {
    const next: string[] = [];
    for (const each of open) {
      const [, before, body, after] = /^(.*?)\{([^{}]*,[^{}]*)\}(.*)$/s.exec(each) ?? [];
      if (body === undefined) done.push(each);
      else next.push(...body.split(',').map((choice) => `${before}${choice}${after}`));
      if (done.length + next.length > mostAlternatives) return undefined;
    }
    open = next;
  }
  return done;
}
