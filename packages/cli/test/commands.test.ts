// What users can type, as it was last agreed on: a change here is a change of the interface. `jest -u` accepts it.
import {readFileSync} from 'node:fs';
import {expect, test} from '@jest/globals';

test('commands, their flags and what they say', () => {
  const manifest = JSON.parse(readFileSync(new URL('../oclif.manifest.json', import.meta.url), 'utf8'));
  const commands = Object.values<any>(manifest.commands).map(
    ({id, summary, description, examples, group, hidden, aliases, exits, choices, args, flags}) => ({
      command: `kflow ${id.replace(':', ' ')}`,
      group,
      hidden,
      aliases,
      exits,
      choices,
      summary,
      description,
      examples,
      args: Object.values<any>(args).map(({name, required, multiple}) => ({name, required, multiple})),
      flags: Object.values<any>(flags)
        .filter(({helpGroup}) => helpGroup !== 'GLOBAL')
        .map(flag),
    }),
  );
  expect(commands).toMatchSnapshot('commands');
  const [first] = Object.values<any>(manifest.commands);
  const global = Object.values<any>(first.flags).filter(({helpGroup}) => helpGroup === 'GLOBAL');
  expect(global.map(flag)).toMatchSnapshot('global flags');
});

function flag({name, char, type, summary, helpValue, env, default: fallback, required, hidden}: any): string {
  const value = type === 'option' ? ` ${helpValue}` : '';
  return `${char ? `-${char}, ` : ''}--${name}${value}: ${summary}${env ? ` [${env}]` : ''}${fallback === undefined ? '' : ` (default ${fallback})`}${required ? ' (required)' : ''}${hidden ? ' (hidden)' : ''}`;
}
