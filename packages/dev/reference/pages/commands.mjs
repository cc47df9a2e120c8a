// docs/reference/commands: a page a command, from oclif's manifest.
import {jsonOutputs} from '../json-outputs.mjs';
import {code, page, table} from '../markdown.mjs';
import {commands} from '../sources.mjs';

const isGlobal = ({helpGroup}) => helpGroup === 'GLOBAL';

export function commandPages() {
  const all = commands();
  const [first] = all;
  return {
    'commands/README.md': page(
      'Commands',
      table(
        ['command', 'what it does'],
        all.map((command) => [`[\`${nameOf(command)}\`](${fileOf(command)})`, command.summary]),
      ),
      '## Global flags',
      'Every command takes them, before or after its name; after `logs`, `-c` is the container.',
      flagTable(Object.values(first.flags).filter(isGlobal)),
      'What the commands exit with: [exit codes](../exit-codes.md). What they print under `--json`: [JSON output](../json-output.md).',
    ),
    ...Object.fromEntries(all.map((command) => [`commands/${fileOf(command)}`, commandPage(command)])),
  };
}

function commandPage(command) {
  const {args, flags, summary, description, examples = []} = command;
  const name = nameOf(command);
  const positional = Object.values(args);
  const own = Object.values(flags).filter((flag) => !isGlobal(flag));
  const output = jsonOutputs.find(({commands: names}) => names.includes(name.replace('kflow ', '')));
  return page(
    name,
    `${summary[0].toUpperCase()}${summary.slice(1)}.`,
    code(
      'sh',
      [name, ...positional.map(({name: arg, required}) => (required ? `<${arg}>` : `[${arg}]`)), '[flags]'].join(' '),
    ),
    description ?? '',
    ...(positional.length > 0
      ? [
          '## Arguments',
          table(
            ['argument', 'what it is'],
            positional.map(({name: arg, description: what = ''}) => [`\`${arg}\``, what]),
          ),
        ]
      : []),
    ...(own.length > 0 ? ['## Flags', flagTable(own)] : []),
    'And the [global flags](README.md#global-flags).',
    ...(examples.length > 0 ? ['## Examples', code('sh', examples.join('\n'))] : []),
    ...(output
      ? ['## JSON', `\`--json\` prints ${output.what}: [${output.title}](../json-output.md${output.anchor}).`]
      : []),
    ...(command.exits ? ['## Exit codes', `${command.exits.join(', ')}: see [exit codes](../exit-codes.md).`] : []),
  );
}

function flagTable(flags) {
  return table(
    ['flag', 'value', 'what it does', 'environment'],
    flags.map(({name, char, type, helpValue, summary = '', env}) => [
      `${char ? `\`-${char}\`, ` : ''}\`--${name}\``,
      type === 'option' ? `\`${[helpValue ?? name.toUpperCase()].flat().join('|')}\`` : '',
      summary,
      env ? `\`${env}\`` : '',
    ]),
  );
}

function nameOf({id}) {
  return `kflow ${id.replace(':', ' ')}`;
}

function fileOf({id}) {
  return `${id.replace(':', '-')}.md`;
}
