import {stringify} from 'yaml';

/** A text as a YAML scalar, quoted where it has to be. */
export function scalar(text: string): string {
  return stringify(text, {lineWidth: 0, defaultStringType: 'PLAIN'}).trimEnd();
}

/** A list of texts under a key, each with a comment when it has one. */
export function listLines(key: string, entries: readonly {text: string; comment?: string}[], indent = ''): string[] {
  if (entries.length === 0) return [];
  return [
    `${indent}${key}:`,
    ...entries.map(({text, comment}) => `${indent}  - ${scalar(text)}${comment === undefined ? '' : ` # ${comment}`}`),
  ];
}

/** Blocks of lines with an empty line between them, and a newline at the end. */
export function document(...blocks: readonly string[][]): string {
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}
