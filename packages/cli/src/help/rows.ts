import type {FlagManifest} from '../command-manifest.js';
import type {Colors} from '../terminal/terminal.js';

/** Two aligned columns, indented by two; the right one wrapped to the width of the terminal. */
export function twoColumns(
  rows: readonly (readonly [string, string])[],
  width: number | undefined,
  paint: (text: string) => string,
): string[] {
  const left = Math.max(0, ...rows.map(([name]) => name.length)) + 4;
  const room = Math.max(30, (width ?? 100) - left);
  return rows.flatMap(([name, text]) =>
    wrap(text, room).map((line, index) =>
      index === 0 ? `  ${paint(name)}${' '.repeat(left - name.length - 2)}${line}` : ' '.repeat(left) + line,
    ),
  );
}

/** The left and right side of a flag's line. */
export function flagRow({name, char, type, summary = '', helpValue, env}: FlagManifest): [string, string] {
  const value = type === 'option' ? ` ${[helpValue ?? name.toUpperCase()].flat().join('|')}` : '';
  return [`${char ? `-${char}, ` : '    '}--${name}${value}`, env ? `${summary} [${env}]` : summary];
}

/** A heading with an empty line above it. */
export function heading(text: string, colors: Colors): string[] {
  return ['', colors.bold(text)];
}

/** Text in lines no longer than `width`, unless a word is. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines = [''];
    for (const word of paragraph.split(' ')) {
      const last = lines.at(-1)!;
      if (last !== '' && last.length + word.length + 1 > width) lines.push(word);
      else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
    }
    return lines;
  });
}
