import type {CommandManifest} from '../command-manifest.js';
import type {Channel} from '../terminal/terminal.js';
import {flagRow, heading, twoColumns, wrap} from './rows.js';

/** The help of one command, from its manifest. */
export function commandHelp(command: CommandManifest, {colors, width}: Channel): string[] {
  const flags = Object.values(command.flags).filter(({hidden}) => !hidden);
  const own = flags.filter(({helpGroup}) => helpGroup !== 'GLOBAL');
  const global = flags.filter(({helpGroup}) => helpGroup === 'GLOBAL');
  const args = Object.values(command.args);
  const examples = [command.examples ?? []].flat().map((each) => (typeof each === 'string' ? each : each.command));
  const section = (title: string, rows: [string, string][]) =>
    rows.length === 0 ? [] : [...heading(title, colors), ...twoColumns(rows, width, colors.cyan)];
  const usage = [
    `kflow ${command.id.replace(':', ' ')}`,
    ...args.map(({name, required}) => (required ? `<${name}>` : `[${name}]`)),
    '[flags]',
  ].join(' ');
  return [
    ...wrap(command.summary ?? '', width ?? 100),
    ...heading('Usage', colors),
    `  ${usage}`,
    ...(command.description ? ['', ...wrap(command.description, width ?? 100)] : []),
    ...section(
      'Arguments',
      args.map(({name, description = ''}) => [name, description]),
    ),
    ...section('Flags', own.map(flagRow)),
    ...section('Global flags, before or after the command', global.map(flagRow)),
    ...(examples.length > 0 ? [...heading('Examples', colors), ...examples.map((each) => `  ${each}`)] : []),
  ];
}
