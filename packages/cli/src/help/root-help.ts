import type {CommandManifest, Program} from '../command-manifest.js';
import {commandGroups} from '../command-group.js';
import type {CommandGroup} from '../command-group.js';
import type {Channel} from '../terminal/terminal.js';
import {flagRow, heading, twoColumns} from './rows.js';

const examples = [
  ['kflow init', 'begin a project, from nothing or from your manifests'],
  ['kflow plan', 'what apply would do, in order'],
  ['kflow apply', 'bring everything up'],
  ["kflow apply web 'db-*' -v", 'some of it, with what it depends on, showing each command'],
  ['kflow health', 'is it well? exits 1 when it is not'],
  ['kflow destroy --dry-run', 'the commands that would take everything down'],
] as const;

/** The help of the whole program: its commands by group, and the global flags. */
export function rootHelp({commands}: Program, {colors, width}: Channel): string[] {
  const groups = (Object.keys(commandGroups) as CommandGroup[]).flatMap((group) => {
    const rows = commands.filter((command) => command.group === group).map(row);
    return rows.length === 0 ? [] : [...heading(commandGroups[group], colors), ...twoColumns(rows, width, colors.cyan)];
  });
  const flags = Object.values(commands[0]!.flags).filter(({helpGroup}) => helpGroup === 'GLOBAL');
  return [
    "kflow brings a Kubernetes cluster's worth of things up and down, in order.",
    ...heading('Usage', colors),
    '  kflow <command> [names] [flags]',
    ...groups,
    ...heading('Global flags, before or after the command', colors),
    ...twoColumns([...flags.map(flagRow), ['    --version', 'print the version']], width, colors.cyan),
    ...heading('Examples', colors),
    ...twoColumns(examples, width, colors.cyan),
    '',
    '`kflow help <command>` tells more, `kflow help topics` lists texts on config, steps, phases and the like.',
    'Names are names of resources, or patterns like `db-*`.',
  ];
}

/** The help of a topic: its commands. */
export function topicHelp({commands, topics}: Program, topic: string, {colors, width}: Channel): string[] {
  const description = topics.find(({name}) => name === topic)?.description ?? '';
  return [
    `kflow ${topic}: ${description}`,
    ...heading('Usage', colors),
    `  kflow ${topic} <command> [flags]`,
    ...heading('Commands', colors),
    ...twoColumns(commands.filter(({id}) => id.startsWith(`${topic}:`)).map(row), width, colors.cyan),
    '',
    `\`kflow help ${topic} <command>\` tells more.`,
  ];
}

function row({id, summary = ''}: CommandManifest): [string, string] {
  return [id.replace(':', ' '), summary];
}
