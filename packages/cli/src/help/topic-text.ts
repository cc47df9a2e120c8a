import type {Channel} from '../terminal/terminal.js';
import {heading, twoColumns, wrap} from './rows.js';
import {helpTopics} from './topics/index.js';
import type {HelpTopic} from './topics/index.js';

/** The topic of a name, one word or two; undefined when there is none. */
export function findTopic(words: readonly string[]): HelpTopic | undefined {
  const name = words.join(' ').toLowerCase();
  return helpTopics.find((topic) => topic.name.toLowerCase() === name);
}

/** A topic for a terminal of some width. */
export function topicText({name, summary, body}: HelpTopic, {colors, width}: Channel): string[] {
  const lines = body.split('\n').flatMap((line) => (line.startsWith('  ') ? [line] : wrap(line, width ?? 100)));
  return [`${colors.bold(name)}: ${summary}`, '', ...lines];
}

/** `kflow help topics`. */
export function topicList({colors, width}: Channel): string[] {
  const rows = helpTopics.filter(({name}) => !name.includes(' ')).map(({name, summary}) => [name, summary] as const);
  const kinds = helpTopics
    .filter(({name}) => name.startsWith('steps '))
    .map(({name, summary}) => [name, summary] as const);
  return [
    'Texts that are about no single command. `kflow help <topic>` prints one.',
    ...heading('Topics', colors),
    ...twoColumns(rows, width, colors.cyan),
    ...heading('Kinds of steps', colors),
    ...twoColumns(kinds, width, colors.cyan),
  ];
}
