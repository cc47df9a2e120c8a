import type {Program} from '../command-manifest.js';
import {UnknownName} from '../problems/unknown-name.js';
import type {Terminal} from '../terminal/terminal.js';
import {commandHelp} from './command-help.js';
import {rootHelp, topicHelp} from './root-help.js';

/**
 * Prints the help of a command or a group of commands, or of the whole program when `id` is absent, on stdout. A help topic of the same
 * name (`state`, `runners`) comes after it.
 */
export async function showHelp(program: Program, id: string | undefined, {out}: Terminal): Promise<void> {
  const command = id === undefined ? undefined : program.commands.find((each) => each.id === id);
  const lines = command
    ? commandHelp(command, out)
    : id === undefined
      ? rootHelp(program, out)
      : topicHelp(program, id, out);
  for (const line of lines) out.line(line);
  if (id === undefined) return;
  const {findTopic, topicText} = await import('./topic-text.js');
  const topic = findTopic([id]);
  if (topic) for (const line of ['', ...topicText(topic, out)]) out.line(line);
}

/**
 * Prints a help topic, or the list of them, on stdout.
 *
 * @throws UnknownName `KF001` when there is neither such a topic nor such a command
 */
export async function showTopic({commands, topics}: Program, words: readonly string[], {out}: Terminal): Promise<void> {
  const {findTopic, topicList, topicText} = await import('./topic-text.js');
  const list = words.length === 1 && words[0] === 'topics';
  const topic = findTopic(words);
  if (list) for (const line of topicList(out)) out.line(line);
  else if (topic) for (const line of topicText(topic, out)) out.line(line);
  else {
    const {helpTopics} = await import('./topics/index.js');
    const typed = words.join(' ');
    const names = [
      ...commands.map(({id}) => id.replace(':', ' ')),
      ...[...topics, ...helpTopics].map(({name}) => name),
      'topics',
    ];
    const lists = '`kflow help` lists the commands, `kflow help topics` the topics';
    throw new UnknownName('KF001', `there is no command and no help topic \`${typed}\``, typed, names, lists);
  }
}
