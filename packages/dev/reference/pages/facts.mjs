// docs/reference/exit-codes.md, environment.md and the index.
import {code, page, table} from '../markdown.mjs';
import {development, read, set} from '../environment-variables.mjs';
import {commands} from '../sources.mjs';

/** What each exit code means. */
const exitCodes = [
  [
    '0',
    'It is so: everything that was asked for is done and, unless `--no-wait` says otherwise, ready (gone, for destroy).',
  ],
  [
    '1',
    'Something failed: a step, a rollout, a deletion, a hook, a tool, the cluster; or, of `health` and `doctor`, something is not well.',
  ],
  [
    '2',
    'The input is at fault, and nothing ran: the config, a flag, a name. `validate --strict` exits with it on warnings, too.',
  ],
  ['130', 'Interrupted: Ctrl-C, SIGTERM or SIGHUP. What was done is recorded, what was left out is listed.'],
];

export function factPages() {
  const named = (rows) => rows.map(([name, ...rest]) => [`\`${name.replaceAll(', ', '`, `')}\``, ...rest]);
  const exits = commands().map(({id, exits: codes = []}) => [`\`kflow ${id.replace(':', ' ')}\``, codes.join(', ')]);
  return {
    'exit-codes.md': page(
      'Exit codes',
      table(['code', 'meaning'], exitCodes),
      'A command never exits with 0 when a rollout, a deletion or a hook failed. Warnings never change an exit code, unless `validate --strict` is asked.',
      code('sh', 'kflow apply && kflow health || notify "not well: $?"'),
      '## By command',
      table(['command', 'exits with'], exits),
    ),
    'environment.md': page(
      'Environment variables',
      '## Read by kflow',
      table(['variable', 'meaning'], named(read)),
      '## Set by kflow',
      table(['variable', 'for', 'meaning'], named(set)),
      "A script inherits kflow's own environment. A command in a pod (`exec`) has the pod's environment alone: `kubectl exec` can set none. `fromEnv` of secrets, ConfigMaps and " +
        '`secretValues` reads the variables that the config names.',
      '## For work on kflow',
      table(['variable', 'meaning'], named(development)),
    ),
    'README.md': page(
      'Reference',
      'Made from the sources, and compared with them by a test. The guides are [Getting started](../getting-started.md), [Configuration](../configuration.md) and [Writing runners](../writing-runners.md).',
      [
        '- [Commands](commands/README.md): every command with its arguments, flags and examples',
        '- [Files](config.md): every field of the root config and of resources',
        '- [Step kinds](steps/README.md): the fields of each, and what the commands do with it',
        '- [Diagnostics](../diagnostics.md): every code, and why workloads do not become ready',
        '- [Exit codes](exit-codes.md)',
        '- [JSON output](json-output.md) and [events](events.md)',
        '- [Environment variables](environment.md)',
      ],
    ),
  };
}
