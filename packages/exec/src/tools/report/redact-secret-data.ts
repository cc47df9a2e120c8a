/** What stands for a value that must not be shown. */
export const mask = '***';

/**
 * Whose `data` is masked (`stringData`, which only Secrets have, always is):
 * - `secrets`: where the text says that it is about a Secret, document by document
 * - `any`: everywhere. For error messages: they show fragments, and may name the kind lines later or not at all.
 */
export type DataOf = 'secrets' | 'any';

/** JSON and YAML, `kind: Secret`, in quotes of any depth. */
const secretKind = /\bkind\\*["']?\s*:\s*\\*["']?Secret\b/;

/**
 * Masks the values in the `data` and `stringData` of Secrets, wherever kubectl or helm print them: manifests (YAML, JSON), patches, the
 * annotation `last-applied-configuration` (JSON in a JSON string), Go's `map[...]`, and the fragments that old API servers put
 * into decoding errors. Keys stay.
 */
export function redactSecretData(text: string, of: DataOf): string {
  return text
    .split(/^(?=---(?:\s|$))/m)
    .map((document) => redactDocument(document, of === 'any' || secretKind.test(document)))
    .join('');
}

function redactDocument(document: string, all: boolean): string {
  const keys = all ? '(?:data|stringData)' : 'stringData';
  let result = redactYaml(document, keys);
  result = redactJson(result, keys);
  result = replaceNested(result, new RegExp(`\\b${keys}:map\\[`, 'g'), '[', ']');
  if (all) {
    result = result.replace(/\bData:map\[string\]\S{0,100}?\{.*/g, `Data:${mask}`);
    // `.stringData.password: expected string, got &value.valueUnstructured{Value:12345678}`
    result = result.replace(/\bvalueUnstructured\{Value:(.*)/g, (_, rest: string) => {
      return `valueUnstructured{Value:${mask}}${rest.includes('}') ? rest.slice(rest.lastIndexOf('}') + 1) : ''}`;
    });
    // `error found in #10 byte of ...|"a":1}}|..., bigger context ...|{"apiVersion"...|...`
    result = result.replace(/\.\.\.\|.*?\|\.\.\./gs, `...|${mask}|...`);
  }
  return result;
}

/** Block and flow mappings under a key: the lines that are indented deeper belong to it. */
function redactYaml(text: string, keys: string): string {
  const opening = new RegExp(`^(\\s*(?:- +)*)(["']?)(${keys})\\2:(?=\\s|$)(.*)$`);
  const lines: string[] = [];
  let block: {indent: number; entry: number | undefined} | undefined;
  for (const line of text.split('\n')) {
    const indent = line.search(/\S/);
    if (block !== undefined && (indent === -1 || indent > block.indent)) {
      if (indent === -1) {
        lines.push(line);
        continue;
      }
      block.entry ??= indent;
      // What is deeper than an entry continues its value.
      if (indent > block.entry) continue;
      const key = /^\s*(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s:#][^:]*)\s*:(?=\s|$)/.exec(line)?.[0];
      lines.push(key === undefined ? `${line.slice(0, indent)}${mask}` : `${key} ${mask}`);
      continue;
    }
    block = undefined;
    const [, before = '', quote = '', name, value = ''] = opening.exec(line) ?? [];
    if (name === undefined) lines.push(line);
    else if (/^\s*(?:[&!|>#].*)?$/.test(value)) {
      block = {indent: before.length, entry: undefined};
      lines.push(line);
    } else if (/^\s*\{\s*\}?,?\s*$/.test(value)) lines.push(line);
    // JSON is left to redactJson, which keeps its keys.
    else if (quote === '"') lines.push(line);
    else {
      lines.push(`${before}${quote}${name}${quote}: ${mask}`);
      // A flow mapping may go on; everything deeper belongs to it.
      block = {indent: before.length, entry: -1};
    }
  }
  return lines.join('\n');
}

/** `"data": {...}` at any depth of escaping, over any number of lines. */
function redactJson(text: string, keys: string): string {
  // JSON in JSON in JSON, six times over, has 63 backslashes. Bounded, or a long row of them would take the square of its length.
  const opening = new RegExp(`(\\\\{0,63})"${keys}\\1"\\s*:\\s*\\{`, 'g');
  let result = '';
  let done = 0;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    let at = opening.lastIndex;
    result += text.slice(done, at);
    const escapes = match[1]!.length;
    const quote = `${match[1]}"`;
    for (;;) {
      const separator = /[\s,]*/y;
      separator.lastIndex = at;
      result += separator.exec(text)?.[0] ?? '';
      at = separator.lastIndex;
      if (!text.startsWith(quote, at)) break;
      const keyEnd = endOfString(text, at + quote.length, escapes);
      const colon = /\s*:\s*/y;
      colon.lastIndex = keyEnd;
      const between = colon.exec(text)?.[0];
      // Cut off in the middle of a key: it may as well be a value.
      if (between === undefined) {
        result += quote + mask;
        at = keyEnd;
        break;
      }
      result += text.slice(at, keyEnd) + between;
      at = keyEnd + between.length;
      const isText = text.startsWith(quote, at);
      result += isText ? quote + mask + quote : mask;
      at = isText ? endOfString(text, at + quote.length, escapes) : endOfScalar(text, at);
    }
    done = at;
    opening.lastIndex = at;
  }
  return result + text.slice(done);
}

/**
 * The index after the quote that ends a string. In JSON escaped d times over, a quote that delimits has n = 2^d - 1 backslashes before it, and every
 * backslash of the value adds 2(n + 1) to that.
 */
function endOfString(text: string, from: number, escapes: number): number {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 1)) {
    let before = 0;
    while (at - before > from && text[at - before - 1] === '\\') before++;
    if (before % (2 * (escapes + 1)) === escapes) return at + 1;
  }
  return text.length;
}

/** The index after a number, a word, or something nested that has no business there. */
function endOfScalar(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const character = text[at]!;
    if ('{['.includes(character)) depth++;
    else if ('}]'.includes(character) && depth-- === 0) return at;
    else if (character === ',' && depth === 0) return at;
  }
  return text.length;
}

/** Masks what follows each match up to the bracket that closes it, or to the end when none does. */
function replaceNested(text: string, opening: RegExp, open: string, close: string): string {
  let result = '';
  let done = 0;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    let depth = 1;
    let at = opening.lastIndex;
    result += text.slice(done, at) + mask;
    for (; at < text.length && depth > 0; at++) depth += text[at] === open ? 1 : text[at] === close ? -1 : 0;
    done = depth === 0 ? at - 1 : at;
    opening.lastIndex = at;
  }
  return result + text.slice(done);
}
