import type {Cursor} from '../../source/yaml/cursor.js';

const words: {[type: string]: string} = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: '`true` or `false`',
  array: 'a list',
  object: 'a mapping',
};

/** What YAML 1.1 took for booleans. */
const truths: {[text: string]: boolean} = {yes: true, on: true, y: true, no: false, off: false, n: false};

/** The types that a key takes, for people. */
export function expectedWords(types: string[], path: (string | number)[]): string {
  if (path.at(-2) === 'phases') return 'a name or a mapping';
  // Text that may be written without quotes, and durations, are unions in the schema but one thing to people.
  if (types.includes('string') && types.includes('boolean')) return 'text';
  if (types.includes('string') && types.includes('number')) return 'a duration';
  return types.map((type) => words[type] ?? type).join(' or ');
}

/** What stands there instead. The content of what may be secret is not shown. */
export function foundWords({node, text}: Cursor, hidden: boolean): string {
  if (node?.type === 'map') return 'a mapping';
  if (node?.type === 'list') return 'a list';
  if (node === undefined || text === undefined) return 'nothing';
  const type =
    typeof node.value === 'string' ? 'the text' : typeof node.value === 'number' ? 'the number' : 'the boolean';
  if (hidden) return type === 'the text' ? 'text' : type.replace('the', 'a');
  const line = text.split('\n', 1)[0] ?? '';
  return `${type} \`${line.length > 40 ? `${line.slice(0, 40)}...` : line}\``;
}

/** How to write it instead, when that can be told. */
export function typeHint(types: string[], {node, text}: Cursor, hidden: boolean): string | undefined {
  if (node?.type !== 'scalar' || hidden) return undefined;
  const truth = truths[text?.toLowerCase() ?? ''];
  if (types.includes('boolean') && truth !== undefined) return `YAML 1.2 reads \`${text}\` as text: write \`${truth}\``;
  if (types.includes('boolean') && /^(true|false)$/i.test(text ?? '')) return 'drop the quotes';
  if ((types.includes('number') || types.includes('integer')) && /^\d+$/.test(text ?? '')) return 'drop the quotes';
  if (types.includes('string') && text !== undefined) return `quote it: "${text}"`;
  if (types.includes('string')) return 'write "" for empty text';
  if (types.includes('array') && text !== undefined && text.length <= 60 && !text.includes('\n'))
    return `write it as a list: [${text}]`;
  return undefined;
}
