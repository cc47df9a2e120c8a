/**
 * What a program or a script may type: each command with its arguments and exit codes, and each flag. What help says of them is not among it.
 *
 * @param {{commands: {[id: string]: any}}} manifest oclif's
 * @returns {{[item: string]: {text: string}}} `kflow apply`, `kflow apply --timeout`; the flags that every command has are `kflow --json`
 */
export function commandItems({commands}) {
  const items = {};
  for (const {id, args = {}, flags = {}, exits, hidden} of Object.values(commands)) {
    if (hidden) continue;
    const command = `kflow ${id.replaceAll(':', ' ')}`;
    const places = Object.values(args).map(({name, required, multiple}) => {
      const word = `${name}${multiple ? '...' : ''}`;
      return required ? word : `[${word}]`;
    });
    items[command] = {text: `${[command, ...places].join(' ')}; exits with ${(exits ?? []).join(', ')}`};
    for (const flag of Object.values(flags)) {
      if (flag.hidden) continue;
      const owner = flag.helpGroup === 'GLOBAL' ? 'kflow' : command;
      items[`${owner} --${flag.name}`] = {text: flagText(flag)};
    }
  }
  return items;
}

function flagText({name, char, type, helpValue, env, options, default: fallback, required, multiple}) {
  const value = type === 'option' ? ` ${helpValue}${multiple ? '...' : ''}` : '';
  return [
    `${char ? `-${char}, ` : ''}--${name}${value}`,
    ...(options ? [`one of ${options.join(', ')}`] : []),
    ...(env ? [`else ${env}`] : []),
    ...(fallback === undefined ? [] : [`default ${fallback}`]),
    ...(required ? ['required'] : []),
  ].join('; ');
}
