/** The index of the `--` after which arguments belong to another command, or the length. */
function ownEnd(args: readonly string[]): number {
  const end = args.indexOf('--');
  return end === -1 ? args.length : end;
}

/** Puts flags behind a command's own arguments, before the `--` of `kubectl exec pod -- command`. At the end and not at the front, because plugins of kubectl refuse flags before their name. */
export function insertFlags(args: readonly string[], flags: readonly string[]): string[] {
  const end = ownEnd(args);
  return [...args.slice(0, end), ...flags, ...args.slice(end)];
}

/** The value of a flag that takes one (`--output json`, `--output=json`, `-o json`, `-ojson`), the last one as pflag has it; undefined when it is not there. */
export function flagValue(args: readonly string[], long: string, short?: string): string | undefined {
  let value: string | undefined;
  args.slice(0, ownEnd(args)).forEach((argument, index) => {
    if (argument === long || argument === short) value = args[index + 1] ?? '';
    else if (argument.startsWith(`${long}=`)) value = argument.slice(long.length + 1);
    else if (short !== undefined && argument.startsWith(short) && !argument.startsWith('--'))
      value = argument.slice(short.length).replace(/^=/, '');
  });
  return value;
}

/** Whether a boolean flag is there. */
export function hasFlag(args: readonly string[], ...names: string[]): boolean {
  return args.slice(0, ownEnd(args)).some((argument) => names.includes(argument.replace(/=true$/, '')));
}

/** Commands that only group others. */
const groups = new Set(
  'auth certificate config create rollout set top dependency plugin registry repo show search get'.split(' '),
);

/** What a call does, for a message: `apply`, `rollout restart`. */
export function verbOf(args: readonly string[]): string {
  const [verb = '', noun = ''] = args
    .slice(0, ownEnd(args))
    .filter((argument, index) => !argument.startsWith('-') && index < 2);
  return groups.has(verb) && /^[a-z]+$/.test(noun) ? `${verb} ${noun}` : verb;
}
